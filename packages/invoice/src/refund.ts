import { compare, type Decimal, negative, plus } from './decimal.ts'
import { type Fen, fen } from './money.ts'
import { type DueLine, dueFor } from './sale-line.ts'
import { sameTaxation } from './taxation.ts'

/** What is left of a sale's lines after its refunds, and what its refunds found nothing to take from. */
export type Netted = { lines: DueLine[]; gone: DueLine[]; left: { refund: DueLine; amount: Fen }[] }

/**
 * Takes the refunds inside an order from the lines of the same item, the first ones first. A line that is refunded
 * wholly is gone. A refund of more than the order sold is a return of something bought before: it is for the invoice of
 * that day, and only reported here.
 */
export function netRefunds(all: readonly DueLine[]): Netted {
  let lines = all.filter((line) => !line.refund)
  const gone: DueLine[] = []
  const left: Netted['left'] = []
  for (const refund of all.filter((line) => line.refund)) {
    let open = refund
    const kept: DueLine[] = []
    for (const line of lines) {
      if (dueFor(open) === 0 || !sameItem(line, open)) kept.push(line)
      else if (dueFor(line) <= dueFor(open)) {
        gone.push(line)
        open = without(open, line)
      } else {
        kept.push(without(line, open))
        open = { ...open, amount: fen(0), discount: fen(0) }
      }
    }
    lines = kept
    if (dueFor(open) > 0) left.push({ refund, amount: dueFor(open) })
  }
  return { lines, gone, left }
}

function sameItem(a: DueLine, b: DueLine): boolean {
  return (
    a.line.item === b.line.item && a.line.taxCode === b.line.taxCode && sameTaxation(a.line.taxation, b.line.taxation)
  )
}

/** The bigger with the smaller taken off, discount from discount as far as there is one, so that unit prices stay. */
function without(bigger: DueLine, smaller: DueLine): DueLine {
  const discount = fen(Math.max(0, bigger.discount - smaller.discount))
  const amount = fen(dueFor(bigger) - dueFor(smaller) + discount)
  return { ...bigger, amount, discount, quantity: quantityLeft(bigger.quantity, smaller.quantity) }
}

/** Nothing when it cannot be said: money came back without goods, or more goods than the money was for. */
function quantityLeft(from: Decimal | undefined, taken: Decimal | undefined): Decimal | undefined {
  if (from === undefined || taken === undefined || compare(from, taken) <= 0) return undefined
  return plus(from, negative(taken))
}
