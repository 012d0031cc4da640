import type { Db, Tx } from '@mashang/db/connect'
import type { Tables } from '@mashang/db/tables'
import type { ApplicationStatus, Buyer, Line } from '@mashang/invoice'
import { sql, type Updateable } from 'kysely'
import type { SellerSnapshot } from '../organizations/seller.ts'

export type Application = {
  tenantId: string
  id: string
  status: ApplicationStatus
  requestNumber: string
  organizationId: string
  qrCodeId: string | null
  orderId: string | null
  sellerId: string
  seller: SellerSnapshot
  buyer: Buyer
  lines: readonly Line[]
  grossFen: number | null
  remark: string | null
  emailSealed: Buffer
  emailHash: Buffer
  language: 'zh' | 'en'
  deviceHash: Buffer
  submissionKey: string
  reason: string | null
  reasonCode: string | null
  submittedAt: Date
  approvedAt: Date | null
  approvedBy: string | null
  sentAt: Date | null
  asks: number
  endedAt: Date | null
}

const columns = sql`tenant_id as "tenantId", id, status, request_number as "requestNumber",
  organization_id as "organizationId", qr_code_id as "qrCodeId", order_id as "orderId", seller_id as "sellerId",
  seller, buyer, lines, gross_fen as "grossFen", remark, email_sealed as "emailSealed", email_hash as "emailHash",
  language, device_hash as "deviceHash", submission_key as "submissionKey", reason, reason_code as "reasonCode",
  submitted_at as "submittedAt", approved_at as "approvedAt", approved_by as "approvedBy", sent_at as "sentAt", asks,
  ended_at as "endedAt"`

export async function applicationById(db: Db | Tx, tenantId: string, id: string): Promise<Application | undefined> {
  const { rows } = await sql<Application>`
    select ${columns} from application where tenant_id = ${tenantId} and id = ${id}`.execute(db)
  return rows[0]
}

/** The row, held until the transaction ends: whoever changes a status reads it this way first. */
export async function applicationForUpdate(tx: Tx, tenantId: string, id: string): Promise<Application | undefined> {
  const { rows } = await sql<Application>`
    select ${columns} from application where tenant_id = ${tenantId} and id = ${id} for update`.execute(tx)
  return rows[0]
}

export async function applicationBySubmission(
  db: Db | Tx,
  tenantId: string,
  deviceHash: Buffer,
  submissionKey: string,
): Promise<Application | undefined> {
  const { rows } = await sql<Application>`
    select ${columns} from application
    where tenant_id = ${tenantId} and device_hash = ${deviceHash} and submission_key = ${submissionKey}`.execute(db)
  return rows[0]
}

/** The one application of an order that is neither rejected nor withdrawn. */
export async function liveApplicationOf(db: Db, tenantId: string, orderId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('application')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('order_id', '=', orderId)
    .where('status', 'not in', ['rejected', 'withdrawn'])
    .executeTakeFirst()
  return row?.id
}

/** What this device asked for with this code lately: scanning again shows it. */
export async function latestOfDevice(
  db: Db,
  tenantId: string,
  qrCodeId: string,
  deviceHash: Buffer,
): Promise<Application | undefined> {
  const { rows } = await sql<Application>`
    select ${columns} from application
    where tenant_id = ${tenantId} and device_hash = ${deviceHash} and qr_code_id = ${qrCodeId}
    order by submitted_at desc limit 1`.execute(db)
  return rows[0]
}

/** 我的发票, newest first. The one reader that crosses tenants: a consumer's own, found by the device's secret. */
export async function applicationsOfDevice(db: Db, deviceHash: Buffer, limit: number): Promise<Application[]> {
  const { rows } = await sql<Application>`
    select ${columns} from application
    where tenant_id in (select id from tenant) and device_hash = ${deviceHash}
    order by submitted_at desc limit ${limit}`.execute(db)
  return rows
}

/**
 * Inserts them, except where the order has a live application or the same submission came before. One statement for
 * any number, as JSON, so that it is prepared once. Returns the ids of those that are new.
 */
export async function insertApplications(tx: Tx, rows: readonly Application[]): Promise<Set<string>> {
  const values = rows
    // In one order everywhere, so that two nodes with the same orders do not wait for each other.
    .toSorted((a, b) => (a.orderId ?? a.submissionKey).localeCompare(b.orderId ?? b.submissionKey))
    .map((row) => ({
      tenant_id: row.tenantId,
      id: row.id,
      status: row.status,
      request_number: row.requestNumber,
      organization_id: row.organizationId,
      qr_code_id: row.qrCodeId,
      order_id: row.orderId,
      seller_id: row.sellerId,
      seller: row.seller,
      buyer: row.buyer,
      lines: row.lines,
      gross_fen: row.grossFen,
      remark: row.remark,
      email_sealed: bytea(row.emailSealed),
      email_hash: bytea(row.emailHash),
      language: row.language,
      device_hash: bytea(row.deviceHash),
      submission_key: row.submissionKey,
      submitted_at: row.submittedAt,
      approved_at: row.approvedAt,
    }))
  const { rows: inserted } = await sql<{ id: string }>`
    insert into application (${written})
    select ${written} from json_populate_recordset(null::application, ${JSON.stringify(values)})
    on conflict do nothing returning id`.execute(tx)
  return new Set(inserted.map(({ id }) => id))
}

