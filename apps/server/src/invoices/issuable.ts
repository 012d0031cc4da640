import { type Refused, refuse } from '@mashang/contract'
import {
  chinaTime,
  dayOf,
  fitLines,
  invoiceProblems,
  type Line,
  lineProblems,
  ordinaryInvoiceProblems,
} from '@mashang/invoice'

/**
 * The lines as one ordinary invoice can carry them, fitted into the bureau's tolerance for total tax. Refused where they
 * are entered, by the line and with what to do, rather than by the bureau minutes later. `field` is what the caller
 * named the tax classification code with.
 */
export function issuable(
  lines: readonly Line[],
  field: 'taxCode' | 'itemId',
): { ok: true; lines: Line[] } | Refused<'not-an-ordinary-invoice' | 'lines-do-not-add-up'> {
  const today = dayOf(chinaTime(new Date()))
  const extraordinary = ordinaryInvoiceProblems(lines, today)
  if (extraordinary.length > 0) {
    const errors = extraordinary.map(({ problem, line }) => ({
      path: `lines.${line}.${field}`,
      code: problem,
      ...invoiceProblems[problem],
    }))
    return { ...refuse('not-an-ordinary-invoice'), errors }
  }
  const fitted = fitLines(lines)
  const problems = lineProblems(fitted)
  return problems.length > 0 ? refuse('lines-do-not-add-up', { problems }) : { ok: true, lines: fitted }
}
