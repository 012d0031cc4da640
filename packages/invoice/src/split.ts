import { byCompany } from './company.ts'
import type { PriceLimits } from './decimal.ts'
import { fitTotals } from './fit-totals.ts'
import type { InvoiceLine } from './invoice.ts'
import { totals } from './line.ts'
import { type Fen, LARGEST_AMOUNT } from './money.ts'
import { netDiscounts } from './netted.ts'
import type { Refusal } from './problems.ts'
import type { SaleNote } from './sale.ts'
import { type PartSizes, partOfLine, splitLine } from './split-line.ts'
import { MOST_LINES } from './tolerance.ts'

/** What one invoice, and all together, may carry. Rows count discounts; net is 金额, without tax, as quotas count. */
export type SplitLimits = {
  lines?: number | undefined
  netFen?: Fen | undefined
  /** 发票额度 left. */
  quota?: Fen | undefined
  price?: PriceLimits | undefined
}

/** `later` are the rows that the quota does not reach, to be split when there is more. `line` of a note counts from 0. */
type Split =
  | { ok: true; groups: InvoiceLine[][]; later: InvoiceLine[]; notes: DroppedQuantity[] }
  | Refusal<'no-lines' | 'quota-exceeded' | 'line-too-large'>

type DroppedQuantity = { note: 'quantity-dropped'; line: number } & SaleNote

/**
 * Distributes rows over invoices: first by what may stand together, then, each in its order, over as few as limits allow.
 * A discount stays with its line; every group is inside all tolerances; gross adds up to that of the rows, and so do net
 * and tax, unless a long invoice had to be fitted.
 *
 * A line that is larger than an invoice fills what room there is and goes on over the next ones, its discount netted
 * first (`splitLine`). The quota may end in a line too: by whole pieces, or by amount where it has no quantity.
 */
export function splitInvoice(rows: readonly InvoiceLine[], limits: SplitLimits): Split {
  if (rows.length === 0) return { ok: false, problem: 'no-lines' }
  const most = { lines: limits.lines ?? MOST_LINES, net: limits.netFen ?? LARGEST_AMOUNT, price: limits.price }
  const groups: Group[] = []
  const notes: DroppedQuantity[] = []
  for (const company of byCompany(unitsOf(rows), ({ unit: [line] }) => line)) {
    const distributed = distribute(company, most)
    if (!distributed.ok) return distributed
    groups.push(...distributed.groups.flatMap((units) => withinTolerance(units, most)))
    notes.push(...distributed.dropped.map((line) => ({ note: 'quantity-dropped' as const, line })))
  }
  const { now, later } = withinQuota(groups, limits.quota ?? Number.POSITIVE_INFINITY, most)
  if (now.length === 0) return { ok: false, problem: 'quota-exceeded' }
  return { ok: true, groups: now.map((group) => [...group.rows]), later, notes }
}

type Most = { lines: number; net: number; price: PriceLimits | undefined }

/** A line by itself, or with its discount. */
type Unit = readonly [InvoiceLine, InvoiceLine?]

/** An invoice-to-be: the units, and their rows inside the tolerance for total tax. */
type Group = { units: readonly Unit[]; rows: readonly InvoiceLine[] }

function unitsOf(rows: readonly InvoiceLine[]): { unit: Unit; at: number }[] {
  return rows.flatMap((row, at): { unit: Unit; at: number }[] => {
    if (row.role === 'discount') return []
    const discount = row.role === 'discounted' ? rows[at + 1] : undefined
    return [{ unit: discount === undefined ? [row] : [row, discount], at }]
  })
}

function rowsOf(units: readonly Unit[]): InvoiceLine[] {
  return units.flat().filter((row) => row !== undefined)
}

type Distributed = { ok: true; groups: Unit[][]; dropped: number[] } | Refusal<'line-too-large'>

/** As many units as fit, in their order, then the next invoice. */
function distribute(units: readonly { unit: Unit; at: number }[], most: Most): Distributed {
  const groups: Unit[][] = []
  const dropped: number[] = []
  let [lines, net] = [most.lines, most.net]
  for (const { unit, at } of units) {
    const parts = partsOf(unit, most, { first: lines < most.lines ? most.net - net : 0, others: most.net })
    if (parts === undefined) return { ok: false, problem: 'line-too-large', line: at }
    if (unit[0].quantity !== undefined && parts.some(([line]) => line.quantity === undefined)) dropped.push(at)
    for (const part of parts) {
      const more = rowsOf([part])
      if (lines + more.length > most.lines || net + totals(more).net > most.net) {
        groups.push([])
        lines = 0
        net = 0
      }
      groups.at(-1)?.push(part)
      lines += more.length
      net += totals(more).net
    }
  }
  return { ok: true, groups, dropped }
}

