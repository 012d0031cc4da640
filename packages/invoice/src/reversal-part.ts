import {
  bureauPriceLimits,
  compare,
  type Decimal,
  fitsLimits,
  negative,
  type PriceLimits,
  partsOfAmount,
  piecesOf,
  plus,
} from './decimal.ts'
import { divideHalfUp } from './half-up.ts'
import type { ReversalReason } from './invoice.ts'
import type { Amounts } from './line.ts'
import { type Fen, fen } from './money.ts'
import type { Refusal } from './problems.ts'
import type { LeftLine } from './reversal-left.ts'
import { basisPointsOf } from './taxation.ts'
import { FEN, LINE_TAX_TOLERANCE } from './tolerance.ts'

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

/**
 * A part of a line, positive. Its gross is settled; its tax is the fair one, and may be any from `leastTax` to `mostTax`:
 * with each of them the part and what it leaves are in order, so that whole invoices can be balanced.
 */
export type Share = Amounts & {
  left: LeftLine
  leastTax: number
  mostTax: number
  quantity?: Decimal | undefined
}

type Shared = { ok: true; share: Share } | Refusal<PartProblem>

/** A part of a line, or why there is none. The quantity is there also where the reason allows none on the red row. */
export function shareOf(
  left: LeftLine,
  part: LinePart,
  reason: ReversalReason,
  limits: PriceLimits = bureauPriceLimits,
): Shared {
  const problem = partProblem(left, part, reason, limits)
  if (problem !== undefined) return { ok: false, problem, line: left.row }
  const share = takeFrom(left, part)
  if (share !== undefined) return { ok: true, share }
  const dear = part.take === 'quantity' && left.allowance.gross > 0
  return { ok: false, problem: dear ? 'quantity-after-allowance' : 'too-small-to-reverse', line: left.row }
}

/** What the reason, and what happened to the line before, do not allow. */
function partProblem(
  left: LeftLine,
  part: LinePart,
  reason: ReversalReason,
  limits: PriceLimits,
): PartProblem | undefined {
  if (left.gross === 0) return 'more-than-left'
  if (reason === 'allowance') return part.take === 'quantity' ? 'allowance-has-no-quantity' : amountProblem(left, part)
  switch (part.take) {
    case 'all':
      return undefined
    case 'quantity':
      return quantityProblem(left, part.quantity, limits)
    case 'amount':
      if (left.quantity !== undefined) return 'quantity-needed'
      if (reason === 'returned' && part.grossFen !== left.gross) return 'whole-line-only'
      return amountProblem(left, part)
  }
}

function quantityProblem({ quantity: left }: LeftLine, quantity: Decimal, limits: PriceLimits) {
  if (left === undefined) return 'no-quantity'
  if (compare(quantity, '0' as Decimal) <= 0) return 'too-small-to-reverse'
  if (compare(quantity, left) > 0) return 'more-than-left'
  // A part, or a rest, with more decimals than can be written would be lost.
  const written = [negative(quantity), plus(negative(left), quantity)]
  return written.every((red) => red && fitsLimits(red, limits)) ? undefined : 'too-small-to-reverse'
}

function amountProblem(left: LeftLine, part: LinePart): PartProblem | undefined {
  if (part.take !== 'amount') return undefined
  if (part.grossFen <= 0) return 'too-small-to-reverse'
  return part.grossFen > left.gross ? 'more-than-left' : undefined
}

function takeFrom(left: LeftLine, part: LinePart): Share | undefined {
  if (part.take === 'amount' && part.grossFen < left.gross) return amountShare(left, part.grossFen)
  if (part.take === 'quantity' && part.quantity !== left.quantity) return quantityShare(left, part.quantity)
  // The whole rest, so that rounding can never reverse more tax than was charged, or less.
  const { gross, net, tax, quantity } = left
  return { left, gross, net, tax, leastTax: tax, mostTax: tax, quantity }
}

function amountShare(left: LeftLine, gross: Fen): Share | undefined {
  const fair = left.tax - proportion(left.blue.tax, left.gross - gross, left.blue.gross)
  return settled(left, gross, fair, taxesInOrder(left, gross))
}

/**
 * Pieces at the old price, which a red invoice may not change: after an allowance too, as long as they fit what is left.
 * What was refunded for two of four is half of what was paid; where no tax is right for that, a fen more or less.
 */
function quantityShare(left: LeftLine, quantity: Decimal): Share | undefined {
  const { quantity: from, blue, allowance } = left
  const rest = from === undefined ? undefined : plus(from, negative(quantity))
  if (from === undefined || rest === undefined || blue.netUnitPrice === undefined)
    throw new Error('a part of no quantity')
  const net = partsOfAmount(fen(left.net + allowance.net), from, blue.netUnitPrice, quantity)
  if (blue.taxation.kind !== 'taxed') return settled(left, net.middle, 0, taxesInOrder(left, net.middle), quantity)
  const paidForRest = grossOf(blue, rest)
  const paid = left.gross + allowance.gross - paidForRest
  if (paid <= 0 || paidForRest === 0) return undefined
  for (const gross of [paid, paid - 1, paid + 1]) {
    const [least, most] = taxesInOrder(left, gross)
    const range = [Math.max(least, gross - net.most), Math.min(most, gross - net.least)] as const
    const share = settled(left, fen(gross), gross - net.middle, range, quantity)
    if (share !== undefined) return share
  }
  return undefined
}

type Range = readonly [least: number, most: number]

/** With the right tax that is nearest to the fair one; undefined when none is right. */
function settled(left: LeftLine, gross: Fen, fair: number, [leastTax, mostTax]: Range, quantity?: Decimal) {
  if (leastTax > mostTax) return undefined
  const tax = fen(Math.min(Math.max(fair, leastTax), mostTax))
  return { left, gross, net: fen(gross - tax), tax, leastTax, mostTax, quantity }
}

/** Which taxes a part of so much gross may have: those that leave both the part and the rest in order. */
function taxesInOrder(left: LeftLine, gross: number): Range {
  const [least, most] = taxesOf(gross, left.blue)
  const [leastRest, mostRest] = taxesOf(left.gross - gross, left.blue)
  return [Math.max(least, left.tax - mostRest), Math.min(most, left.tax - leastRest)]
}

/**
 * Which taxes a row of so much gross may have: within the tolerance and not negative, with some net beside. Of a row in
 * order some tax is always right for the part and for the rest, unless one of them is a few fen.
 */
function taxesOf(gross: number, { taxation }: LeftLine['blue']): Range {
  if (taxation.kind !== 'taxed') return [0, gross > 0 ? 0 : -1]
  const basisPoints = basisPointsOf(taxation)
  const [exact, slope] = [gross * basisPoints, FEN + basisPoints]
  return [
    Math.max(0, Math.ceil((exact - LINE_TAX_TOLERANCE) / slope)),
    Math.min(gross - 1, Math.floor((exact + LINE_TAX_TOLERANCE) / slope)),
  ]
}

/** What was paid for a quantity, in proportion to the whole line. */
function grossOf(blue: LeftLine['blue'], quantity: Decimal): number {
  const [whole, part] = [piecesOf(blue.quantity ?? quantity), piecesOf(quantity)]
  return proportion(
    blue.gross,
    part.pieces * 10n ** BigInt(whole.decimals),
    whole.pieces * 10n ** BigInt(part.decimals),
  )
}

/** amount × part / whole, half up. None is negative. */
function proportion(amount: number, part: number | bigint, whole: number | bigint): number {
  return Number(divideHalfUp(BigInt(amount) * BigInt(part), BigInt(whole)))
}