const written = sql`tenant_id, id, status, request_number, organization_id, qr_code_id, order_id, seller_id, seller,
  buyer, lines, gross_fen, remark, email_sealed, email_hash, language, device_hash, submission_key, submitted_at,
  approved_at`

const bytea = (bytes: Buffer) => `\\x${bytes.toString('hex')}`

/** Nobody waits for the exact length of a queue longer than this, so nobody pays for counting it. */
const MOST_AHEAD = 500

/** When those were submitted that wait for the seller's channel, the first of them, and how long one took lately. */
export async function queueOf(
  db: Db,
  tenantId: string,
  sellerId: string,
): Promise<{ waitingSince: readonly Date[]; secondsEach: number | null }> {
  const { rows } = await sql<{ waitingSince: Date[]; secondsEach: number | null }>`
    select
      array(select submitted_at from application
        where tenant_id = ${tenantId} and seller_id = ${sellerId} and status in ('approved', 'issuing')
        order by submitted_at limit ${MOST_AHEAD}) as "waitingSince",
      (select percentile_cont(0.5) within group (order by extract(epoch from ended_at - approved_at))::float8
        from (select ended_at, approved_at from application
          where tenant_id = ${tenantId} and seller_id = ${sellerId} and status = 'issued'
          order by ended_at desc limit 20) lately) as "secondsEach"`.execute(db)
  return rows[0] ?? { waitingSince: [], secondsEach: null }
}

/** approved → issuing. */
export async function recordSent(tx: Tx, row: Application, status: 'issuing'): Promise<void> {
  await update(tx, row, { status, sent_at: new Date(), asks: 0 })
}

/** The channel did not know yet; `asks` sets the pause before the next time. */
export async function recordAsked(tx: Tx, row: Application): Promise<void> {
  await update(tx, row, { asks: row.asks + 1 })
}

export async function recordIssued(
  tx: Tx,
  row: Application,
  status: 'issued',
  remarkable: { code: string; reason: string } | undefined,
): Promise<void> {
  await update(tx, row, {
    status,
    ended_at: new Date(),
    reason: remarkable?.reason ?? null,
    reason_code: remarkable?.code ?? null,
  })
}

/** refused or blocked, in the channel's words. */
export async function recordStopped(
  tx: Tx,
  row: Application,
  status: 'refused' | 'blocked',
  why: { code: string; reason: string },
): Promise<void> {
  await update(tx, row, { status, reason: why.reason, reason_code: why.code })
}

export async function recordRejected(tx: Tx, row: Application, status: 'rejected', reason: string): Promise<void> {
  await update(tx, row, { status, reason, reason_code: null, ended_at: new Date() })
}

export async function recordWithdrawn(tx: Tx, row: Application, status: 'withdrawn', endedAt: Date): Promise<void> {
  await update(tx, row, { status, ended_at: endedAt })
}

/** What the staff decided: approved, with lines and perhaps a corrected buyer or address. */
export async function recordApproved(
  tx: Tx,
  row: Application,
  approved: Pick<
    Application,
    'lines' | 'grossFen' | 'remark' | 'buyer' | 'emailSealed' | 'emailHash' | 'requestNumber'
  > & {
    status: 'approved'
    by: string
  },
): Promise<void> {
  await update(tx, row, {
    status: approved.status,
    lines: JSON.stringify(approved.lines),
    gross_fen: approved.grossFen,
    remark: approved.remark,
    buyer: JSON.stringify(approved.buyer),
    email_sealed: approved.emailSealed,
    email_hash: approved.emailHash,
    request_number: approved.requestNumber,
    approved_at: new Date(),
    approved_by: approved.by,
    reason: null,
    reason_code: null,
  })
}

/** The bureau's login is the taxpayer's, so it frees every application that waits for it. Returns their ids. */
export async function unblockSeller(
  tx: Tx,
  tenantId: string,
  taxpayerId: string,
  status: 'issuing',
): Promise<string[]> {
  const rows = await tx
    .updateTable('application')
    .set({ status, reason: null, reason_code: null, asks: 0 })
    .where('tenant_id', '=', tenantId)
    // Not by the seller's row: a corrected address made a new one.
    .where(sql`seller ->> 'taxpayerId'`, '=', taxpayerId)
    .where('status', '=', 'blocked')
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

async function update(tx: Tx, row: Application, values: Updateable<Tables['application']>): Promise<void> {
  await tx
    .updateTable('application')
    .set(values)
    .where('tenant_id', '=', row.tenantId)
    .where('id', '=', row.id)
    .execute()
}

/** What became of an order's application, for the merchant. */
export async function outcomeOf(db: Db, tenantId: string, id: string) {
  return await db
    .selectFrom('application as a')
    .leftJoin('invoice as i', (join) =>
      join.onRef('i.tenant_id', '=', 'a.tenant_id').onRef('i.application_id', '=', 'a.id'),
    )
    .select(['a.id', 'a.status', 'i.number'])
    .where('a.tenant_id', '=', tenantId)
    .where('a.id', '=', id)
    .executeTakeFirst()
}
