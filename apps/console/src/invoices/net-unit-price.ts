import type { Invoice } from '@mashang/contract'
import { type Decimal, fen, longestUnitPrice, type PriceLimits, parseDecimal } from '@mashang/invoice'

/** requestBillingNew V2.0: 16 characters, 8 decimals. */
const limits: PriceLimits = { significant: 15, decimals: 8, characters: 16 }

/**
 * Quantity and unit price as they stand on the face beside a net amount: before tax, in yuan. Neither when no price
 * times the quantity gives that amount within a fen, as on the document itself.
 */
export function netUnitPriceOf(line: Invoice['lines'][number]): { quantity?: Decimal; price?: Decimal } {
  const quantity = parseDecimal(line.quantity ?? '')
  const price = quantity && longestUnitPrice(fen(line.netFen), quantity, limits)
  return price ? { quantity, price } : {}
}
