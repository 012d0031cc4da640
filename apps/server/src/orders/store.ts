import type { Db, Tx } from '@mashang/db/connect'
import type { Line } from '@mashang/invoice'
import { type RawBuilder, sql } from 'kysely'

export type Order = {
  id: string
  organizationId: string
  number: string
  paidAt: Date
  grossFen: number
  lines: readonly Line[]
  receiptCode: string
  /** The one application that is neither rejected nor withdrawn. */
  liveApplicationId: string | null
}

const columns = sql`o.id, o.organization_id as "organizationId", o.number, o.paid_at as "paidAt",
  o.gross_fen as "grossFen", o.lines, o.receipt_code as "receiptCode", a.id as "liveApplicationId"`

const live = sql`left join application a on a.tenant_id = o.tenant_id and a.order_id = o.id
  and a.status not in ('rejected', 'withdrawn')`

/** What stands on a receipt. */
export type ReceiptKey = { number: string; grossFen: number }

/**
 * The order of a receipt at the organization `at`, as one JSON value for the statement that reads the code: scanning
 * asks for both at once. Number and amount must both be right; the two wrongs cannot be told apart from outside. A
 * phone types small letters where the receipt shows capitals.
 * @param key columns of that statement: the number as it was typed and in capitals, and the amount in fen
 */
export const orderOnReceipt = (at: Sql, key: { number: Sql; capitals: Sql; grossFen: Sql }) => sql<OrderJson | null>`
  (select to_jsonb(matched) from (
    select ${columns} from "order" o ${live}
    where (o.tenant_id, o.organization_id) = ${at}
      and o.number in (${key.number}, ${key.capitals}) and o.gross_fen = ${key.grossFen}
    order by o.number = ${key.number} desc limit 1) matched)`

type Sql = RawBuilder<unknown>

/** An order after its way through JSON, which has no times. */
export type OrderJson = Omit<Order, 'paidAt'> & { paidAt: string }

export const orderFromJson = (json: OrderJson): Order => ({ ...json, paidAt: new Date(json.paidAt) })

export async function orderById(db: Db | Tx, tenantId: string, id: string): Promise<Order | undefined> {
  const { rows } = await sql<Order>`
    select ${columns} from "order" o ${live} where o.tenant_id = ${tenantId} and o.id = ${id}`.execute(db)
  return rows[0]
}

export async function orderByNumber(
  db: Db | Tx,
  key: { tenantId: string; organizationId: string; number: string },
): Promise<Order | undefined> {
  const { rows } = await sql<Order>`
    select ${columns} from "order" o ${live}
    where o.tenant_id = ${key.tenantId} and o.organization_id = ${key.organizationId} and o.number = ${key.number}`.execute(
    db,
  )
  return rows[0]
}

export async function orderByReceiptCode(
  db: Db | Tx,
  tenantId: string,
  receiptCode: string,
): Promise<Order | undefined> {
  const { rows } = await sql<Order>`
    select ${columns} from "order" o ${live}
    where o.tenant_id = ${tenantId} and o.receipt_code = ${receiptCode}`.execute(db)
  return rows[0]
}

export type NewOrder = Omit<Order, 'liveApplicationId'> & { source: 'api' | 'csv' | 'demo' }

/** Returns whether it was new: an order number that exists already is left as it is. */
export async function insertOrder(tx: Tx, tenantId: string, order: NewOrder): Promise<boolean> {
  const inserted = await tx
    .insertInto('order')
    .values({
      tenant_id: tenantId,
      id: order.id,
      organization_id: order.organizationId,
      number: order.number,
      paid_at: order.paidAt,
      gross_fen: order.grossFen,
      lines: JSON.stringify(order.lines),
      receipt_code: order.receiptCode,
      source: order.source,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'organization_id', 'number']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}
