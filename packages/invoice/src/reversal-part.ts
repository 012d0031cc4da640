import { compare, type Decimal, negative, partOfAmount, piecesOf, plus } from './decimal.ts'
import type { ReversalReason } from './invoice.ts'
import type { Amounts } from './line.ts'
import { type Fen, fen } from './money.ts'
import type { Refusal } from './problems.ts'
import type { LeftLine } from './reversal-left.ts'
import { basisPointsOf } from './taxation.ts'
import { LINE_TAX_TOLERANCE, taxDeviation } from './tolerance.ts'

/** A part of a row of the blue invoice: all that is left of it, a quantity, or an amount with tax. Never negative. */
export type LinePart = { row: number } & (
  | { take: 'all' }
  | { take: 'quantity'; quantity: Decimal }
  | { take: 'amount'; grossFen: Fen }
)

export type PartProblem =
  | 'more-than-left'
  | 'too-small-to-reverse'
  | 'quantity-needed'
  | 'no-quantity'
  | 'whole-line-only'
  | 'quantity-after-allowance'
  | 'allowance-has-no-quantity'

/** Of pieces worth less the tax is a fen or none: there it cannot make up for the rounding of the net. */
const A_YUAN = 100

type Taken = ({ ok: true; quantity?: Decimal | undefined } & Amounts) | Refusal<PartProblem>

/** The amounts of a part, positive, with its quantity where the reason allows one. */
export function partOf(left: LeftLine, part: LinePart, reason: ReversalReason): Taken {
  const problem = partProblem(left, part, reason)
  if (problem !== undefined) return { ok: false, problem, line: left.row }
  const taken = amountsOf(left, part)
  return isWhole(left, taken) || (isSound(left, taken) && isSound(left, restOf(left, taken)))
    ? { ok: true, ...taken }
    : { ok: false, problem: 'too-small-to-reverse', line: left.row }
}

function isWhole(left: LeftLine, taken: Amounts & { quantity?: Decimal | undefined }): boolean {
  return taken.gross === left.gross && taken.quantity === left.quantity
}

function restOf(left: LeftLine, taken: Amounts): Omit<Amounts, 'gross'> {
  return { net: fen(left.net - taken.net), tax: fen(left.tax - taken.tax) }
}

/**
 * Whether amounts can stand on a red row, now or when the rest is reversed: more than nothing, and their tax within the
 * tolerance. Fen by fen, an allowance would take no tax, and leave nothing but tax.
 */
function isSound({ blue }: LeftLine, { net, tax }: Omit<Amounts, 'gross'>): boolean {
  const deviation = taxDeviation({ net, tax }, basisPointsOf(blue.taxation))
  return net > 0 && tax >= 0 && Math.abs(deviation) <= LINE_TAX_TOLERANCE
}

/** What the reason, and what happened to the line before, do not allow. */
function partProblem(left: LeftLine, part: LinePart, reason: ReversalReason): PartProblem | undefined {
  if (left.gross === 0) return 'more-than-left'
  if (reason === 'allowance') return part.take === 'quantity' ? 'allowance-has-no-quantity' : amountProblem(left, part)
  if (left.allowed) return 'quantity-after-allowance'
  switch (part.take) {
    case 'all':
      return undefined
    case 'quantity':
      return quantityProblem(left, part.quantity)
    case 'amount':
      if (left.quantity !== undefined) return 'quantity-needed'
      if (reason === 'returned' && part.grossFen !== left.gross) return 'whole-line-only'
      return amountProblem(left, part)
  }
}

function quantityProblem({ quantity: left }: LeftLine, quantity: Decimal): PartProblem | undefined {
  if (left === undefined) return 'no-quantity'
  if (compare(quantity, '0' as Decimal) <= 0) return 'too-small-to-reverse'
  if (compare(quantity, left) > 0) return 'more-than-left'
  // A rest with more decimals than can be written would be lost.
  return plus(left, negative(quantity)) === undefined ? 'too-small-to-reverse' : undefined
}

function amountProblem(left: LeftLine, part: LinePart): PartProblem | undefined {
  if (part.take !== 'amount') return undefined
  if (part.grossFen <= 0) return 'too-small-to-reverse'
  return part.grossFen > left.gross ? 'more-than-left' : undefined
}

function amountsOf(left: LeftLine, part: LinePart): Amounts & { quantity?: Decimal | undefined } {
  const { gross, net, tax, quantity } = left
  if (part.take === 'amount' && part.grossFen < gross) return amountPart(left, part.grossFen)
  if (part.take === 'quantity' && part.quantity !== quantity) return quantityPart(left, part.quantity)
  // The last part takes what is left, so that rounding can never reverse more tax than was charged, or less.
  return quantity === undefined ? { gross, net, tax } : { gross, net, tax, quantity }
}

function amountPart(left: LeftLine, gross: Fen): Amounts {
  const fair = left.tax - taxFor(left, fen(left.gross - gross), 'gross')
  // Neither the part nor the rest may be nothing but tax.
  const tax = fen(Math.min(Math.max(fair, gross - left.net + 1), gross - 1))
  return { gross, net: fen(gross - tax), tax }
}

function quantityPart(left: LeftLine, quantity: Decimal): Amounts & { quantity: Decimal } {
  const { quantity: from, blue } = left
  if (from === undefined || blue.netUnitPrice === undefined) throw new Error('a part of no quantity')
  const net = partOfAmount(left.net, from, blue.netUnitPrice, quantity)
  const paid = fen(left.gross - grossOfRest(left, from, quantity))
  // What was refunded for two of four is half of what was paid: the tax takes the fen, as far as its tolerance goes.
  const asPaid = { gross: paid, net, tax: fen(paid - net) }
  const taxed = basisPointsOf(blue.taxation) > 0 && net >= A_YUAN
  if (taxed && isSound(left, asPaid) && isSound(left, restOf(left, asPaid))) return { ...asPaid, quantity }
  const tax = fen(left.tax - taxFor(left, fen(left.net - net), 'net'))
  return { gross: fen(net + tax), net, tax, quantity }
}

/** What was paid for the quantity that will be left, in proportion to the whole line. */
function grossOfRest({ blue }: LeftLine, from: Decimal, quantity: Decimal): number {
  const [whole, rest] = [piecesOf(blue.quantity ?? from), piecesOf(plus(from, negative(quantity)) ?? from)]
  const [a, b] = [rest.pieces * 10n ** BigInt(whole.decimals), whole.pieces * 10n ** BigInt(rest.decimals)]
  return Number((BigInt(blue.gross) * a * 2n + b) / (b * 2n))
}

/** The tax that belongs to what will be left, in proportion to the whole line. */
function taxFor({ blue }: LeftLine, rest: Fen, of: 'gross' | 'net'): number {
  const [share, whole] = [BigInt(blue.tax) * BigInt(rest), BigInt(blue[of])]
  return Number((share * 2n + whole) / (whole * 2n))
}
