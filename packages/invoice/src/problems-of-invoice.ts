import { type BusinessProblem, checkBusiness, type SellerFacts } from './check-business.ts'
import type { Invoice, InvoiceLine } from './invoice.ts'
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
  | { problem: 'counted-as-zero'; line: number }

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
    ...lines.flatMap(countProblems),
    ...textProblems(invoice, limits),
  ]
}

/** Within a fen nothing times nothing is 0.01, but goods that were sold were some, and cost something. */
function countProblems({ quantity, netUnitPrice }: InvoiceLine, line: number): ProblemOfInvoice[] {
  return quantity === '0' || netUnitPrice === '0' ? [{ problem: 'counted-as-zero', line }] : []
}
