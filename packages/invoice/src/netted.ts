import { bureauPriceLimits, longestUnitPrice, type PriceLimits } from './decimal.ts'
import type { InvoiceLine } from './invoice.ts'
import { totals } from './line.ts'

/** A line with its discount taken off, and where it stood among the rows. */
export type NettedLine = { row: number; line: InvoiceLine }

/**
 * Lines as red invoices and splits need them: each discount netted into its line (乐企 §3.1.2.3), whose unit price
 * follows from what is left. A line whose price does not come out right has neither quantity nor price.
 */
export function netDiscounts(rows: readonly InvoiceLine[], limits: PriceLimits = bureauPriceLimits): NettedLine[] {
  return rows.flatMap((line, row) => {
    if (line.role === 'discount') return []
    const discount = line.role === 'discounted' ? rows[row + 1] : undefined
    return [{ row, line: discount === undefined ? { ...line, role: 'normal' } : net(line, discount, limits) }]
  })
}

function net(line: InvoiceLine, discount: InvoiceLine, limits: PriceLimits): InvoiceLine {
  const { quantity, netUnitPrice: _, ...uncounted } = line
  const left = { ...uncounted, ...totals([line, discount]), role: 'normal' as const }
  const netUnitPrice = quantity === undefined ? undefined : longestUnitPrice(left.net, quantity, limits)
  return netUnitPrice === undefined ? left : { ...left, quantity, netUnitPrice }
}
