import type { Db, Tx } from '@mashang/db/connect'
import { sql } from 'kysely'
import type { Staff } from '../staff/staff.ts'

export type CodeRow = {
  id: string | null
  name: string | null
  mode: 'title-only' | 'order-match' | null
  shortName: string | null
  notice: string | null
  expiresAt: Date | null
  status: 'generated' | 'disabled' | 'expired' | 'missing'
  organizationId: string
  organizationCode: string
  organizationName: string
  sellerName: string | null
  taxpayerId: string | null
  scansToday: number
  submittedToday: number
  issuedToday: number
  scans: number
  submitted: number
  issued: number
  lastScanAt: Date | null
  updatedAt: Date | null
  updatedBy: string | null
}

/** Codes with their counters; a store without any is a row of its own. Days are Shanghai's. */
export async function codeRows(db: Db | Tx, staff: Staff, now: Date, id?: string): Promise<CodeRow[]> {
  const { rows } = await sql<CodeRow>`
    with today as (
      select (${now}::timestamptz at time zone 'Asia/Shanghai')::date as day,
        date_trunc('day', ${now}::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' as start
    ),
    scan as (
      select qr_code_id, sum(scans)::int as scans, max(last_at) as last_at,
        coalesce(sum(scans) filter (where day = (select day from today)), 0)::int as scans_today
      from qr_code_scan where tenant_id = ${staff.tenantId} group by qr_code_id
    ),
    asked as (
      select qr_code_id, count(*)::int as submitted, count(*) filter (where status = 'issued')::int as issued,
        count(*) filter (where submitted_at >= (select start from today))::int as submitted_today,
        count(*) filter (where status = 'issued' and ended_at >= (select start from today))::int as issued_today
      from application where tenant_id = ${staff.tenantId} and qr_code_id is not null group by qr_code_id
    )
    select q.id, q.name, q.mode, v.short_name as "shortName", q.notice, q.expires_at as "expiresAt",
      case when q.id is null then 'missing' when not q.enabled then 'disabled'
        when q.expires_at <= ${now} then 'expired' else 'generated' end as status,
      o.id as "organizationId", o.code as "organizationCode", o.name as "organizationName",
      s.seller ->> 'name' as "sellerName", s.seller ->> 'taxpayerId' as "taxpayerId",
      coalesce(scan.scans_today, 0) as "scansToday", coalesce(asked.submitted_today, 0) as "submittedToday",
      coalesce(asked.issued_today, 0) as "issuedToday", coalesce(scan.scans, 0) as scans,
      coalesce(asked.submitted, 0) as submitted, coalesce(asked.issued, 0) as issued,
      scan.last_at as "lastScanAt", q.updated_at as "updatedAt", m.name as "updatedBy"
    from organization o
    left join qr_code q on q.tenant_id = o.tenant_id and q.organization_id = o.id
    left join qr_code_version v on v.tenant_id = q.tenant_id and v.qr_code_id = q.id and v.replaced_at is null
    left join organization_seller s on s.tenant_id = o.tenant_id and s.organization_id = o.id
    left join staff_member m on m.tenant_id = q.tenant_id and m.id = q.updated_by
    left join scan on scan.qr_code_id = q.id
    left join asked on asked.qr_code_id = q.id
    where o.tenant_id = ${staff.tenantId} and o.path @> array[${staff.organizationId}::uuid]
      and (q.id is not null or o.kind = 'store')
      and ${id ? sql`q.id = ${id}` : sql`true`}
    order by o.code, q.created_at`.execute(db)
  return rows
}

export async function codeRow(db: Db | Tx, staff: Staff, id: string, now: Date): Promise<CodeRow | undefined> {
  return (await codeRows(db, staff, now, id))[0]
}

export async function currentVersion(db: Db, tenantId: string, qrCodeId: string) {
  return await db
    .selectFrom('qr_code_version')
    .innerJoin('tenant', 'tenant.id', 'qr_code_version.tenant_id')
    .select(['version', 'code', 'short_name as shortName', 'tenant.key as tenantKey'])
    .where('tenant_id', '=', tenantId)
    .where('qr_code_id', '=', qrCodeId)
    .where('replaced_at', 'is', null)
    .executeTakeFirstOrThrow()
}

