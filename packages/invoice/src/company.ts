import { familyOf } from './check-business.ts'
import type { InvoiceLine } from './invoice.ts'
import { provinceOf } from './lease.ts'
import { specialBusinessOf } from './special-business.ts'
import { sameTaxation } from './taxation.ts'
import { treatmentProblems } from './treatments.ts'

/**
 * Sorts items by what may stand on one invoice, each kind in its order: a special business, the leases of a province,
 * what is outside the scope of tax and the reduced rate stand alone. Fares and liquor are ordinary lines.
 */
export function byCompany<T>(items: readonly T[], lineOf: (item: T) => InvoiceLine): T[][] {
  const companies: { items: T[]; lines: Map<string, InvoiceLine> }[] = []
  for (const item of items) {
    const line = lineOf(item)
    // Of lines that are alike to the rules, one speaks for all.
    const alike = JSON.stringify([line.taxCode, line.taxation, provinceOfLine(line)])
    const company = companies.find(
      ({ lines }) => lines.has(alike) || [...lines.values()].every((other) => mayStandTogether(line, other)),
    )
    if (company === undefined) companies.push({ items: [item], lines: new Map([[alike, line]]) })
    else {
      company.items.push(item)
      company.lines.set(alike, line)
    }
  }
  return companies.map((company) => company.items)
}

function mayStandTogether(a: InvoiceLine, b: InvoiceLine): boolean {
  if (businessAlone(a) !== businessAlone(b)) return false
  const [one, other] = [provinceOfLine(a), provinceOfLine(b)]
  // An address that names no province may be in any.
  if (one !== undefined && other !== undefined && one !== other) return false
  return (
    sameTaxation(a.taxation, b.taxation) ||
    treatmentProblems({ ...ANY_INVOICE, lines: [a, b] }).every(({ problem }) => !COMPANY.has(problem))
  )
}

/** The kind, the day and the seller matter to rates, and not to the company of lines. */
const ANY_INVOICE = { kind: 'general', issuedAt: '2026-01-01', taxpayerType: 'general' } as const
const COMPANY: ReadonlySet<string> = /* @__PURE__ */ new Set(['outside-scope-mixed', 'reduced-rate-mixed'])

function businessAlone({ taxCode }: InvoiceLine) {
  const family = familyOf(specialBusinessOf(taxCode))
  return family === 'passenger-transport' || family === 'liquor' ? undefined : family
}

function provinceOfLine({ lease }: InvoiceLine): string | undefined {
  return lease && provinceOf(lease.address)
}
