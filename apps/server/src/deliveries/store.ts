import type { Db, Tx } from '@mashang/db/connect'
import { sql } from 'kysely'

/** What is delivered: an invoice, or word of an application's rejection. */
export type Delivered = { invoiceId: string; applicationId: null } | { invoiceId: null; applicationId: string }

export type Delivery = Delivered & {
  tenantId: string
  id: string
  addressSealed: Buffer
  status: 'due' | 'sent' | 'failed' | 'bounced'
  attempts: number
  error: string | null
  createdAt: Date
  sentAt: Date | null
}

const columns = sql`tenant_id as "tenantId", id, invoice_id as "invoiceId", application_id as "applicationId",
  address_sealed as "addressSealed", status, attempts, error, created_at as "createdAt", sent_at as "sentAt"`

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

/** Claims a due delivery for so long, unless somebody else has. Says whether it did. */
export async function claim(db: Db, { tenantId, id }: Delivery, forMs: number): Promise<boolean> {
  const { rows } = await sql`
    update delivery set claimed_until = now() + ${forMs} * interval '1 millisecond'
    where tenant_id = ${tenantId} and id = ${id} and status = 'due' and coalesce(claimed_until < now(), true)
    returning id`.execute(db)
  return rows.length === 1
}

export async function insertDelivery(
  tx: Tx,
  row: Delivered & { tenantId: string; id: string; addressSealed: Buffer; addressHash: Buffer; status: 'due' },
): Promise<void> {
  await tx
    .insertInto('delivery')
    .values({
      tenant_id: row.tenantId,
      id: row.id,
      invoice_id: row.invoiceId,
      application_id: row.applicationId,
      kind: 'email',
      address_sealed: row.addressSealed,
      address_hash: row.addressHash,
      status: row.status,
    })
    .execute()
}

/** Ends the claim. Says whether the delivery was still due. */
export async function recordAttempt(
  tx: Tx,
  { tenantId, id }: Delivery,
  result: { status: 'due' | 'sent' | 'failed'; error: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    update delivery set status = ${result.status}, error = ${result.error}, attempts = attempts + 1,
      sent_at = ${result.status === 'sent' ? new Date() : null}, claimed_until = null
    where tenant_id = ${tenantId} and id = ${id} and status = 'due'
    returning id`.execute(tx)
  return rows.length === 1
}
