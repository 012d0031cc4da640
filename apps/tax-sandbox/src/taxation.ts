import { parseRate, type Relief, reliefFits, type Taxation } from '@mashang/invoice'
import type * as z from 'zod'

/** What a detail says of its tax, as far as this bureau knows policies. */
type TaxFields = { taxRate: string; favouredPolicyFlag?: string | undefined }

const reliefs: Record<string, Relief> = {
  '01': 'simplified',
  '08': 'simplified-3',
  '09': 'simplified-5',
  '10': 'reduced-1.5',
}

/** How a line is taxed; what its rate and its policy contradict each other about is an issue. Source: 乐企 §1.2.6. */
export function taxationOf({ taxRate, favouredPolicyFlag: flag = '0' }: TaxFields, context: z.RefinementCtx): Taxation {
  const wrong = (words: string): Taxation => {
    context.addIssue(words)
    return { kind: 'zero-rated' }
  }
  const isZero = /^0(\.0+)?%?$/.test(taxRate)
  const rate = isZero ? undefined : parseRate(taxRate)
  if (!isZero && rate === undefined) return wrong('taxRate 税率有误')
  if (flag === '03' || flag === '04') {
    if (rate !== undefined) return wrong('favouredPolicyFlag 免税和不征税的税率应为0')
    return { kind: flag === '03' ? 'exempt' : 'outside-scope' }
  }
  if (flag === '0') return rate === undefined ? { kind: 'zero-rated' } : { kind: 'taxed', rate }
  const relief = reliefs[flag]
  if (relief === undefined) return wrong('favouredPolicyFlag 模拟税局不支持这项优惠政策')
  if (rate === undefined || !reliefFits(relief, rate)) return wrong('favouredPolicyFlag 与税率不符')
  return { kind: 'taxed', rate, relief }
}
