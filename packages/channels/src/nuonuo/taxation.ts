import type { Relief, Taxation } from '@mashang/invoice'

/** 优惠政策标识 of a 数电票: the bureau's own two digits. */
const reliefFlags: Record<Relief, string> = {
  simplified: '01',
  'simplified-3': '08',
  'simplified-5': '09',
  'reduced-1.5': '10',
}

/**
 * How a line is taxed, in Nuonuo's words. What is exempt or outside the scope has a rate of 0 and a policy (03, 04), a
 * zero rate has none. `favouredPolicyName` and `zeroRateFlag` are left out: they belong to the older kinds of invoices.
 *
 * Source: requestBillingNew V2.0, invoiceDetail (both are 数电票时为空); the policies are those of 乐企 §1.2.6.
 */
export function taxationFields(taxation: Taxation): { taxRate: string; favouredPolicyFlag?: string } {
  switch (taxation.kind) {
    case 'taxed': {
      const { rate, relief } = taxation
      return { taxRate: rateFraction(rate), ...(relief && { favouredPolicyFlag: reliefFlags[relief] }) }
    }
    case 'exempt':
      return { taxRate: '0', favouredPolicyFlag: '03' }
    case 'outside-scope':
      return { taxRate: '0', favouredPolicyFlag: '04' }
    case 'zero-rated':
      return { taxRate: '0' }
    default:
      return taxation satisfies never
  }
}

/** 600 basis points are "0.06". Digits only: no float is printed. */
function rateFraction(basisPoints: number): string {
  const digits = String(basisPoints).padStart(5, '0')
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '')
}
