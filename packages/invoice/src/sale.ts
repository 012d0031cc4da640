import type { PriceLimits } from './decimal.ts'
import { discountedRows, type Reduced } from './discount.ts'
import type { InvoiceLine } from './invoice.ts'
import { type Fen, fen, LARGEST_AMOUNT, sum } from './money.ts'
import type { Refusal } from './problems.ts'
import { netRefunds } from './refund.ts'
import { type DueLine, dueFor, dueLine, type SaleLine } from './sale-line.ts'
import { spread } from './spread.ts'
import { amountsFromGross, amountsFromNet } from './taxation.ts'
import { notInvoiceable, notInvoiceableTenders, type Tender, type TenderKind } from './tender.ts'

/** What a till knows of a sale. */
export type Sale = {
  /** Whether unit prices, amounts and discounts of lines include tax. */
  prices: 'tax-included' | 'tax-exclusive'
  lines: readonly SaleLine[]
  /** Off the whole order (满减, 整单折扣), tax included. */
  discount?: Fen | undefined
  /** How it was paid. When given, they add up to what was due; what may not be invoiced is taken off. */
  tenders?: readonly Tender[] | undefined
  /** Kinds of tenders that may not be invoiced, where the seller's differ from `notInvoiceableTenders`. */
  notInvoiceable?: ReadonlySet<TenderKind> | undefined
}

/** What happened on the way that a person may wonder about. `line` is its place in the sale, from 0. */
export type SaleNote =
  | { note: 'zero-price' | 'discounted-away' | 'refunded'; line: number }
  | { note: 'refund-left'; line: number; amount: Fen }
  | { note: 'not-invoiceable'; tender: TenderKind; amount: Fen }
  | { note: 'unit-price-recomputed' | 'quantity-dropped'; line: number }

export type SaleProblem =
  | 'no-lines'
  | 'amount-missing'
  | 'amount-too-large'
  | 'discount-too-large'
  | 'discount-negative'
  | 'tenders-do-not-add-up'
  | 'tender-given-back'
  | 'nothing-left'

type LinesOfSale = { ok: true; lines: InvoiceLine[]; notes: SaleNote[] } | Refusal<SaleProblem>

/**
 * The rows of an invoice for what was sold and paid. Lines without a price are dropped, refunds netted, discounts of the
 * order and tenders that may not be invoiced spread to the fen over all lines in proportion to their gross: one discount
 * row for each, and no line comes to nothing. Gross is exactly what was paid and may be invoiced.
 *
 * `limits` are those of the channel for quantities and prices. Never throws on what a till can send.
 */
export function linesFromSale(sale: Sale, limits?: PriceLimits): LinesOfSale {
  if (sale.lines.length === 0) return { ok: false, problem: 'no-lines' }
  const priced = duesOf(sale.lines)
  if (!priced.ok) return priced

  const { lines, gone, left } = netRefunds(priced.dues.filter((due) => dueFor(due) > 0))
  const notes: SaleNote[] = [
    ...priced.dues.filter((due) => dueFor(due) === 0).map(freeNote),
    ...gone.map(({ at }) => ({ note: 'refunded' as const, line: at })),
    ...left.map(({ refund, amount }) => ({ note: 'refund-left' as const, line: refund.at, amount })),
  ]

  const due = lines.map((line) => ({ line, after: amountsOf(sale, line, dueFor(line)) }))
  const returned = sum(left.map(({ refund, amount }) => amountsOf(sale, refund, amount).gross))
  const reduction = reductionOf(sale, sum(due.map(({ after }) => after.gross)), returned)
  if (!reduction.ok) return reduction
  notes.push(...reduction.notes)

  const reduced = takeOff(due, reduction.amount)
  if (reduced === undefined) return { ok: false, problem: 'nothing-left' }
  const rows = reduced.kept.map((line) =>
    discountedRows({ ...line, before: amountsOf(sale, line.line, line.line.amount) }, sale.prices, limits),
  )
  return {
    ok: true,
    lines: rows.flatMap((row) => row.rows),
    notes: [
      ...notes,
      ...reduced.away.map(({ at }) => ({ note: 'discounted-away' as const, line: at })),
      ...rows.flatMap((row) => row.notes),
    ],
  }
}

