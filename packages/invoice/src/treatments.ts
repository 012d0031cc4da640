import type { InvoiceKind, InvoiceLine } from './invoice.ts'
import { isAllowedOn, type RateRule, type TaxpayerType } from './rates.ts'

/** What is wrong with how lines are taxed; `line` counts rows from 0, and is absent when it is their company. */
export type TreatmentProblem =
  | {
      problem: 'rate-not-allowed' | 'exempt-on-special' | 'outside-scope-on-special' | 'must-be-outside-scope'
      line: number
    }
  | { problem: 'outside-scope-mixed' | 'reduced-rate-mixed'; line?: undefined }

/** Lines outside the scope that may stand with others: telecom bonuses with air tickets, 6110… with water (乐企 §1.2.6). */
const MAY_MIX = ['6130', '6110']

/**
 * Checks how the lines of an invoice-to-be are taxed: a rate that is allowed on the day, exempt lines and lines outside
 * the scope of tax not on special invoices, codes beginning with 6 always outside it, and those by themselves; so is the
 * reduced rate of 1.5 %. Source: 乐企开票能力说明 V4.000 §1.2.6, §2.2.4.3.
 */
export function treatmentProblems(
  invoice: {
    kind: InvoiceKind
    /** `yyyy-MM-dd`, or with a time. */
    issuedAt: string
    taxpayerType: TaxpayerType
    lines: readonly Pick<InvoiceLine, 'taxCode' | 'taxation'>[]
  },
  rules?: readonly RateRule[],
): TreatmentProblem[] {
  const { kind, issuedAt, taxpayerType, lines } = invoice
  const problems = lines.flatMap((line, index) => {
    const { kind: treatment } = line.taxation
    const found: TreatmentProblem[] = []
    if (kind === 'special' && treatment === 'exempt') found.push({ problem: 'exempt-on-special', line: index })
    if (kind === 'special' && treatment === 'outside-scope')
      found.push({ problem: 'outside-scope-on-special', line: index })
    if (line.taxCode.startsWith('6') && treatment !== 'outside-scope')
      found.push({ problem: 'must-be-outside-scope', line: index })
    else if (!isAllowedOn(issuedAt.slice(0, 10), taxpayerType, line, rules))
      found.push({ problem: 'rate-not-allowed', line: index })
    return found
  })
  const outside = lines.filter(
    ({ taxCode, taxation }) =>
      taxation.kind === 'outside-scope' && !MAY_MIX.some((beginning) => taxCode.startsWith(beginning)),
  )
  if (outside.length > 0 && outside.length < lines.length) problems.push({ problem: 'outside-scope-mixed' })
  const reduced = lines.filter(({ taxation }) => taxation.kind === 'taxed' && taxation.relief === 'reduced-1.5')
  if (reduced.length > 0 && reduced.length < lines.length) problems.push({ problem: 'reduced-rate-mixed' })
  return problems
}
