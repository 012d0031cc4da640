import {
  blueLineProblems,
  checkBusiness,
  type Invoice,
  invoiceProblems,
  redLineProblems,
  treatmentProblems,
} from '@mashang/invoice'

export type BrokenRule = { line: number | undefined; zh: string; en: string }

/** The first day that the dated rates know of. */
const RATES_SINCE = '2026-01-01'

/** What the bureau would refuse in an invoice: its arithmetic, its rates, its buyer and its special business. */
export function brokenRules(invoice: Invoice): BrokenRule[] {
  const found = invoice.reverses
    ? redLineProblems(invoice.lines)
    : [
        ...blueLineProblems(invoice.lines),
        ...(invoice.issuedAt >= RATES_SINCE ? treatmentProblems(invoice) : []),
        ...checkBusiness(invoice),
        ...buyerProblems(invoice),
      ]
  return found.map((each) => ({ line: 'line' in each ? each.line : undefined, ...invoiceProblems[each.problem] }))
}

/** On the face a person is told by the name's ending. */
function buyerProblems({ kind, buyer }: Invoice) {
  if (kind === 'general') return []
  if (/（个人）$/.test(buyer.name)) return [{ problem: 'special-to-individual' } as const]
  return buyer.taxpayerId ? [] : [{ problem: 'special-without-taxpayer-id' } as const]
}
