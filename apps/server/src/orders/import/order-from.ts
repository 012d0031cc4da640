import type { OrderInput } from '@mashang/contract'
import { fen, keepsQuantity, LARGEST_AMOUNT, plainYuan, type Taxation } from '@mashang/invoice'
import type { ItemRow } from '../../items/items.ts'
import { lineName } from './line-name.ts'
import { type DayOrder, parsePaidAt } from './paid-at.ts'
import { type PaidLine, paidLine } from './paid-line.ts'
import type { Remark } from './reasons.ts'
import { MOST_LINES, type Receipt } from './receipts.ts'
import type { SheetLine } from './sheet.ts'

/** What the file does not say. */
export type Terms = {
  organizationCode: string
  items: ReadonlyMap<string, ItemRow>
  /** For lines whose item code is none of the tenant's. */
  otherwise: Otherwise | undefined
  dayOrder: DayOrder | undefined
  scattered: ReadonlySet<string>
  /** Columns of the header. */
  width: number
}

export type Otherwise = { itemCode: string } | { taxCode: string; taxation: Taxation }

/** `at` are the lines of the file, one for each line of the order. */
export type Made = { ok: true; input: OrderInput; at: number[]; remarks: Remark[] } | { ok: false; remark: Remark }

const refused = (remark: Remark) => ({ ok: false, remark }) as const

const DAY_MS = 24 * 3_600_000
const LONGEST_NUMBER = 64

/** The paid order that a receipt of the file stands for, with remarks on what was changed; or why there is none. */
export function orderFrom(receipt: Receipt, terms: Terms): Made {
  const broken = brokenReceipt(receipt, terms)
  if (broken) return refused(broken)
  const paid: PaidLine[] = []
  for (const line of receipt.lines) {
    const made = paidLine(line)
    if (!made.ok) return made
    paid.push(made.value)
  }
  const gross = paid.reduce((total, line) => total + line.gross, 0)
  const unpaid = unpaidReceipt(receipt, paid, gross)
  if (unpaid) return refused(unpaid)
  const paidAt = paidAtOf(receipt, terms.dayOrder)
  if (!paidAt.ok) return paidAt

  const remarks: Remark[] = []
  const lines: OrderInput['lines'] = []
  const at: number[] = []
  for (const [index, line] of receipt.lines.entries()) {
    const { gross: grossFen, exact, ...counted } = paid[index] as PaidLine
    if (grossFen === 0) {
      remarks.push({ reason: 'line-free', line: line.line, details: { text: line.name || line.itemCode } })
      continue
    }
    const uncountable = uncountableLine(line, paid[index] as PaidLine)
    if (uncountable) return refused(uncountable)
    if (exact) remarks.push({ reason: 'rounded', line: line.line, details: { exact, text: plainYuan(grossFen) } })
    const item = itemOf(line, terms)
    if (!item) return refused({ reason: 'item-unknown', line: line.line, details: { text: line.itemCode } })
    const named = lineName(line, 'itemCode' in item ? terms.items.get(item.itemCode)?.name : undefined)
    if (!named.ok) return named
    remarks.push(...named.remarks)
    lines.push({ name: named.name, ...item, ...counted, grossFen })
    at.push(line.line)
  }
  const { number } = receipt
  const { organizationCode } = terms
  return { ok: true, input: { organizationCode, number, paidAt: paidAt.at, grossFen: fen(gross), lines }, at, remarks }
}

function brokenReceipt({ number, lines }: Receipt, { scattered, width }: Terms): Remark | undefined {
  const unnumbered = lines.find((line) => line.number === '')
  if (unnumbered) return { reason: 'number-missing', line: unnumbered.line }
  if (number.length > LONGEST_NUMBER || /[\p{Cc}\uFFFD]/u.test(number)) return { reason: 'number-bad' }
  if (scattered.has(number)) return { reason: 'scattered' }
  if (lines.length > MOST_LINES) return { reason: 'too-many-lines' }
  const broken = lines.find(({ cells }) => cells !== width)
  return broken && { reason: 'line-broken', line: broken.line, details: { cells: broken.cells, width } }
}

function unpaidReceipt({ lines }: Receipt, paid: readonly PaidLine[], gross: number): Remark | undefined {
  if (gross < 0) return { reason: 'refund' }
  if (gross === 0) {
    const takenBack = paid.every((line) => line.gross === 0) && paid.some(({ quantity }) => quantity?.startsWith('-'))
    return { reason: takenBack ? 'stock-correction' : 'nothing-paid' }
  }
  const negative = paid.findIndex((line) => line.gross < 0)
  if (negative >= 0) return { reason: 'negative-line', line: lines[negative]?.line ?? 0 }
  return gross > LARGEST_AMOUNT ? { reason: 'amount-too-large' } : undefined
}

/** A quantity that an invoice cannot carry beside the amount paid. */
function uncountableLine({ line, quantity: text }: SheetLine, paid: PaidLine): Remark | undefined {
  const { quantity } = paid
  if (quantity === '0' || quantity?.startsWith('-')) return { reason: 'quantity-not-positive', line, details: { text } }
  return keepsQuantity(paid) ? undefined : { reason: 'quantity-without-price', line, details: { text } }
}

/** The first moment the receipt tells. Its other lines may be some minutes later, but not another day's. */
function paidAtOf(
  { lines }: Receipt,
  dayOrder: DayOrder | undefined,
): { ok: true; at: string } | { ok: false; remark: Remark } {
  const moments: number[] = []
  for (const line of lines) {
    if (!line.date && !line.time) continue
    const at = momentOf(line, dayOrder)
    if (!at)
      return refused({ reason: 'date-unreadable', line: line.line, details: { text: `${line.date} ${line.time}` } })
    // A day of clock skew, as the API allows.
    if (at.getTime() > Date.now() + DAY_MS)
      return refused({ reason: 'date-future', line: line.line, details: { text: `${line.date} ${line.time}`.trim() } })
    moments.push(at.getTime())
  }
  const first = Math.min(...moments)
  if (moments.length === 0) return refused({ reason: 'date-missing' })
  if (Math.max(...moments) - first > DAY_MS) return refused({ reason: 'dates-differ' })
  return { ok: true, at: new Date(first).toISOString() }
}

/** A time column may hold the time alone or the whole moment; a date column may hold the time as well. */
function momentOf({ date, time }: SheetLine, dayOrder: DayOrder | undefined): Date | undefined {
  if (!time || date.includes(':')) return parsePaidAt(date, dayOrder)
  return parsePaidAt(`${date} ${time}`, dayOrder) ?? parsePaidAt(time, dayOrder)
}

function itemOf({ itemCode }: SheetLine, { items, otherwise }: Terms): Otherwise | undefined {
  return items.has(itemCode) ? { itemCode } : otherwise
}
