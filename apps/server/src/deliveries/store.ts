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

/** How many there were of an invoice since then. */
export async function deliveriesSince(tx: Tx, tenantId: string, invoiceId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from delivery
    where tenant_id = ${tenantId} and invoice_id = ${invoiceId} and created_at > ${since}`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function deliveryById(db: Db, tenantId: string, id: string): Promise<Delivery | undefined> {
  const { rows } = await sql<Delivery>`
    select ${columns} from delivery where tenant_id = ${tenantId} and id = ${id}`.execute(db)
  return rows[0]
}

/** Claims a due delivery for so long, or renews the claim, unless somebody else's is in force. Says whether it did. */
export async function claimDelivery(
  db: Db,
  { tenantId, id }: { tenantId: string; id: string },
  claim: string,
  forMs: number,
): Promise<boolean> {
  const { rows } = await sql`
    update delivery set claim = ${claim}, claimed_until = now() + ${forMs} * interval '1 millisecond'
    where tenant_id = ${tenantId} and id = ${id} and status = 'due'
      and (claim = ${claim} or coalesce(claimed_until < now(), true))
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

/** Ends the claim. Says whether it was still this one's. */
export async function recordAttempt(
  tx: Tx,
  { tenantId, id }: Delivery,
  claim: string,
  result: { status: 'due' | 'sent' | 'failed'; error: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    update delivery set status = ${result.status}, error = ${result.error}, attempts = attempts + 1,
      sent_at = ${result.status === 'sent' ? new Date() : null}, claim = null, claimed_until = null
    where tenant_id = ${tenantId} and id = ${id} and status = 'due' and claim = ${claim}
    returning id`.execute(tx)
  return rows.length === 1
}
