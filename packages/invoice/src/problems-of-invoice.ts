import { type BusinessProblem, checkBusiness, type SellerFacts } from './check-business.ts'
import type { Invoice } from './invoice.ts'
import { blueLineProblems, type InvoiceLineProblem, redLineProblems } from './invoice-lines.ts'
import { type SpecialInvoiceProblem, specialInvoiceProblem } from './special-invoice.ts'
import { bureauTextLimits, type TextLimits, type TextProblem, textProblems } from './text-limits.ts'
import { type TreatmentProblem, treatmentProblems } from './treatments.ts'

/** What is wrong and where: `line` is a row from 0, `field` the path of a text. Both are absent of the invoice as a whole. */
export type ProblemOfInvoice =
  | BusinessProblem
  | InvoiceLineProblem
  | SpecialInvoiceProblem
  | TextProblem
  | TreatmentProblem

/**
 * Everything for which the bureau, or a channel with narrower `limits`, would refuse an invoice, blue or red; empty when
 * nothing. The sentences are in `invoiceProblems`.
 *
 * How a red invoice is taxed is not judged: it repeats the blue one, whose day had other rates.
 */
export function problemsOfInvoice(
  invoice: Invoice,
  seller: SellerFacts = {},
  limits: TextLimits = bureauTextLimits,
): ProblemOfInvoice[] {
  const { lines, reverses } = invoice
  return [
    ...[specialInvoiceProblem(invoice)].filter((problem) => problem !== undefined),
    ...(reverses ? [] : treatmentProblems(invoice)),
    ...checkBusiness(invoice, seller),
    ...(reverses ? redLineProblems(lines) : blueLineProblems(lines)),
    ...textProblems(invoice, limits),
  ]
}
