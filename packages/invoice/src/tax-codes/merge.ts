import { dayAfter, dayBefore } from '../day.ts'
import type { ShortName, TaxCode } from './tax-code.ts'

/**
 * One table of two. What `newer` says of a code and a day overrules `older`, whose short name ends the day before; on days
 * that `newer` says nothing of, `older` stands. So the table of 2017 with the seed over it has the change of 2026, and
 * a channel's export over both has what it says of itself. In the order of `older`, new codes behind.
 */
export function mergeTaxCodes(older: readonly TaxCode[], newer: readonly TaxCode[]): TaxCode[] {
  const changes = new Map(newer.map((row) => [row.code, row]))
  const merged = older.map((row) => {
    const change = changes.get(row.code)
    changes.delete(row.code)
    return change === undefined ? row : overruled(row, change)
  })
  return [...merged, ...changes.values()]
}

function overruled(older: TaxCode, newer: TaxCode): TaxCode {
  const label = newer.label ?? older.label
  // Together: a code without an end is one that goes on, where the same table says when it began.
  const { from, to } = newer.from === undefined && newer.to === undefined ? older : newer
  return {
    code: newer.code,
    name: newer.name,
    // Not copied: a loaded row works them out when it is asked.
    get initials() {
      return newer.initials
    },
    shortNames: newer.shortNames.reduce(laidOver, older.shortNames),
    usual: newer.usual.length > 0 ? newer.usual : older.usual,
    ...(label !== undefined && { label }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
}

function laidOver(names: readonly ShortName[], over: ShortName): readonly ShortName[] {
  const { from, to } = over
  const before = names.flatMap((name) => {
    if (name.from >= from) return []
    return [name.to !== undefined && name.to < from ? name : { ...name, to: dayBefore(from) }]
  })
  if (to === undefined) return [...before, over]
  const after = names.flatMap((name) => {
    if (name.to !== undefined && name.to <= to) return []
    return [name.from > to ? name : { ...name, from: dayAfter(to) }]
  })
  return [...before, over, ...after]
}
