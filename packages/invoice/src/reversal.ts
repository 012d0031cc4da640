import { negative } from './decimal.ts'
import type { Invoice, InvoiceLine, ReversalReason } from './invoice.ts'
import { type InvoiceLineProblem, redLineProblems } from './invoice-lines.ts'
import { totals } from './line.ts'
import { type Fen, fen } from './money.ts'
import type { Refusal } from './problems.ts'
import { isReversed, type LeftLine, leftOf } from './reversal-left.ts'
import { type LinePart, type PartProblem, partOf } from './reversal-part.ts'
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

export type Reversed = { ok: true; lines: RedLine[] } | Refusal<ReversalProblem>

/**
 * The rows of the red invoice (红字发票). `earlier` are the red rows issued before for the same blue invoice. Whatever
 * parts are reversed one after the other, the last takes what is left of net, tax and quantity, so that a blue invoice
 * never has more or less taken back than it had. Rows that the bureau would refuse by themselves are refused here.
 *
 * Rules by reason (乐企 §3.1.2.3): issued in error only in full and at once; goods returned and services discontinued by
 * quantity at the old price; an allowance by amount, without quantity and price. `line` of a refusal is a blue row.
 */
export function reverse(
  blue: BlueInvoice,
  earlier: readonly (readonly RedLine[])[],
  request: ReversalRequest,
): Reversed {
  if (blue.reverses !== undefined) return { ok: false, problem: 'not-reversible' }
  const wrongReason = reasonProblem(request.reason, blue.lines)
  if (wrongReason !== undefined) return { ok: false, problem: wrongReason }
  const left = leftOf(blue.lines, earlier.flat())
  if (isReversed(left)) return { ok: false, problem: 'already-reversed' }
  if (request.reason === 'wrong' && (request.scope !== 'all' || earlier.flat().length > 0))
    return { ok: false, problem: 'wrong-must-be-full' }

  const parts = partsOf(left, request)
  if (!parts.ok) return parts
  const red: RedLine[] = []
  for (const { part, line } of parts.parts) {
    const taken = partOf(line, part, request.reason)
    if (!taken.ok) return taken
    red.push(redLine(line, taken, request.reason))
  }
  // Many rounded parts can be too much together; reversed in two steps they are not. And of an invoice that was not made
  // here, a line and its discount can each be inside the tolerance and their difference outside.
  const [wrong] = redLineProblems(red)
  if (wrong !== undefined) {
    const line = wrong.line === undefined ? undefined : red[wrong.line]?.reversesRow
    return { ok: false, problem: wrong.problem, line }
  }
  return { ok: true, lines: red }
}

/** A corrected invoice (换开): the old one reversed in full as issued in error, and the rows of the new one. */
export function reissue(
  blue: BlueInvoice,
  earlier: readonly (readonly RedLine[])[],
  lines: readonly InvoiceLine[] = blue.lines,
): { ok: true; red: RedLine[]; blue: readonly InvoiceLine[] } | Refusal<ReversalProblem | 'amount-changed'> {
  const reversed = reverse(blue, earlier, { reason: 'wrong', scope: 'all' })
  if (!reversed.ok) return reversed
  if (totals(lines).gross !== totals(blue.lines).gross) return { ok: false, problem: 'amount-changed' }
  return { ok: true, red: reversed.lines, blue: lines }
}

type Parts = { ok: true; parts: { part: LinePart; line: LeftLine }[] } | Refusal<ReversalProblem>

/** Which part of which line, for any kind of request. */
function partsOf(left: readonly LeftLine[], request: ReversalRequest): Parts {
  const open = left.filter(({ gross }) => gross > 0)
  switch (request.scope) {
    case 'all':
      return { ok: true, parts: open.map((line) => ({ part: { row: line.row, take: 'all' }, line })) }
    case 'amount':
      return spreadParts(open, request)
    case 'lines':
      return namedParts(left, request.lines)
  }
}

function spreadParts(open: readonly LeftLine[], { grossFen }: { grossFen: Fen }): Parts {
  if (grossFen <= 0) return { ok: false, problem: 'too-small-to-reverse' }
  const shares = spread(
    grossFen,
    open.map(({ gross }) => gross),
  )
  if (shares === undefined) return { ok: false, problem: 'more-than-left' }
  const parts = open.map((line, index) => ({
    part: { row: line.row, take: 'amount' as const, grossFen: shares[index] ?? fen(0) },
    line,
  }))
  return { ok: true, parts: parts.filter(({ part }) => part.grossFen > 0) }
}

function namedParts(left: readonly LeftLine[], named: readonly LinePart[]): Parts {
  if (named.length === 0) return { ok: false, problem: 'no-lines' }
  const parts: { part: LinePart; line: LeftLine }[] = []
  for (const part of named) {
    const line = left.find(({ row }) => row === part.row)
    if (line === undefined) return { ok: false, problem: 'no-such-line', line: part.row }
    if (parts.some((other) => other.part.row === part.row))
      return { ok: false, problem: 'line-named-twice', line: part.row }
    parts.push({ part, line })
  }
  return { ok: true, parts }
}

/** All negative; an allowance carries neither quantity nor price. */
function redLine(left: LeftLine, taken: Extract<ReturnType<typeof partOf>, { ok: true }>, reason: ReversalReason) {
  const { quantity: _, netUnitPrice: __, ...item } = left.blue
  const amounts = { gross: fen(-taken.gross), net: fen(-taken.net), tax: fen(-taken.tax) }
  const red: RedLine = { ...item, ...amounts, role: 'normal', reversesRow: left.row }
  if (reason === 'allowance' || taken.quantity === undefined) return red
  return { ...red, quantity: negative(taken.quantity), netUnitPrice: left.blue.netUnitPrice }
}
