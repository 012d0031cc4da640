import type { Invoice } from '@mashang/contract'
import { type Decimal, fen, longestUnitPrice, parseDecimal, strictestPriceLimits } from '@mashang/invoice'

/**
 * Quantity and unit price as they stand on the face beside a net amount: before tax, in yuan. Neither when no price
 * times the quantity gives that amount within a fen, as on the document itself.
 */
export function netUnitPriceOf(line: Invoice['lines'][number]): { quantity?: Decimal; price?: Decimal } {
  const quantity = parseDecimal(line.quantity ?? '')
  const price = quantity && longestUnitPrice(fen(line.netFen), quantity, strictestPriceLimits)
  return price ? { quantity, price } : {}
}
