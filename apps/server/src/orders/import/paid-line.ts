import {
  type Decimal,
  type Fen,
  fromPieces,
  LARGEST_AMOUNT,
  parseDecimal,
  piecesOf,
  timesToFen,
  toHalfWidth,
} from '@mashang/invoice'
import type { Remark } from './reasons.ts'
import type { SheetLine } from './sheet.ts'

export type PaidLine = {
  gross: Fen
  quantity?: Decimal | undefined
  unitPrice?: Decimal | undefined
  /** Quantity × unit price in yuan before it was rounded to `gross`; absent when nothing was. */
  exact?: Decimal
}

const ONE = parseDecimal('1') as Decimal

/** What was paid for a line: its amount if the file has one, else quantity × unit price, rounded to the fen. */
export function paidLine(line: SheetLine): { ok: true; value: PaidLine } | { ok: false; remark: Remark } {
  const quantity = numberIn(line.quantity)
  const unitPrice = numberIn(line.unitPrice)
  if (line.quantity && quantity === undefined) return unreadable('quantity-unreadable', line, line.quantity)
  if (line.unitPrice && unitPrice === undefined) return unreadable('price-unreadable', line, line.unitPrice)
  if (line.amount) {
    const amount = numberIn(line.amount)
    if (amount === undefined || /\.\d{3}/.test(amount)) return unreadable('amount-unreadable', line, line.amount)
    return paid(line, { quantity, unitPrice }, amount, ONE)
  }
  if (quantity === undefined) return unreadable('quantity-unreadable', line, line.quantity)
  if (unitPrice === undefined) return unreadable('price-unreadable', line, line.unitPrice)
  return paid(line, { quantity, unitPrice }, quantity, unitPrice)
}

function paid(line: SheetLine, counted: Omit<PaidLine, 'gross' | 'exact'>, one: Decimal, other: Decimal) {
  // A rough product is enough to keep what fen() would throw at away from it.
  if (Math.abs(Number(one) * Number(other)) * 100 > LARGEST_AMOUNT - 1)
    return { ok: false, remark: { reason: 'amount-too-large', line: line.line } } as const
  const exact = timesExactly(one, other)
  const rounded = /\.\d{3}/.test(exact)
  return { ok: true, value: { ...counted, gross: timesToFen(one, other), ...(rounded && { exact }) } } as const
}

function timesExactly(one: Decimal, other: Decimal): Decimal {
  const [a, b] = [piecesOf(one), piecesOf(other)]
  return fromPieces(a.pieces * b.pieces, a.decimals + b.decimals)
}

function unreadable(
  reason: 'quantity-unreadable' | 'price-unreadable' | 'amount-unreadable',
  line: SheetLine,
  text: string,
) {
  return { ok: false, remark: { reason, line: line.line, details: { text } } } as const
}

/** `1,280.50`, `¥12`, `12元` and `−3` are numbers to a till. */
function numberIn(text: string): Decimal | undefined {
  const plain = toHalfWidth(text)
    .trim()
    .replace('−', '-')
    .replace(/^(-?)[¥￥]\s*/, '$1')
    .replace(/\s*元$/, '')
  return parseDecimal(/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain)
}
