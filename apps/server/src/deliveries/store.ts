import type { Db, Tx } from '@mashang/db/connect'
import { sql } from 'kysely'

export type Delivery = {
  tenantId: string
  id: string
  invoiceId: string
  addressSealed: Buffer
  status: 'due' | 'sent' | 'failed' | 'bounced'
  attempts: number
  error: string | null
  createdAt: Date
  sentAt: Date | null
}

const columns = sql`tenant_id as "tenantId", id, invoice_id as "invoiceId", address_sealed as "addressSealed", status,
  attempts, error, created_at as "createdAt", sent_at as "sentAt"`

export async function deliveriesOfInvoice(db: Db, tenantId: string, invoiceId: string): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    select ${columns} from delivery where tenant_id = ${tenantId} and invoice_id = ${invoiceId}
    order by created_at desc`.execute(db)
  return rows
}

export async function deliveryById(db: Db, tenantId: string, id: string): Promise<Delivery | undefined> {
  const { rows } = await sql<Delivery>`
    select ${columns} from delivery where tenant_id = ${tenantId} and id = ${id}`.execute(db)
  return rows[0]
}

/** The row, held until the transaction ends: whoever sends it holds it, so that nobody else does. */
export async function deliveryForUpdate(tx: Tx, tenantId: string, id: string): Promise<Delivery | undefined> {
  const { rows } = await sql<Delivery>`
    select ${columns} from delivery where tenant_id = ${tenantId} and id = ${id} for update`.execute(tx)
  return rows[0]
}

/** Where an application can be made again: its code as it is printed today, or else its receipt. */
export async function scanPathOf(
  db: Db,
  from: { tenantId: string; qrCodeId: string | null; orderId: string | null },
): Promise<string | undefined> {
  const { rows } = await sql<{ path: string | null }>`
    select coalesce('/s/' || t.key || v.code, '/r/' || t.key || o.receipt_code) as path
    from tenant t
    left join qr_code_version v on v.tenant_id = t.id and v.qr_code_id = ${from.qrCodeId} and v.replaced_at is null
    left join "order" o on o.tenant_id = t.id and o.id = ${from.orderId}
    where t.id = ${from.tenantId}`.execute(db)
  return rows[0]?.path ?? undefined
}

export async function insertDelivery(
  tx: Tx,
  row: { tenantId: string; id: string; invoiceId: string; addressSealed: Buffer; addressHash: Buffer; status: 'due' },
): Promise<void> {
  await tx
    .insertInto('delivery')
    .values({
      tenant_id: row.tenantId,
      id: row.id,
      invoice_id: row.invoiceId,
      kind: 'email',
      address_sealed: row.addressSealed,
      address_hash: row.addressHash,
      status: row.status,
    })
    .execute()
}

/** `delivery` is held by the same transaction. */
export async function recordAttempt(
  tx: Tx,
  delivery: Delivery,
  result: { status: 'due' | 'sent' | 'failed'; error: string | null },
): Promise<void> {
  await tx
    .updateTable('delivery')
    .set({
      status: result.status,
      error: result.error,
      attempts: delivery.attempts + 1,
      sent_at: result.status === 'sent' ? new Date() : null,
    })
    .where('tenant_id', '=', delivery.tenantId)
    .where('id', '=', delivery.id)
    .execute()
}
