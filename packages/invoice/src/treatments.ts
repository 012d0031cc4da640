import { dayOf } from './day.ts'
import type { InvoiceKind, InvoiceLine, Taxation } from './invoice.ts'
import { type RateRule, rulingOn, type TaxpayerType } from './rates.ts'
import { reliefFits } from './taxation.ts'

/** What is wrong with how lines are taxed; `line` counts rows from 0, and is absent when it is their company. */
export type TreatmentProblem =
  | {
      problem:
        | 'rate-not-allowed'
        | 'relief-not-at-rate'
        | 'exempt-on-special'
        | 'outside-scope-on-special'
        | 'must-be-outside-scope'
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
const mixable: readonly { outside: string; beside: readonly string[] }[] = [
  { outside: '6130', beside: ['30103010101', '30103010102', '30103010103'] },
  { outside: '6110', beside: ['1', '2', '3', '4', '5'] },
  { outside: '3030000000000000000', beside: ['1', '2', '3', '4', '5'] },
]

/**
 * Checks how the lines of an invoice-to-be are taxed: a rate that no rule refuses on the day, a relief at a rate that it
 * has, on whatever day, exempt lines and lines outside the scope of tax not on special invoices, codes beginning with 6
 * always outside it, and those by themselves; so is the reduced rate of 1.5 %. Source: 乐企开票能力说明 V4.000 §1.2.6,
 * §2.2.4.3. Rates that cannot be judged are `treatmentDoubts`.
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
    else if (!reliefIsAtRate(line.taxation)) found.push({ problem: 'relief-not-at-rate', line: index })
    else if (rulingOn(day, taxpayerType, line, rules) === 'refused')
      found.push({ problem: 'rate-not-allowed', line: index })
    return found
  })
  const mixings = distinct(lines.map(mixingOf))
  if (mixings.some((one) => mixings.some((other) => !outsideMayMix(one, other))))
    problems.push({ problem: 'outside-scope-mixed' })
  if (new Set(mixings.map(({ reduced }) => reduced)).size > 1) problems.push({ problem: 'reduced-rate-mixed' })
  return problems
}

function reliefIsAtRate(taxation: Taxation): boolean {
  return taxation.kind !== 'taxed' || taxation.relief === undefined || reliefFits(taxation.relief, taxation.rate)
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

/** What decides which lines a line may stand beside: few of thousands of lines differ in it. `pairs` are of `mixable`. */
export type Mixing = { outside: boolean; reduced: boolean; pairs: readonly number[] }

export function mixingOf({ taxCode, taxation }: Pick<InvoiceLine, 'taxCode' | 'taxation'>): Mixing {
  const outside = taxation.kind === 'outside-scope'
  const isOf = (pair: (typeof mixable)[number]) =>
    (outside ? [pair.outside] : pair.beside).some((beginning) => taxCode.startsWith(beginning))
  return {
    outside,
    reduced: taxation.kind === 'taxed' && taxation.relief === 'reduced-1.5',
    pairs: mixable.flatMap((pair, index) => (isOf(pair) ? [index] : [])),
  }
}

/** Whether lines may stand on one invoice, as far as how they are taxed decides. */
export function mayMix(a: Mixing, b: Mixing): boolean {
  return a.reduced === b.reduced && outsideMayMix(a, b)
}

function outsideMayMix(a: Mixing, b: Mixing): boolean {
  return a.outside === b.outside || a.pairs.some((pair) => b.pairs.includes(pair))
}

function distinct(mixings: readonly Mixing[]): Mixing[] {
  return [...new Map(mixings.map((mixing) => [JSON.stringify(mixing), mixing])).values()]
}
