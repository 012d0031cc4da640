import { dayOf } from '../day.ts'
import type { Invoice, InvoiceLine } from '../invoice.ts'
import { specialBusinesses, specialBusinessOf } from '../special-business.ts'
import { levelsOf, type TaxCode } from './tax-code.ts'

export type TaxCodeProblem = {
  problem:
    | 'tax-code-unknown'
    | 'tax-code-summary'
    | 'tax-code-not-begun'
    | 'tax-code-stopped'
    | 'business-missing'
    | 'business-unsupported'
  /** A row, from 0. */
  line: number
}

/** Summaries that telecom companies may issue by (乐企开票能力说明 V4.000 §2.2.4.3); nobody else may, by none. */
const TELECOM = ['3030000000000000000', '3030100000000000000', '3030200000000000000']

/**
 * Labels (tdyslxdm) whose codes stand on ordinary invoices too: fares, as real faces of ride hailing show, and farm
 * produce (乐企 V4.000 §2.2.4.3).
 */
const ORDINARY_TOO = ['09', '11']

/**
 * What the codes of an invoice-to-be have against it in a full table, such as a channel's: codes that are not there, not
 * yet or no longer, summaries, and codes that need an invoice of their special business. Not for the seed, which is no full table.
 */
export function taxCodeProblems(
  table: readonly TaxCode[],
  {
    lines,
    business,
    issuedAt,
  }: Pick<Invoice, 'business' | 'issuedAt'> & { lines: readonly Pick<InvoiceLine, 'taxCode'>[] },
): TaxCodeProblem[] {
  const day = dayOf(issuedAt)
  const rows = new Map(table.map((row) => [row.code, row]))
  const problemOf = (taxCode: string): TaxCodeProblem['problem'] | undefined => {
    const row = rows.get(taxCode)
    if (row === undefined) return missing(table, taxCode)
    if (row.from !== undefined && day < row.from) return 'tax-code-not-begun'
    if (row.to !== undefined && row.to < day) return 'tax-code-stopped'
    if (!row.label || ORDINARY_TOO.includes(row.label)) return undefined
    if (specialBusinessOf(taxCode, row) === undefined) return 'business-unsupported'
    const label = business && specialBusinesses[business.kind].label
    return label === row.label ? undefined : 'business-missing'
  }
  return lines.flatMap(({ taxCode }, line) => {
    const problem = problemOf(taxCode)
    return problem === undefined ? [] : [{ problem, line }]
  })
}

/** A table has leaves only: what they extend is a summary. */
function missing(table: readonly TaxCode[], taxCode: string): TaxCodeProblem['problem'] | undefined {
  if (TELECOM.includes(taxCode)) return undefined
  const levels = levelsOf(taxCode)
  return table.some(({ code }) => code.startsWith(levels)) ? 'tax-code-summary' : 'tax-code-unknown'
}
