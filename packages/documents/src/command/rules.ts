import {
  blueLineProblems,
  checkBusiness,
  type Invoice,
  invoiceProblems,
  redLineProblems,
  treatmentProblems,
} from '@mashang/invoice'

export type BrokenRule = { line: number | undefined; zh: string; en: string }

/** What the bureau would refuse in an invoice: its arithmetic, its rates, its buyer and its special business. */
export function brokenRules(invoice: Invoice): BrokenRule[] {
  const found = invoice.reverses
    ? redLineProblems(invoice.lines)
    : [
        ...blueLineProblems(invoice.lines),
        ...treatmentProblems(invoice),
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
