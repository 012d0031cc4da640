import type { Db } from '@mashang/db/connect'
import { sql } from 'kysely'

/** Throws when the database does not answer. */
export async function ping(db: Db): Promise<void> {
  await sql`select 1`.execute(db)
}

/** What waits, over all tenants, in Prometheus's words: an operator's alarm, not a tenant's reader. */
export async function waitingWork(db: Db): Promise<string> {
  const { rows } = await sql<{ status: string; count: number; oldest: number }>`
    select status, count(*)::int as count, extract(epoch from now() - min(submitted_at))::int as oldest
    from application where status in ('submitted', 'reviewing', 'approved', 'issuing', 'blocked', 'refused')
    group by status`.execute(db)
  return [
    '# HELP mashang_applications_waiting Applications that are not finished',
    '# TYPE mashang_applications_waiting gauge',
    ...rows.map((row) => `mashang_applications_waiting{status="${row.status}"} ${row.count}`),
    '# HELP mashang_applications_oldest_seconds Age of the oldest of them',
    '# TYPE mashang_applications_oldest_seconds gauge',
    ...rows.map((row) => `mashang_applications_oldest_seconds{status="${row.status}"} ${row.oldest}`),
    '',
  ].join('\n')
}
