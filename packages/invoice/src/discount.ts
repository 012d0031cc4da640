import {
  bureauPriceLimits,
  type Decimal,
  fitsLimits,
  longestUnitPrice,
  type PriceLimits,
  priceAgrees,
} from './decimal.ts'
import type { InvoiceLine } from './invoice.ts'
import type { Amounts } from './line.ts'
import { type Fen, fen } from './money.ts'
import type { Sale, SaleNote } from './sale.ts'
import type { DueLine } from './sale-line.ts'
import { amountsFromGross, subtract } from './taxation.ts'

/** A line with its amounts after its own discount, and its share, tax included, of what comes off the whole order. */
export type Reduced = { line: DueLine; after: Amounts; share: Fen }

/**
 * One row, or two: a discounted line keeps its amount and price, and the discount (折扣行) follows right after, with
 * negative amounts and without quantity, price, unit, specification and lease. Source: 乐企开票能力说明 V4.000, 折扣行.
 */
export function discountedRows(
  { line: due, before, after, share }: Reduced & { before: Amounts },
  prices: Sale['prices'],
  limits: PriceLimits = bureauPriceLimits,
): { rows: InvoiceLine[]; notes: SaleNote[] } {
  const { line } = due
  const { quantity, netUnitPrice, notes } = counted(due, before, prices, limits)
  const item = { name: line.name, shortName: line.shortName, taxCode: line.taxCode, taxation: line.taxation }
  const row = {
    ...item,
    ...(line.specification !== undefined && { specification: line.specification }),
    ...(line.unit !== undefined && { unit: line.unit }),
    ...(line.lease !== undefined && { lease: line.lease }),
    ...(netUnitPrice !== undefined && { quantity, netUnitPrice }),
    ...before,
  }
  const final = share > 0 ? amountsFromGross(fen(after.gross - share), line.taxation) : after
  if (final.gross === before.gross) return { rows: [{ ...row, role: 'normal' }], notes }
  const off = discountAmounts(before, final)
  return {
    rows: [
      { ...row, role: 'discounted' },
      { ...item, ...off, role: 'discount' },
    ],
    notes,
  }
}

/**
 * What a discount takes from net and tax: what is left is split anew, so that it stays right as a whole. Only a discount
 * of a fen or two can come out as nothing but tax, which no invoice shows; it is all net then.
 */
function discountAmounts(before: Amounts, after: Amounts): Amounts {
  const off = subtract(after, before)
  return off.net < 0 ? off : { gross: off.gross, net: off.gross, tax: fen(0) }
}

/** Quantity and net unit price, both or neither. */
function counted(
  { at, line, quantity, amount }: DueLine,
  { net }: Amounts,
  prices: Sale['prices'],
  limits: PriceLimits,
): { quantity?: Decimal | undefined; netUnitPrice?: Decimal | undefined; notes: SaleNote[] } {
  if (quantity === undefined) {
    return { notes: line.quantity === undefined ? [] : [{ note: 'quantity-dropped', line: at }] }
  }
  const given = line.unitPrice
  const agrees = given !== undefined && priceAgrees(given, quantity, amount)
  const keeps = agrees && prices === 'tax-exclusive' && fitsLimits(given, limits) && fitsLimits(quantity, limits)
  const netUnitPrice = keeps ? given : longestUnitPrice(net, quantity, limits)
  if (netUnitPrice === undefined) return { notes: [{ note: 'quantity-dropped', line: at }] }
  const recomputed = given !== undefined && !agrees
  return { quantity, netUnitPrice, notes: recomputed ? [{ note: 'unit-price-recomputed', line: at }] : [] }
}
