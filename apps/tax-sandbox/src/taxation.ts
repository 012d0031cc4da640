import { parseRate, type Relief, reliefFits, type Taxation } from '@mashang/invoice'

/** What a detail says of its tax, as far as this bureau knows policies. */
type TaxFields = { taxRate: string; favouredPolicyFlag?: string | undefined }

const reliefs: Record<string, Relief> = {
  '01': 'simplified',
  '08': 'simplified-3',
  '09': 'simplified-5',
  '10': 'reduced-1.5',
}

/**
 * How a line is taxed, or in words what its rate and its policy contradict each other about. Source: 乐企 §1.2.6.
 */
export function taxationOf({ taxRate, favouredPolicyFlag: flag = '0' }: TaxFields): Taxation | string {
  const isZero = /^0(\.0+)?%?$/.test(taxRate)
  const rate = isZero ? undefined : parseRate(taxRate)
  if (!isZero && rate === undefined) return 'taxRate 税率有误'
  if (flag === '03' || flag === '04') {
    if (rate !== undefined) return 'favouredPolicyFlag 免税和不征税的税率应为0'
    return { kind: flag === '03' ? 'exempt' : 'outside-scope' }
  }
  if (flag === '0') return rate === undefined ? { kind: 'zero-rated' } : { kind: 'taxed', rate }
  const relief = reliefs[flag]
  if (relief === undefined) return 'favouredPolicyFlag 模拟税局不支持这项优惠政策'
  if (rate === undefined || !reliefFits(relief, rate)) return 'favouredPolicyFlag 与税率不符'
  return { kind: 'taxed', rate, relief }
}

/** How a line that was accepted is taxed: by its rate alone where its policy does not go with it. */
export function taxationAccepted(fields: TaxFields): Taxation {
  const taxation = taxationOf(fields)
  if (typeof taxation !== 'string') return taxation
  const rate = parseRate(fields.taxRate)
  return rate === undefined ? { kind: 'zero-rated' } : { kind: 'taxed', rate }
}
