import { dayOf } from './day.ts'
import type { InvoiceKind, InvoiceLine } from './invoice.ts'
import { type RateRule, rulingOn, type TaxpayerType } from './rates.ts'

/** What is wrong with how lines are taxed; `line` counts rows from 0, and is absent when it is their company. */
export type TreatmentProblem =
  | {
      problem: 'rate-not-allowed' | 'exempt-on-special' | 'outside-scope-on-special' | 'must-be-outside-scope'
      line: number
    }
  | { problem: 'outside-scope-mixed' | 'reduced-rate-mixed'; line?: undefined }

/** What cannot be judged from the invoice alone. No reason to refuse it: to be said to whoever issues it. */
export type TreatmentDoubt = { problem: 'rate-unconfirmed' | 'rate-unknown'; line: number }

type TaxedInvoice = {
  kind: InvoiceKind
  /** A time as `Invoice` has it, or a day alone. Anything else is a RangeError. */
  issuedAt: string
  taxpayerType: TaxpayerType
  lines: readonly Pick<InvoiceLine, 'taxCode' | 'taxation'>[]
}

/**
 * What may stand beside other lines although it is outside the scope of tax, by the beginnings of codes: the civil
 * aviation fund beside air fares, water outside the scope beside anything, and what telecom companies pool beside
 * anything. Source: 乐企开票能力说明 V4.000 (2025-09-26) §2.2.4.3, §8.1.
 */
const mayMix: readonly { outside: string; beside: readonly string[] }[] = [
  { outside: '6130', beside: ['30103010101', '30103010102', '30103010103'] },
  { outside: '6110', beside: ['1', '2', '3', '4', '5'] },
  { outside: '3030000000000000000', beside: ['1', '2', '3', '4', '5'] },
]

/**
 * Checks how the lines of an invoice-to-be are taxed: a rate that no rule refuses on the day, exempt lines and lines
 * outside the scope of tax not on special invoices, codes beginning with 6 always outside it, and those by themselves; so
 * is the reduced rate of 1.5 %. Source: 乐企开票能力说明 V4.000 §1.2.6, §2.2.4.3. Rates that cannot be judged are
 * `treatmentDoubts`.
 */
export function treatmentProblems(invoice: TaxedInvoice, rules?: readonly RateRule[]): TreatmentProblem[] {
  const { kind, issuedAt, taxpayerType, lines } = invoice
  const day = dayOf(issuedAt)
  const problems = lines.flatMap((line, index) => {
    const { kind: treatment } = line.taxation
    const found: TreatmentProblem[] = []
    if (kind === 'special' && treatment === 'exempt') found.push({ problem: 'exempt-on-special', line: index })
    if (kind === 'special' && treatment === 'outside-scope')
      found.push({ problem: 'outside-scope-on-special', line: index })
    if (line.taxCode.startsWith('6') && treatment !== 'outside-scope')
      found.push({ problem: 'must-be-outside-scope', line: index })
    else if (rulingOn(day, taxpayerType, line, rules) === 'refused')
      found.push({ problem: 'rate-not-allowed', line: index })
    return found
  })
  const outside = lines.filter(({ taxation }) => taxation.kind === 'outside-scope')
  const inside = lines.filter(({ taxation }) => taxation.kind !== 'outside-scope')
  if (outside.some((line) => inside.some((other) => !standsBeside(line.taxCode, other.taxCode))))
    problems.push({ problem: 'outside-scope-mixed' })
  const reduced = lines.filter(({ taxation }) => taxation.kind === 'taxed' && taxation.relief === 'reduced-1.5')
  if (reduced.length > 0 && reduced.length < lines.length) problems.push({ problem: 'reduced-rate-mixed' })
  return problems
}

/** The lines whose rates depend on what no invoice says, and those of which no rates are known. */
export function treatmentDoubts(
  { issuedAt, taxpayerType, lines }: Omit<TaxedInvoice, 'kind'>,
  rules?: readonly RateRule[],
): TreatmentDoubt[] {
  const day = dayOf(issuedAt)
  return lines.flatMap((line, index): TreatmentDoubt[] => {
    const ruling = rulingOn(day, taxpayerType, line, rules)
    if (ruling === 'unconfirmed') return [{ problem: 'rate-unconfirmed', line: index }]
    return ruling === 'unknown' ? [{ problem: 'rate-unknown', line: index }] : []
  })
}

function standsBeside(outside: string, other: string): boolean {
  const pairs = mayMix.filter((pair) => outside.startsWith(pair.outside))
  return pairs.some(({ beside }) => beside.some((beginning) => other.startsWith(beginning)))
}
