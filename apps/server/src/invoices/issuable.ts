import { type Refused, refuse } from '@mashang/contract'
import {
  chinaTime,
  dayOf,
  fitLines,
  invoiceProblems,
  type Line,
  lineProblems,
  type OrdinaryInvoiceProblem,
  ordinaryInvoiceProblems,
} from '@mashang/invoice'

/** The field of a line that said its tax classification code, or how it is taxed, as the caller sent it. */
type FieldOf = (line: number, about: 'taxCode' | 'taxation') => string

/**
 * The lines as one ordinary invoice can carry them, fitted into the bureau's tolerance for total tax. Refused where they
 * are entered, by the field to change and with what to do, rather than by the bureau minutes later.
 */
export function issuable(
  lines: readonly Line[],
  fieldOf: FieldOf,
): { ok: true; lines: Line[] } | Refused<'not-an-ordinary-invoice' | 'lines-do-not-add-up'> {
  const extraordinary = ordinaryInvoiceProblems(lines, today())
  if (extraordinary.length > 0)
    return { ...refuse('not-an-ordinary-invoice'), errors: errorsOf(extraordinary, fieldOf) }
  const fitted = fitLines(lines)
  const problems = lineProblems(fitted)
  return problems.length > 0 ? refuse('lines-do-not-add-up', { problems }) : { ok: true, lines: fitted }
}

/** One for each field, the first: whoever puts that right is told the next. */
function errorsOf(problems: readonly OrdinaryInvoiceProblem[], fieldOf: FieldOf) {
  const byPath = new Map<string, { path: string; code: string; zh: string; en: string }>()
  for (const { problem, line } of problems) {
    const path = `lines.${line}.${fieldOf(line, ofTaxation.has(problem) ? 'taxation' : 'taxCode')}`
    if (!byPath.has(path)) byPath.set(path, { path, code: problem, ...invoiceProblems[problem] })
  }
  return [...byPath.values()]
}

/** The code may stay when the line is taxed otherwise. */
const ofTaxation: ReadonlySet<OrdinaryInvoiceProblem['problem']> = new Set([
  'must-be-outside-scope',
  'rate-not-in-force',
  'reduced-rate-mixed',
  'relief-not-at-rate',
])

/**
 * Why lines that were entered before a rule was known are not sent, in one sentence for the staff; undefined when they
 * can be.
 */
export function unissuable(lines: readonly Line[]): string | undefined {
  const sentences = ordinaryInvoiceProblems(lines, today()).map(({ problem }) => invoiceProblems[problem].zh)
  return sentences.length > 0 ? [...new Set(sentences)].join('；') : undefined
}

const today = () => dayOf(chinaTime(new Date()))
