import { longestUnitPrice, type PriceLimits, priceAgrees } from './decimal.ts'
import type { InvoiceLine } from './invoice.ts'
import { deviationOf, totalDeviation } from './invoice-lines.ts'
import { fen } from './money.ts'
import type { Refusal } from './problems.ts'
import { basisPointsOf } from './taxation.ts'
import { FEN, TOTAL_TAX_TOLERANCE } from './tolerance.ts'

/**
 * How far a line may be moved off its own rate: 0.04 of the 0.06 yuan allowed, so that a part of it, reversed later and
 * rounded again, is still inside.
 */
const ROOM = 4 * FEN

/**
 * Brings a long invoice inside the bureau's tolerance of 1.27 yuan for total tax, which the rounding of more than some
 * 220 like lines can break. Moves a few fen between net and tax of the largest lines; every gross stays, so do lines
 * that are in order. Refuses when the lines have not enough room: then split.
 */
export function fitTotals(
  rows: readonly InvoiceLine[],
  limits?: PriceLimits,
): { ok: true; lines: readonly InvoiceLine[]; moved: number } | Refusal<'total-tax-off'> {
  let excess = totalDeviation(rows)
  if (Math.abs(excess) <= TOTAL_TAX_TOLERANCE) return { ok: true, lines: rows, moved: 0 }

  const lines = [...rows]
  const largest = rows
    .map((row, index) => ({ row, index }))
    .filter(({ row }) => row.role !== 'discount' && row.taxation.kind === 'taxed')
    .sort((a, b) => b.row.net - a.row.net)
  let moved = 0
  for (const { row, index } of largest) {
    if (Math.abs(excess) <= TOTAL_TAX_TOLERANCE) break
    const by = stepsFor(row, rows[index + 1], excess)
    if (by === 0) continue
    const shifted = shift(row, by, limits)
    excess += deviationOf(shifted) - deviationOf(row)
    lines[index] = shifted
    moved++
  }
  if (Math.abs(excess) > TOTAL_TAX_TOLERANCE) return { ok: false, problem: 'total-tax-off' }
  return { ok: true, lines, moved }
}

/** Fen of tax to add to a row (negative: to take): as many as it has room for, and no more than are needed. */
function stepsFor(row: InvoiceLine, next: InvoiceLine | undefined, excess: number): number {
  const step = FEN + basisPointsOf(row.taxation)
  const away = excess > 0 ? -1 : 1
  const room = Math.floor((ROOM - away * deviationOf(row)) / step)
  const needed = Math.ceil((Math.abs(excess) - TOTAL_TAX_TOLERANCE) / step)
  // A row keeps some net, and its tax does not go below zero: both after its discount.
  const discount = row.role === 'discounted' ? next : undefined
  const most = away < 0 ? row.tax + (discount?.tax ?? 0) : row.net + (discount?.net ?? 0) - 1
  return away * Math.max(0, Math.min(room, needed, most))
}

/** Moves fen from net to tax; the unit price follows, or goes with its quantity. */
function shift(row: InvoiceLine, by: number, limits?: PriceLimits): InvoiceLine {
  const { quantity, netUnitPrice, ...uncounted } = row
  const amounts = { net: fen(row.net - by), tax: fen(row.tax + by) }
  if (quantity === undefined || netUnitPrice === undefined) return { ...row, ...amounts }
  if (priceAgrees(netUnitPrice, quantity, amounts.net)) return { ...row, ...amounts }
  const price = longestUnitPrice(amounts.net, quantity, limits)
  return price === undefined ? { ...uncounted, ...amounts } : { ...row, ...amounts, netUnitPrice: price }
}
