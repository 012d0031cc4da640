import { randomBytes, randomInt } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import { Order } from './order.ts'

/** How an accepted order will end: as an invoice, as one whose file could not be sealed, or not at all. */
export type Ending = { kind: 'issued' } | { kind: 'unsealed' } | { kind: 'failed'; cause: string }

/** An order in the books. Times are milliseconds since the epoch. */
export type Entry = {
  serial: string
  seller: string
  /** 模拟销方 until it was given one. */
  sellerName: string
  orderNumber: string
  order: Order
  /** The order as it was received. */
  content: string
  ending: Ending
  /** Reserved when the order is accepted; it means something once the order is issued. */
  invoiceNumber: string
  documentKey: string
  acceptedAt: number
  readyAt: number
}

export type Books = {
  /** Writes an order down for good; false when the seller has used this order number before. */
  accept: (entry: NewEntry) => boolean
  byOrderNumber: (seller: string, orderNumber: string) => Entry | undefined
  bySerial: (seller: string, serial: string) => Entry | undefined
  byDocumentKey: (documentKey: string) => Entry | undefined
  byInvoiceNumber: (invoiceNumber: string) => Entry | undefined
  /** Gives a seller the name that its invoices show. */
  nameSeller: (taxpayerId: string, name: string) => void
  /** Newest first. */
  list: (orderNumber: string | undefined, most: number) => Entry[]
  /** `issued` counts orders that are invoices by now. */
  count: (orderNumber: string | undefined, now: number) => { count: number; issued: number }
}

const SELECT = `
  select o.*, coalesce(s.name, '模拟销方') as seller_name from invoice_order o left join seller s on s.taxpayer_id = o.seller`

/** Books in a database. An order's state is not kept: it follows from `readyAt`, so no timer can be lost. */
export function rememberedBooks(db: DatabaseSync): Books {
  const insert = db.prepare(`
    insert into invoice_order values (
      :serial, :seller, :orderNumber, :content, :ending, :cause,
      :invoiceNumber, :documentKey, :acceptedAt, :readyAt)
    on conflict (seller, order_number) do nothing`)
  const byOrderNumber = db.prepare(`${SELECT} where seller = ? and order_number = ?`)
  const bySerial = db.prepare(`${SELECT} where seller = ? and serial = ?`)
  const byDocumentKey = db.prepare(`${SELECT} where document_key = ?`)
  const byInvoiceNumber = db.prepare(`${SELECT} where invoice_number = ?`)
  const nameSeller = db.prepare('insert or replace into seller (taxpayer_id, name) values (?, ?)')
  const list = db.prepare(`
    ${SELECT} where ?1 is null or order_number = ?1 order by accepted_at desc, o.rowid desc limit ?2`)
  const count = db.prepare(`
    select count(*) as count, count(*) filter (where ending <> 'failed' and ready_at <= ?2) as issued
    from invoice_order where ?1 is null or order_number = ?1`)

  return {
    accept: (entry) => insert.run(rowOf(entry)).changes === 1,
    byOrderNumber: (seller, orderNumber) => readRow(byOrderNumber.get(seller, orderNumber)),
    bySerial: (seller, serial) => readRow(bySerial.get(seller, serial)),
    byDocumentKey: (documentKey) => readRow(byDocumentKey.get(documentKey)),
    byInvoiceNumber: (invoiceNumber) => readRow(byInvoiceNumber.get(invoiceNumber)),
    nameSeller: (taxpayerId, name) => void nameSeller.run(taxpayerId, name),
    list: (orderNumber, most) => list.all(orderNumber ?? null, most).flatMap((row) => readRow(row) ?? []),
    count: (orderNumber, now) => Counts.parse(count.get(orderNumber ?? null, now)),
  }
}

/** What the books are given; they add the seller's name. */
export type NewEntry = Omit<Entry, 'sellerName'>

/** An entry for an order that parsed; `content` is the JSON it came as. */
export function newEntry(order: Order, content: string, ending: Ending, delayMs: number, now: number): NewEntry {
  return {
    serial: `${now}${randomInt(1_000_000, 10_000_000)}`,
    seller: order.salerTaxNum,
    orderNumber: order.orderNo,
    order,
    content,
    ending,
    // Year 99 of region 99: a number that no bureau can give.
    invoiceNumber: `9999${digits(8)}${digits(8)}`,
    documentKey: randomBytes(18).toString('base64url'),
    acceptedAt: now,
    readyAt: now + delayMs,
  }
}

const digits = (length: number) => String(randomInt(10 ** length)).padStart(length, '0')

const Counts = z.object({ count: z.number(), issued: z.number() })

const Row = z.object({
  serial: z.string(),
  seller: z.string(),
  seller_name: z.string(),
  order_number: z.string(),
  content: z.string(),
  ending: z.enum(['issued', 'unsealed', 'failed']),
  cause: z.string().nullable(),
  invoice_number: z.string(),
  document_key: z.string(),
  accepted_at: z.number(),
  ready_at: z.number(),
})

function rowOf({ order: _, ending, ...rest }: NewEntry) {
  return { ...rest, ending: ending.kind, cause: ending.kind === 'failed' ? ending.cause : null }
}

function readRow(found: unknown): Entry | undefined {
  if (found === undefined) return undefined
  const row = Row.parse(found)
  return {
    serial: row.serial,
    seller: row.seller,
    sellerName: row.seller_name,
    orderNumber: row.order_number,
    order: Order.parse(JSON.parse(row.content)),
    content: row.content,
    ending: row.ending === 'failed' ? { kind: 'failed', cause: row.cause ?? '' } : { kind: row.ending },
    invoiceNumber: row.invoice_number,
    documentKey: row.document_key,
    acceptedAt: row.accepted_at,
    readyAt: row.ready_at,
  }
}
