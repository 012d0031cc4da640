import type { PriceLimits } from './decimal.ts'
import { fitTotals } from './fit-totals.ts'
import type { InvoiceLine } from './invoice.ts'
import { totals } from './line.ts'
import { type Fen, LARGEST_AMOUNT } from './money.ts'
import { netDiscounts } from './netted.ts'
import type { Refusal } from './problems.ts'
import { splitLine } from './split-line.ts'
import { MOST_LINES } from './tolerance.ts'

/** What one invoice, and all together, may carry. Rows count discounts; net is 金额, without tax, as quotas count. */
export type SplitLimits = {
  lines?: number | undefined
  netFen?: Fen | undefined
  /** 发票额度 left. Lines outside the scope of tax use none (乐企, since 2025-07-01). */
  quota?: Fen | undefined
  price?: PriceLimits | undefined
}

type Split = { ok: true; groups: InvoiceLine[][] } | Refusal<'no-lines' | 'quota-exceeded' | 'line-too-large'>

/**
 * Distributes rows over as few invoices as their order allows. A discount stays with its line; every group is inside all
 * tolerances; gross adds up to that of the rows, and so do net and tax, unless a long invoice had to be fitted. A line
 * that is larger than an invoice is cut, its discount netted first: by whole pieces of its quantity where it can be, by
 * amount without quantity where not.
 */
export function splitInvoice(rows: readonly InvoiceLine[], limits: SplitLimits): Split {
  if (rows.length === 0) return { ok: false, problem: 'no-lines' }
  const most = { lines: limits.lines ?? MOST_LINES, net: limits.netFen ?? LARGEST_AMOUNT }
  const units: InvoiceLine[][] = []
  for (const { unit, at } of unitsOf(rows)) {
    const parts = fitting(unit, most, limits.price)
    if (parts === undefined) return { ok: false, problem: 'line-too-large', line: at }
    units.push(...parts)
  }
  const groups = grouped(units, most).flatMap((group) => withinTolerance(group, most, limits.price))
  return quotaFor(groups.flat()) > (limits.quota ?? Number.POSITIVE_INFINITY)
    ? { ok: false, problem: 'quota-exceeded' }
    : { ok: true, groups }
}

/** The net amount that counts against the seller's quota. */
function quotaFor(rows: readonly InvoiceLine[]): number {
  return rows.reduce((total, { taxation, net }) => total + (taxation.kind === 'outside-scope' ? 0 : net), 0)
}

type Most = { lines: number; net: number }

/** A line by itself, or with its discount. */
function unitsOf(rows: readonly InvoiceLine[]): { unit: InvoiceLine[]; at: number }[] {
  return rows.flatMap((row, at) => {
    if (row.role === 'discount') return []
    const discount = row.role === 'discounted' ? rows[at + 1] : undefined
    return [{ unit: discount === undefined ? [row] : [row, discount], at }]
  })
}

/** The unit itself when it fits into an invoice, or parts that do. */
function fitting(unit: InvoiceLine[], most: Most, price?: PriceLimits): InvoiceLine[][] | undefined {
  if (unit.length <= most.lines && totals(unit).net <= most.net) return [unit]
  const [netted] = netDiscounts(unit, price)
  if (netted === undefined || most.lines < 1) return undefined
  return splitLine(netted.line, most.net, price)?.map((part) => [part])
}

/** As many units as fit, in their order, then the next invoice. */
function grouped(units: readonly InvoiceLine[][], most: Most): InvoiceLine[][][] {
  const groups: InvoiceLine[][][] = []
  let lines = 0
  let net = 0
  for (const unit of units) {
    const more = totals(unit).net
    const last = groups.at(-1)
    if (last !== undefined && lines + unit.length <= most.lines && net + more <= most.net) {
      last.push(unit)
      lines += unit.length
      net += more
    } else {
      groups.push([unit])
      lines = unit.length
      net = more
    }
  }
  return groups
}

/** Fits a group's totals, or halves it until they fit, and until what fitting adds to net fits too. */
function withinTolerance(units: readonly InvoiceLine[][], most: Most, price?: PriceLimits): InvoiceLine[][] {
  const fitted = fitTotals(units.flat(), price)
  if (fitted.ok && totals(fitted.lines).net <= most.net) return [[...fitted.lines]]
  // A unit alone is inside every tolerance, or was not when it came.
  if (units.length === 1) return [units.flat()]
  const half = Math.ceil(units.length / 2)
  return [units.slice(0, half), units.slice(half)].flatMap((part) => withinTolerance(part, most, price))
}
