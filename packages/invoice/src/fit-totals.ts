import { longestUnitPrice, type PriceLimits, priceAgrees } from './decimal.ts'
import type { InvoiceLine } from './invoice.ts'
import { deviationOf, totalDeviation } from './invoice-lines.ts'
import { fen } from './money.ts'
import { type MovableRow, moveFen } from './move-fen.ts'
import type { Refusal } from './problems.ts'
import { basisPointsOf } from './taxation.ts'
import { FEN, TOTAL_TAX_TOLERANCE } from './tolerance.ts'

/** How far a line may be moved off its own rate: 0.04 of the 0.06 yuan allowed. The rest is for parts reversed later. */
const ROOM = 4 * FEN

/** Half of what is allowed: at its edge, the first line that comes back would leave too much. */
const HALF = TOTAL_TAX_TOLERANCE / 2

/**
 * Brings a long invoice inside the bureau's tolerance of 1.27 yuan for total tax, which the rounding of more than some
 * 220 like lines can break: well inside, so that one red invoice can take back what is left after a few returns. Moves
 * fen between net and tax, one on each line before a second on any, of the largest lines first; every gross stays, and
 * an invoice that is in order stays as it is. Refuses when the lines have not enough room: then split.
 */
export function fitTotals(
  rows: readonly InvoiceLine[],
  limits?: PriceLimits,
): { ok: true; lines: readonly InvoiceLine[]; moved: number } | Refusal<'total-tax-off'> {
  const off = totalDeviation(rows)
  if (Math.abs(off) <= TOTAL_TAX_TOLERANCE) return { ok: true, lines: rows, moved: 0 }

  const moves = moveFen(
    rows.map((row, index) => movable(row, rows[index + 1])),
    off,
    [-HALF, HALF],
  )
  const lines = rows.map((row, index) => shift(row, moves[index] ?? 0, limits))
  if (Math.abs(totalDeviation(lines)) > TOTAL_TAX_TOLERANCE) return { ok: false, problem: 'total-tax-off' }
  return { ok: true, lines, moved: moves.filter((move) => move !== 0).length }
}

/** A line keeps its room by itself and with its discount netted, which is how it will be reversed. */
function movable(row: InvoiceLine, next: InvoiceLine | undefined): MovableRow {
  const step = FEN + basisPointsOf(row.taxation)
  if (row.role === 'discount' || row.taxation.kind !== 'taxed') return { size: 0, step, gives: 0, takes: 0 }
  const discount = row.role === 'discounted' ? next : undefined
  const off = deviationOf(row)
  const netted = discount === undefined ? off : off + deviationOf(discount)
  const room = (away: number) => Math.max(0, Math.floor((ROOM - away) / step))
  // Some net stays, and tax does not go below zero: both after the discount.
  return {
    size: row.net,
    step,
    gives: Math.min(room(Math.max(-off, -netted)), row.tax + (discount?.tax ?? 0)),
    takes: Math.min(room(Math.max(off, netted)), row.net + (discount?.net ?? 0) - 1),
  }
}

/** Moves fen from net to tax; the unit price follows, or goes with its quantity. */
function shift(row: InvoiceLine, by: number, limits?: PriceLimits): InvoiceLine {
  if (by === 0) return row
  const { quantity, netUnitPrice, ...uncounted } = row
  const amounts = { net: fen(row.net - by), tax: fen(row.tax + by) }
  if (quantity === undefined || netUnitPrice === undefined) return { ...row, ...amounts }
  if (priceAgrees(netUnitPrice, quantity, amounts.net)) return { ...row, ...amounts }
  const price = longestUnitPrice(amounts.net, quantity, limits)
  return price === undefined ? { ...uncounted, ...amounts } : { ...row, ...amounts, netUnitPrice: price }
}
