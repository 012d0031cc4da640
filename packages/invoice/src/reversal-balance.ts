import type { InvoiceLine } from './invoice.ts'
import { totalDeviation } from './invoice-lines.ts'
import { fen } from './money.ts'
import { type Band, moveFen } from './move-fen.ts'
import type { LeftLine } from './reversal-left.ts'
import type { Share } from './reversal-part.ts'
import { basisPointsOf } from './taxation.ts'
import { FEN, TOTAL_TAX_TOLERANCE, taxDeviation } from './tolerance.ts'

/**
 * Chooses taxes so that the red invoice, and what is left of the blue one, are inside the tolerance for total tax: parts
 * of a thousand like lines are all rounded the same way. Shares stay as they are where that is so already, and where
 * whole lines leave too little freedom they get as near as they can.
 */
export function balanced(shares: readonly Share[], left: readonly LeftLine[]): Share[] {
  const whole = left.reduce((total, line) => total + taxDeviation(line, basisPointsOf(line.blue.taxation)), 0)
  const red = shares.reduce((total, share) => total + taxDeviation(share, basisPointsOf(share.left.blue.taxation)), 0)
  const [least, most] = bandFor(whole, TOTAL_TAX_TOLERANCE)
  if (red >= least && red <= most) return [...shares]
  const rows = shares.map(({ left: { blue }, gross, tax, leastTax, mostTax }) => ({
    size: gross,
    step: FEN + basisPointsOf(blue.taxation),
    gives: tax - leastTax,
    takes: mostTax - tax,
  }))
  // To the middle rather than the edge, so that the next line that comes back does not leave too much.
  const moves = moveFen(rows, red, bandFor(whole, TOTAL_TAX_TOLERANCE / 2))
  return shares.map((share, index) => {
    const tax = fen(share.tax + (moves[index] ?? 0))
    return { ...share, net: fen(share.gross - tax), tax }
  })
}

/** Where the sum of red deviations must be for itself and the rest of `whole` to be within `tolerance`; red comes first. */
function bandFor(whole: number, tolerance: number): Band {
  const wide = 2 * FEN
  return [
    Math.min(Math.max(whole - tolerance, -tolerance), tolerance - wide),
    Math.max(Math.min(whole + tolerance, tolerance), wide - tolerance),
  ]
}

/**
 * The rows in as few runs of equal length as are each inside the tolerance for total tax; one, nearly always. No row is
 * more than 0.06 yuan off, so that runs of 21 always are.
 */
export function runsWithinTolerance<Row extends InvoiceLine>(rows: readonly Row[]): Row[][] {
  for (let count = 1; ; count++) {
    const length = Math.ceil(rows.length / count)
    const runs = Array.from({ length: Math.ceil(rows.length / length) }, (_, index) =>
      rows.slice(index * length, (index + 1) * length),
    )
    if (length === 1 || runs.every((run) => Math.abs(totalDeviation(run)) <= TOTAL_TAX_TOLERANCE)) return runs
  }
}
