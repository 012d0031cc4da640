import type { ApplicationView } from '@mashang/contract'
import { type Fen, fen, sum } from '@mashang/invoice'
import { monthName } from './clock.ts'

export type Month = {
  /** `2026-11`, in China's time. */
  key: string
  /** A time within it, for its name. */
  at: string
  rows: ApplicationView[]
  /** Only of issued invoices, so that it matches an expense claim. */
  count: number
  total: Fen
}

/** My invoices by month, newest first, as the server sends them. */
export function monthsOf(rows: readonly ApplicationView[]): Month[] {
  const months = new Map<string, ApplicationView[]>()
  for (const row of rows) {
    const key = monthName(timeOf(row), 'zh')
    months.set(key, [...(months.get(key) ?? []), row])
  }
  return [...months].map(([key, rows]) => {
    const amounts = rows.flatMap(({ invoice }) => (invoice ? [fen(invoice.grossFen)] : []))
    return { key, at: rows[0] ? timeOf(rows[0]) : '', rows, count: amounts.length, total: sum(amounts) }
  })
}

/** When it was issued, or submitted as long as it is not. */
export function timeOf({ invoice, submittedAt }: ApplicationView): string {
  return invoice?.issuedAt ?? submittedAt
}

/** Whether a row is about what was typed: a shop, a title, a number or an amount. */
export function matchesSearch(row: ApplicationView, typed: string): boolean {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/[¥￥,]/g, '')
  const { shop, buyer, invoice, orderNumber, grossFen } = row
  const amount = invoice?.grossFen ?? grossFen
  const words = [shop.brand, shop.store, shop.sellerName, buyer.name, invoice?.number, orderNumber]
  return [...words, amount === undefined ? undefined : String(amount / 100)].some((word) =>
    word?.toLowerCase().includes(text),
  )
}