/** The unit itself when it fits into an invoice, or parts that do. */
function partsOf(unit: Unit, most: Most, sizes: PartSizes): Unit[] | undefined {
  const rows = rowsOf([unit])
  if (rows.length <= most.lines && totals(rows).net <= most.net) return [unit]
  const [netted] = netDiscounts(rows, most.price)
  if (netted === undefined || most.lines < 1) return undefined
  if (netted.line.net <= most.net) return [[netted.line]]
  return splitLine(netted.line, sizes, most.price)?.map((part) => [part])
}

/** Fits a group's totals, or halves it until they fit, and until what fitting adds to net fits too. */
function withinTolerance(units: readonly Unit[], most: Most): Group[] {
  const fitted = fitTotals(rowsOf(units), most.price)
  if (fitted.ok && totals(fitted.lines).net <= most.net) return [{ units, rows: fitted.lines }]
  // A unit alone is inside every tolerance, or was not when it came.
  if (units.length === 1) return [{ units, rows: rowsOf(units) }]
  const half = Math.ceil(units.length / 2)
  return [units.slice(0, half), units.slice(half)].flatMap((part) => withinTolerance(part, most))
}

/** The groups that the quota reaches, in their order, and the rows that have to wait. */
function withinQuota(groups: readonly Group[], quota: number, most: Most): { now: Group[]; later: InvoiceLine[] } {
  let left = quota
  const reached = groups.findIndex(({ rows }) => {
    left -= quotaOf(rows)
    return left < 0
  })
  const group = groups[reached]
  if (group === undefined) return { now: [...groups], later: [] }
  const ending = upTo(group.units, left + quotaOf(group.rows), most)
  return {
    now: [...groups.slice(0, reached), ...ending.now],
    later: [...ending.later, ...groups.slice(reached + 1).flatMap(({ units }) => rowsOf(units))],
  }
}

/** The first units for which there is quota, and a part of the next. */
function upTo(units: readonly Unit[], quota: number, most: Most): { now: Group[]; later: InvoiceLine[] } {
  let count = 0
  let left = quota
  for (const unit of units) {
    const used = quotaOf(rowsOf([unit]))
    if (used > left) break
    left -= used
    count += 1
  }
  const rest = rowsOf(units.slice(count + 1))
  const cut = partOfUnit(rowsOf(units.slice(count, count + 1)), left, most)
  const withCut = cut && withinTolerance([...units.slice(0, count), [cut[0]]], most)
  if (withCut && reaches(quota, withCut)) return { now: withCut, later: [cut[1], ...rest] }
  // What fitting adds to net can be too much for the last of them.
  for (; count > 0; count--) {
    const now = withinTolerance(units.slice(0, count), most)
    if (reaches(quota, now)) return { now, later: rowsOf(units.slice(count)) }
  }
  return { now: [], later: rowsOf(units) }
}

function reaches(quota: number, groups: readonly Group[]): boolean {
  return groups.every(({ rows }) => {
    quota -= quotaOf(rows)
    return quota >= 0
  })
}

/** A part, and the rest; nothing when the quantity would be lost. */
function partOfUnit(rows: readonly InvoiceLine[], net: number, most: Most): [InvoiceLine, InvoiceLine] | undefined {
  const [netted] = netDiscounts(rows, most.price)
  if (netted === undefined || (rows[0]?.quantity !== undefined && netted.line.quantity === undefined)) return undefined
  return partOfLine(netted.line, net, most.price)
}

/**
 * Lines outside the scope of tax use no quota since 2025-07-01, unless their code begins with 6: the source lists 601 to
 * 616, which is all there are, and a newer one had better be counted. Source: 乐企开票能力说明 V4.000 §2.2.4.3.
 */
const QUOTA_OUTSIDE_SCOPE = '6'

/** The net amount that counts against the seller's quota. */
function quotaOf(rows: readonly InvoiceLine[]): number {
  return rows
    .filter(({ taxation, taxCode }) => taxation.kind !== 'outside-scope' || taxCode.startsWith(QUOTA_OUTSIDE_SCOPE))
    .reduce((total, { net }) => total + net, 0)
}
