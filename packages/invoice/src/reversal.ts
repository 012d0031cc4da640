import { bureauPriceLimits, fitsLimits, negative, type PriceLimits, priceAgrees } from './decimal.ts'
import type { Invoice, InvoiceLine, ReversalReason } from './invoice.ts'
import { blueLineProblems, type InvoiceLineProblem } from './invoice-lines.ts'
import { type Fen, fen } from './money.ts'
import type { Refusal } from './problems.ts'
import { balanced, runsWithinTolerance } from './reversal-balance.ts'
import { isReversed, type LeftLine, leftOf } from './reversal-left.ts'
import { type LinePart, type PartProblem, type Share, shareOf } from './reversal-part.ts'
import { reasonProblem } from './reversal-reason.ts'
import { spread } from './spread.ts'

/** A row of a red invoice: all negative, and which row of the blue one it takes back (counted from 0). */
export type RedLine = InvoiceLine & { reversesRow: number }

/** What to reverse: everything that is left, parts of rows of the blue invoice, or an amount spread over all rows. */
export type ReversalRequest = { reason: ReversalReason } & (
  | { scope: 'all' }
  | { scope: 'lines'; lines: readonly LinePart[] }
  | { scope: 'amount'; grossFen: Fen }
)

/** The blue invoice, as far as reversing goes. */
export type BlueInvoice = Pick<Invoice, 'lines' | 'reverses'>

export type ReversalProblem =
  | PartProblem
  | 'not-reversible'
  | 'already-reversed'
  | 'wrong-must-be-full'
  | InvoiceLineProblem['problem']
  | 'no-such-line'
  | 'line-named-twice'
  | 'goods-not-discontinued'
  | 'services-not-returned'

/** The rows of one red invoice, or of several where one would break the tolerance for total tax. */
export type Reversed = { ok: true; invoices: RedLine[][] } | Refusal<ReversalProblem>

/**
 * The rows of the red invoice (红字发票). `earlier` are the red invoices issued before for the same blue one. Whatever is
 * reversed, and in whatever parts and order, what is left can be reversed too, and the last part takes exactly what is
 * left of net, tax and quantity.
 *
 * Total tax is no reason to refuse: parts of long invoices are rounded so that the red invoice and the rest of the blue
 * one are both inside its tolerance. Only whole lines leave no choice. Where those that are all off the same way come
 * back together, the answer is several red invoices (as `splitInvoice` gives several blue ones): each line alone is
 * inside, so there always are some. What was issued in error is always reversed by one.
 *
 * Rules by reason (乐企 §3.1.2.3): issued in error only in full and at once; goods returned and services discontinued by
 * quantity at the old price; an allowance by amount, without quantity and price. After an allowance pieces still go at
 * the old price as far as the amount left reaches; the last ones take what is left, without quantity and price when the
 * old one does not agree. `limits` are the channel's for quantities and prices.
 *
 * `line` of a refusal is a blue row. An invoice that `blueLineProblems` refuses is refused for the same.
 */
export function reverse(
  blue: BlueInvoice,
  earlier: readonly (readonly RedLine[])[],
  request: ReversalRequest,
  limits: PriceLimits = bureauPriceLimits,
): Reversed {
  if (blue.reverses !== undefined) return { ok: false, problem: 'not-reversible' }
  const [broken] = blueLineProblems(blue.lines)
  if (broken !== undefined) return { ok: false, ...broken }
  const wrongReason = reasonProblem(request.reason, blue.lines)
  if (wrongReason !== undefined) return { ok: false, problem: wrongReason }
  const left = leftOf(blue.lines, earlier.flat(), limits)
  if (isReversed(left)) return { ok: false, problem: 'already-reversed' }
  if (request.reason === 'wrong' && (request.scope !== 'all' || earlier.flat().length > 0))
    return { ok: false, problem: 'wrong-must-be-full' }

  const shared = sharesOf(left, request, limits)
  if (!shared.ok) return shared
  const red = balanced(shared.shares, left).map((share) => redLine(share, request.reason, limits))
  return { ok: true, invoices: runsWithinTolerance(red) }
}

type Shared = { ok: true; shares: Share[] } | Refusal<ReversalProblem>

/** Which part of which line, for any kind of request. */
function sharesOf(left: readonly LeftLine[], request: ReversalRequest, limits: PriceLimits): Shared {
  const open = left.filter(({ gross }) => gross > 0)
  switch (request.scope) {
    case 'all':
      return named(
        left,
        open.map(({ row }) => ({ row, take: 'all' })),
        request.reason,
        limits,
      )
    case 'amount':
      return overAll(open, request.grossFen, request.reason, limits)
    case 'lines':
      return named(left, request.lines, request.reason, limits)
  }
}

/** A line too small for its share of the amount passes it on to the others. */
function overAll(open: readonly LeftLine[], amount: Fen, reason: ReversalReason, limits: PriceLimits): Shared {
  if (amount <= 0) return { ok: false, problem: 'too-small-to-reverse' }
  const weights = open.map(({ gross }) => gross)
  const most = [...weights]
  let refused: Refusal<ReversalProblem> = { ok: false, problem: 'more-than-left' }
  for (;;) {
    const grosses = spread(amount, weights, most)
    if (grosses === undefined) return refused
    const shares: Share[] = []
    let passed = false
    for (const [index, left] of open.entries()) {
      const grossFen = grosses[index] ?? fen(0)
      if (grossFen === 0) continue
      const taken = shareOf(left, { row: left.row, take: 'amount', grossFen }, reason, limits)
      if (taken.ok) shares.push(taken.share)
      else {
        refused = taken
        most[index] = fen(0)
        passed = true
      }
    }
    if (!passed) return { ok: true, shares }
  }
}

function named(
  left: readonly LeftLine[],
  parts: readonly LinePart[],
  reason: ReversalReason,
  limits: PriceLimits,
): Shared {
  if (parts.length === 0) return { ok: false, problem: 'no-lines' }
  const lines = new Map(left.map((line) => [line.row, line]))
  const seen = new Set<number>()
  const shares: Share[] = []
  for (const part of parts) {
    const line = lines.get(part.row)
    if (line === undefined) return { ok: false, problem: 'no-such-line', line: part.row }
    if (seen.has(part.row)) return { ok: false, problem: 'line-named-twice', line: part.row }
    seen.add(part.row)
    const taken = shareOf(line, part, reason, limits)
    if (!taken.ok) return taken
    shares.push(taken.share)
  }
  return { ok: true, shares }
}

/** All negative. Quantity and price are those of the blue line, or neither: an allowance never has them. */
function redLine({ left, gross, net, tax, quantity }: Share, reason: ReversalReason, limits: PriceLimits): RedLine {
  const { quantity: _, netUnitPrice, ...item } = left.blue
  const amounts = { gross: fen(-gross), net: fen(-net), tax: fen(-tax) }
  const red: RedLine = { ...item, ...amounts, role: 'normal', reversesRow: left.row }
  if (reason === 'allowance' || quantity === undefined || netUnitPrice === undefined) return red
  const back = negative(quantity)
  if (!priceAgrees(netUnitPrice, quantity, net) || !fitsLimits(back, limits)) return red
  return { ...red, quantity: back, netUnitPrice }
}