/** Half of what an invoice can carry is room for the tax on prices without it. */
const MOST = LARGEST_AMOUNT / 2

function duesOf(lines: readonly SaleLine[]): { ok: true; dues: DueLine[] } | Refusal<SaleProblem> {
  const dues: DueLine[] = []
  let total = 0
  for (const [at, line] of lines.entries()) {
    const priced = dueLine(line, at)
    if (!priced.ok) return priced
    total += priced.due.amount
    if (total > MOST) return { ok: false, problem: 'amount-too-large', line: at }
    dues.push(priced.due)
  }
  return { ok: true, dues }
}

function freeNote({ at, amount }: DueLine): SaleNote {
  return { note: amount === 0 ? 'zero-price' : 'discounted-away', line: at }
}

function amountsOf({ prices }: Sale, { line }: DueLine, amount: Fen) {
  return prices === 'tax-included' ? amountsFromGross(amount, line.taxation) : amountsFromNet(amount, line.taxation)
}

/**
 * What comes off all lines together: the order's discount, and what was paid by what may not be invoiced. `returned` is
 * paid back for something bought before: it may go back to a card or to points, and takes nothing from this invoice.
 */
function reductionOf(
  sale: Sale,
  sold: Fen,
  returned: Fen,
): { ok: true; amount: number; notes: SaleNote[] } | Refusal<SaleProblem> {
  const { discount = fen(0), tenders } = sale
  if (discount < 0) return { ok: false, problem: 'discount-negative' }
  if (tenders === undefined) return { ok: true, amount: discount, notes: [] }
  if (tenders.reduce((total, { amount }) => total + Math.abs(amount), 0) > LARGEST_AMOUNT)
    return { ok: false, problem: 'amount-too-large' }
  if (sum(tenders.map(({ amount }) => amount)) !== sold - returned - discount)
    return { ok: false, problem: 'tenders-do-not-add-up' }
  const each = notInvoiceable(tenders, sale.notInvoiceable ?? notInvoiceableTenders)
  const back = each.reduce((total, { amount }) => total - Math.min(0, amount), 0)
  if (back > returned) return { ok: false, problem: 'tender-given-back' }
  const off = each.filter(({ amount }) => amount > 0)
  const amount = off.reduce((total, tender) => total + tender.amount, discount as number)
  return {
    ok: true,
    amount,
    notes: off.map((tender) => ({ note: 'not-invoiceable', tender: tender.kind, amount: tender.amount })),
  }
}

/**
 * Spreads what comes off. Every line keeps a fen at least, since none may stand on an invoice with nothing; when fewer
 * fen are left than lines (一分钱 promotions), the cheapest lines are given away.
 */
function takeOff(
  due: readonly { line: DueLine; after: Reduced['after'] }[],
  amount: number,
): { kept: Reduced[]; away: DueLine[] } | undefined {
  const left = due.reduce((total, { after }) => total + after.gross, 0) - amount
  if (left <= 0) return undefined
  const cheapest = [...due].sort((a, b) => a.after.gross - b.after.gross)
  const away = new Set(cheapest.slice(0, Math.max(0, due.length - left)))
  const kept = due.filter((line) => !away.has(line))
  const given = [...away].reduce((total, { after }) => total + after.gross, 0)
  const grosses = kept.map(({ after }) => after.gross)
  const shares = spread(
    fen(amount - given),
    grosses,
    grosses.map((gross) => fen(gross - 1)),
  )
  // The lines together can take it: left is at least a fen for each.
  if (shares === undefined) throw new Error('a discount that fits could not be spread')
  return {
    kept: kept.map((line, index) => ({ ...line, share: shares[index] ?? fen(0) })),
    away: [...away].map(({ line }) => line),
  }
}
