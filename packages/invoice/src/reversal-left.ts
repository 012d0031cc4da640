import { type Decimal, plus } from './decimal.ts'
import type { InvoiceLine } from './invoice.ts'
import { type Amounts, totals } from './line.ts'
import { netDiscounts } from './netted.ts'

/** What of a line of a blue invoice has not been reversed yet. */
export type LeftLine = Amounts & {
  /** Its row on the blue invoice, from 0. */
  row: number
  /** As it was issued, its discount netted. */
  blue: InvoiceLine
  quantity?: Decimal | undefined
  /** An allowance (销售折让) took an amount without goods: quantity and amount left do not go together any more. */
  allowed: boolean
}

/** What is left of each line, zero where all is reversed. Red rows say by `reversesRow` what they take. */
export function leftOf(
  rows: readonly InvoiceLine[],
  red: readonly (InvoiceLine & { reversesRow: number })[],
): LeftLine[] {
  return netDiscounts(rows).map(({ row, line }) => {
    const taken = red.filter(({ reversesRow }) => reversesRow === row)
    const { gross, net, tax } = totals([line, ...taken])
    const left = { row, blue: line, gross, net, tax, allowed: false }
    if (line.quantity === undefined || line.netUnitPrice === undefined) return left
    const allowed = taken.some(({ quantity }) => quantity === undefined)
    return { ...left, allowed, quantity: gross === 0 ? ('0' as Decimal) : quantityLeft(line.quantity, taken) }
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
export function isReversed(left: readonly LeftLine[]): boolean {
  return left.every(({ gross }) => gross === 0)
}