export type VersionRow = {
  version: number
  shortName: string
  createdAt: Date
  replacedAt: Date | null
  graceUntil: Date | null
  by: string
}

/** Newest first. */
export async function versionsOf(db: Db, tenantId: string, qrCodeId: string): Promise<VersionRow[]> {
  return await db
    .selectFrom('qr_code_version as v')
    .innerJoin('staff_member as m', (join) =>
      join.onRef('m.tenant_id', '=', 'v.tenant_id').onRef('m.id', '=', 'v.created_by'),
    )
    .select([
      'v.version',
      'v.short_name as shortName',
      'v.created_at as createdAt',
      'v.replaced_at as replacedAt',
      'v.grace_until as graceUntil',
      'm.name as by',
    ])
    .where('v.tenant_id', '=', tenantId)
    .where('v.qr_code_id', '=', qrCodeId)
    .orderBy('v.version', 'desc')
    .execute()
}

/** Thirty days up to today, oldest first, with zeros. */
export async function scansByDay(
  db: Db,
  tenantId: string,
  qrCodeId: string,
): Promise<{ day: string; scans: number }[]> {
  const { rows } = await sql<{ day: string; scans: number }>`
    select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(s.scans, 0) as scans
    from generate_series((now() at time zone 'Asia/Shanghai')::date - 29, (now() at time zone 'Asia/Shanghai')::date, '1 day') as d(day)
    left join qr_code_scan s on s.tenant_id = ${tenantId} and s.qr_code_id = ${qrCodeId} and s.day = d.day::date
    order by d.day`.execute(db)
  return rows
}

export async function insertCode(
  tx: Tx,
  staff: { tenantId: string; id: string },
  row: {
    id: string
    organizationId: string
    name: string
    mode: 'title-only' | 'order-match'
    expiresAt: Date | null
    notice?: string | undefined
  },
): Promise<void> {
  await tx
    .insertInto('qr_code')
    .values({
      tenant_id: staff.tenantId,
      id: row.id,
      organization_id: row.organizationId,
      name: row.name,
      mode: row.mode,
      expires_at: row.expiresAt,
      notice: row.notice ?? null,
      created_by: staff.id,
      updated_by: staff.id,
    })
    .execute()
}

export async function addVersion(
  tx: Tx,
  staff: { tenantId: string; id: string },
  qrCodeId: string,
  row: { version: number; code: string; shortName: string },
): Promise<void> {
  await tx
    .insertInto('qr_code_version')
    .values({
      tenant_id: staff.tenantId,
      qr_code_id: qrCodeId,
      version: row.version,
      code: row.code,
      short_name: row.shortName,
      created_by: staff.id,
    })
    .execute()
}

export async function updateCode(
  db: Db,
  staff: { tenantId: string; id: string },
  id: string,
  changes: {
    name?: string | undefined
    mode?: 'title-only' | 'order-match' | undefined
    enabled?: boolean | undefined
    expires_at?: Date | null
    notice?: string | null | undefined
  },
): Promise<void> {
  await db
    .updateTable('qr_code')
    .set({ ...changes, updated_at: new Date(), updated_by: staff.id })
    .where('tenant_id', '=', staff.tenantId)
    .where('id', '=', id)
    .execute()
}

/** The current version, retired; returns its number. Two rotations at once: the second waits for the first. */
export async function retireVersion(
  tx: Tx,
  tenantId: string,
  qrCodeId: string,
  now: Date,
  graceUntil: Date,
): Promise<number> {
  await sql`select from qr_code where tenant_id = ${tenantId} and id = ${qrCodeId} for update`.execute(tx)
  const retired = await tx
    .updateTable('qr_code_version')
    .set({ replaced_at: now, grace_until: graceUntil })
    .where('tenant_id', '=', tenantId)
    .where('qr_code_id', '=', qrCodeId)
    .where('replaced_at', 'is', null)
    .returning('version')
    .executeTakeFirstOrThrow()
  return retired.version
}
