import { type Decimal, type PriceLimits, plus } from './decimal.ts'
import type { InvoiceLine } from './invoice.ts'
import { type Amounts, totals } from './line.ts'
import { type Fen, fen } from './money.ts'
import { netDiscounts } from './netted.ts'
import { subtract } from './taxation.ts'

/** What of a line of a blue invoice has not been reversed yet. */
export type LeftLine = Amounts & {
  /** Its row on the blue invoice, from 0. */
  row: number
  /** As it was issued, its discount netted. */
  blue: InvoiceLine
  quantity?: Decimal | undefined
  /**
   * What allowances (销售折让) took of a line with a quantity, not negative: amounts without goods. Amounts left and
   * allowance together are what the quantity left costs at the old price.
   */
  allowance: Amounts
}

const nothing: Amounts = { gross: fen(0), net: fen(0), tax: fen(0) }

/**
 * What is left of each line, zero where all is reversed. Red rows say by `reversesRow` what they take. `limits` are the
 * channel's for quantities and prices: the price of a discounted line is worked out within them.
 */
export function leftOf(
  rows: readonly InvoiceLine[],
  red: readonly (InvoiceLine & { reversesRow: number })[],
  limits?: PriceLimits,
): LeftLine[] {
  const takenByRow = Map.groupBy(red, ({ reversesRow }) => reversesRow)
  return netDiscounts(rows, limits).map(({ row, line }) => {
    const taken = takenByRow.get(row) ?? []
    const { gross, net, tax } = totals([line, ...taken])
    const left = { row, blue: line, gross, net, tax, allowance: nothing }
    if (line.quantity === undefined || line.netUnitPrice === undefined) return left
    const allowance = subtract(nothing, totals(taken.filter(({ quantity }) => quantity === undefined)))
    return { ...left, allowance, quantity: gross === 0 ? ('0' as Decimal) : quantityLeft(line.quantity, taken) }
  })
}

/** Red quantities are negative, so what is left is the sum. */
function quantityLeft(blue: Decimal, taken: readonly InvoiceLine[]): Decimal {
  return taken.reduce((left, { quantity }) => {
    const less = quantity === undefined ? left : plus(left, quantity)
    if (less === undefined) throw new RangeError(`no quantity is left of ${blue}`)
    return less
  }, blue)
}

/** Whether nothing is left of an invoice. */
export function isReversed(left: readonly { gross: Fen }[]): boolean {
  return left.every(({ gross }) => gross === 0)
}
