import { compare, type Decimal, fenOf, negative, plus, priceAgrees, unitPriceFrom } from './decimal.ts'
import { type Fen, fen } from './money.ts'
import { type DueLine, dueFor } from './sale-line.ts'
import { sameTaxation } from './taxation.ts'

/** What is left of a sale's lines after its refunds, and what its refunds found nothing to take from. */
export type Netted = { lines: DueLine[]; gone: DueLine[]; left: { refund: DueLine; amount: Fen }[] }

/**
 * Takes the refunds inside an order from the lines of the same item: from the line it undoes exactly, then from lines at
 * the same price, then from the first ones. A line that is refunded wholly is gone. A refund of more than the order sold
 * is a return of something bought before: it is for the invoice of that day, and only reported here.
 */
export function netRefunds(all: readonly DueLine[]): Netted {
  const lines = new Map(all.filter((line) => !line.refund).map((line) => [line.at, line]))
  const gone: DueLine[] = []
  const left: Netted['left'] = []
  for (const refund of all.filter((line) => line.refund)) {
    let open = refund
    for (const line of nearestFirst([...lines.values()], refund)) {
      if (dueFor(open) === 0) break
      if (dueFor(line) <= dueFor(open)) {
        gone.push(line)
        lines.delete(line.at)
        open = without(open, line)
      } else {
        lines.set(line.at, without(line, open))
        open = { ...open, amount: fen(0), discount: fen(0) }
      }
    }
    if (dueFor(open) > 0) left.push({ refund, amount: dueFor(open) })
  }
  return { lines: [...lines.values()], gone, left }
}

function nearestFirst(lines: readonly DueLine[], refund: DueLine): DueLine[] {
  const distance = (line: DueLine) => (undoes(refund, line) ? 0 : samePrice(refund, line) ? 1 : 2)
  return lines.filter((line) => sameItem(line, refund)).sort((a, b) => distance(a) - distance(b))
}

function undoes(refund: DueLine, line: DueLine): boolean {
  return dueFor(refund) === dueFor(line) && refund.quantity === line.quantity
}

function samePrice(a: DueLine, b: DueLine): boolean {
  const price = priceOf(a)
  return price !== undefined && price === priceOf(b)
}

function sameItem(a: DueLine, b: DueLine): boolean {
  return (
    a.line.item === b.line.item && a.line.taxCode === b.line.taxCode && sameTaxation(a.line.taxation, b.line.taxation)
  )
}

/**
 * The bigger with the smaller taken off. What is left keeps its unit price where it can: its discount is what lies
 * between that and what is due.
 */
function without(bigger: DueLine, smaller: DueLine): DueLine {
  const due = dueFor(bigger) - dueFor(smaller)
  const quantity = quantityLeft(bigger.quantity, smaller.quantity)
  const price = priceOf(bigger)
  const priced = quantity && price && fenOf(quantity, price)
  const amount =
    priced !== undefined && priced >= due ? priced : Math.max(due, due + bigger.discount - smaller.discount)
  return { ...bigger, amount: fen(amount), discount: fen(amount - due), quantity }
}

/** Of one, before the line's discount, in the sale's prices. */
function priceOf({ line: { unitPrice }, amount, quantity }: DueLine): Decimal | undefined {
  if (quantity === undefined) return undefined
  return unitPrice !== undefined && priceAgrees(unitPrice, quantity, amount)
    ? unitPrice
    : unitPriceFrom(amount, quantity)
}

/** Nothing when it cannot be said: money came back without goods, or more goods than the money was for. */
function quantityLeft(from: Decimal | undefined, taken: Decimal | undefined): Decimal | undefined {
  if (from === undefined || taken === undefined || compare(from, taken) <= 0) return undefined
  return plus(from, negative(taken))
}
