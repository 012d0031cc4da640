import type { Db } from '@mashang/db/connect'
import { sql } from 'kysely'

/** One row per code and day. A lost count is no loss, so whoever calls ignores its failure. */
export async function countScan(db: Db, tenantId: string, qrCodeId: string, now: Date): Promise<void> {
  await sql`
    insert into qr_code_scan (tenant_id, qr_code_id, day, scans, last_at)
    values (${tenantId}, ${qrCodeId}, (${now}::timestamptz at time zone 'Asia/Shanghai')::date, 1, ${now})
    on conflict (tenant_id, qr_code_id, day)
    do update set scans = qr_code_scan.scans + 1, last_at = excluded.last_at`.execute(db)
}
