import type { Day } from './day.ts'
import type { InvoiceLine } from './invoice.ts'
import { isRateInForce } from './rates.ts'
import { type BusinessKind, specialBusinessOf } from './special-business.ts'
import { type TreatmentProblem, treatmentProblems } from './treatments.ts'

/** Why a line cannot stand on an ordinary invoice; `line` counts from 0. The sentences are in `invoiceProblems`. */
export type OrdinaryInvoiceProblem = {
  problem:
    | NonNullable<(typeof unsupported)[keyof typeof unsupported]>
    | 'prepaid-card-not-alone'
    | 'rate-not-in-force'
    | Exclude<TreatmentProblem['problem'], 'rate-not-allowed'>
  line: number
}

/** Sales that need an invoice of their own kind, with facts that no order or approval carries. */
const unsupported = {
  parking: 'parking-unsupported',
  'real-estate-lease': 'lease-unsupported',
  fuel: 'fuel-unsupported',
  gold: 'gold-unsupported',
} as const satisfies Partial<Record<BusinessKind, string>>

type Taxed = Pick<InvoiceLine, 'taxCode' | 'taxation'>

/**
 * Why lines cannot become one ordinary general invoice on a day, to be told where they are entered and
 * not by the bureau later; empty when we know no reason. A rate that nobody has is a reason; whether a code may
 * have one of the others is the channel's live list, and depends on a seller whose taxpayer type is not asked for.
 */
export function ordinaryInvoiceProblems(lines: readonly Taxed[], day: Day): OrdinaryInvoiceProblem[] {
  const kinds = lines.map(({ taxCode }) => specialBusinessOf(taxCode))
  const special = kinds.flatMap((kind, line): OrdinaryInvoiceProblem[] =>
    kind !== undefined && kind in unsupported ? [{ problem: unsupported[kind as keyof typeof unsupported], line }] : [],
  )
  if (special.length > 0) return special
  const cards = kinds.flatMap((kind, line): OrdinaryInvoiceProblem[] =>
    kind === 'prepaid-card' ? [{ problem: 'prepaid-card-not-alone', line }] : [],
  )
  const mixed = cards.length > 0 && cards.length < lines.length
  const treated = treatmentProblems({ kind: 'general', issuedAt: day, taxpayerType: 'general', lines }).flatMap(
    ({ problem, line }): OrdinaryInvoiceProblem[] => {
      if (problem === 'rate-not-allowed' || (mixed && problem === 'outside-scope-mixed')) return []
      return [{ problem, line: line ?? lines.findIndex((each) => causes(problem, each)) }]
    },
  )
  const rates = lines.flatMap(({ taxation }, line): OrdinaryInvoiceProblem[] =>
    isRateInForce(day, taxation) ? [] : [{ problem: 'rate-not-in-force', line }],
  )
  return [...(mixed ? cards : []), ...treated, ...rates]
}

/** The line that does not go with the others. */
function causes(problem: TreatmentProblem['problem'], { taxation }: Taxed): boolean {
  if (problem === 'outside-scope-mixed') return taxation.kind === 'outside-scope'
  return taxation.kind === 'taxed' && taxation.relief === 'reduced-1.5'
}
