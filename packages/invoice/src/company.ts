import { familyOf } from './check-business.ts'
import type { InvoiceLine } from './invoice.ts'
import { provinceOf } from './lease.ts'
import { type BusinessKind, specialBusinessOf } from './special-business.ts'
import { type Mixing, mayMix, mixingOf } from './treatments.ts'

/**
 * Sorts items by what may stand on one invoice, each kind in its order: a special business, the leases of a province,
 * what is outside the scope of tax and the reduced rate stand alone. Fares and liquor are ordinary lines.
 */
export function byCompany<T>(items: readonly T[], lineOf: (item: T) => InvoiceLine): T[][] {
  const companies: { items: T[]; members: Map<string, Member> }[] = []
  for (const item of items) {
    const member = memberOf(lineOf(item))
    // Of lines that are alike to the rules, one speaks for all: thousands of products are few members.
    const alike = JSON.stringify(member)
    const company = companies.find(
      ({ members }) => members.has(alike) || [...members.values()].every((other) => mayStandTogether(member, other)),
    )
    if (company === undefined) companies.push({ items: [item], members: new Map([[alike, member]]) })
    else {
      company.items.push(item)
      company.members.set(alike, member)
    }
  }
  return companies.map((company) => company.items)
}

/** What the rules on company look at. */
type Member = { business: BusinessKind | undefined; province: string | undefined; mixing: Mixing }

function memberOf(line: InvoiceLine): Member {
  return {
    business: businessAlone(line),
    province: line.lease && provinceOf(line.lease.address),
    mixing: mixingOf(line),
  }
}

function mayStandTogether(a: Member, b: Member): boolean {
  // An address that names no province may be in any.
  const near = a.province === undefined || b.province === undefined || a.province === b.province
  return a.business === b.business && near && mayMix(a.mixing, b.mixing)
}

function businessAlone({ taxCode }: InvoiceLine): BusinessKind | undefined {
  const family = familyOf(specialBusinessOf(taxCode))
  return family === 'passenger-transport' || family === 'liquor' ? undefined : family
}
