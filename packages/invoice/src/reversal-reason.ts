import type { InvoiceLine, ReversalReason } from './invoice.ts'

/**
 * The bureau's reasons (chyyDm). Channels number them differently and map their own. Source: 乐企开票能力说明 V4.000.
 */
export const reversalReasons = {
  wrong: { code: '01', zh: '开票有误', en: 'Issued in error' },
  returned: { code: '02', zh: '销货退回', en: 'Goods returned' },
  discontinued: { code: '03', zh: '服务中止', en: 'Service discontinued' },
  allowance: { code: '04', zh: '销售折让', en: 'Sales allowance' },
} as const satisfies Record<ReversalReason, { code: string; zh: string; en: string }>

export function reversalReasonFrom(code: string): ReversalReason | undefined {
  const reasons = Object.keys(reversalReasons) as ReversalReason[]
  return reasons.find((reason) => reversalReasons[reason].code === code)
}

/**
 * Whether what was sold can be taken back for this reason: goods and repairs (codes 1…, 2…) are not discontinued,
 * services (3…) are not returned; an invoice with both is free to choose. Source: 乐企 §3.1.2.3.
 */
export function reasonProblem(
  reason: ReversalReason,
  lines: readonly InvoiceLine[],
): 'goods-not-discontinued' | 'services-not-returned' | undefined {
  const goods = lines.some(({ taxCode }) => /^[12]/.test(taxCode))
  const services = lines.some(({ taxCode }) => taxCode.startsWith('3'))
  if (reason === 'discontinued' && goods && !services) return 'goods-not-discontinued'
  if (reason === 'returned' && services && !goods) return 'services-not-returned'
  return undefined
}
