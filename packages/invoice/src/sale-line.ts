import { type Decimal, fenOf, negative } from './decimal.ts'
import type { InvoiceLine, Taxation } from './invoice.ts'
import { type Fen, fen } from './money.ts'
import type { Refusal } from './problems.ts'

/** A line as the till has it. A negative amount, or quantity when there is no amount, is a refund of the same item. */
export type SaleLine = Pick<InvoiceLine, 'name' | 'shortName' | 'taxCode' | 'specification' | 'unit' | 'lease'> & {
  /** What the till calls the item: refunds are netted against lines with the same. */
  item: string
  taxation: Taxation
  quantity?: Decimal | undefined
  /** In yuan, with or without tax as the sale's prices. */
  unitPrice?: Decimal | undefined
  /** Before the line's discount; quantity × unit price when absent. */
  amount?: Fen | undefined
  /** Of the whole line, never negative; of a refund, what was not paid back. */
  discount?: Fen | undefined
}

/**
 * A line whose amount is known. Amount and discount are sizes, 0 or more, in the sale's prices; `refund` says the
 * direction. `at` is its place in the sale, from 0.
 */
export type DueLine = {
  at: number
  line: SaleLine
  refund: boolean
  amount: Fen
  discount: Fen
  quantity?: Decimal | undefined
}

/** What is owed for a line after its own discount. */
export function dueFor({ amount, discount }: Pick<DueLine, 'amount' | 'discount'>): Fen {
  return fen(amount - discount)
}

type Unpriced = Refusal<'amount-missing' | 'amount-too-large' | 'discount-too-large' | 'discount-negative'>

/** Works out what is due for a line. */
export function dueLine(line: SaleLine, at: number): { ok: true; due: DueLine } | Unpriced {
  const { quantity, unitPrice, discount = fen(0) } = line
  const counted = quantity !== undefined && unitPrice !== undefined
  if (line.amount === undefined && !counted) return { ok: false, problem: 'amount-missing', line: at }
  const amount = line.amount ?? (counted ? fenOf(quantity, unitPrice) : undefined)
  if (amount === undefined) return { ok: false, problem: 'amount-too-large', line: at }
  if (discount < 0) return { ok: false, problem: 'discount-negative', line: at }
  const size = fen(Math.abs(amount))
  if (discount > size) return { ok: false, problem: 'discount-too-large', line: at }
  const due = { at, line, refund: amount < 0, amount: size, discount, quantity: sizeOf(quantity) }
  return { ok: true, due }
}

/** Without its sign; nothing for a quantity of nothing, which would say that no price is right. */
function sizeOf(quantity: Decimal | undefined): Decimal | undefined {
  if (quantity === undefined || quantity === '0') return undefined
  return quantity.startsWith('-') ? negative(quantity) : quantity
}
