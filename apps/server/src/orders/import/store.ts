import type { Db, Tx } from '@mashang/db/connect'

/** Which of these numbers the organization has an order for. */
export async function numbersThere(
  tx: Tx,
  key: { tenantId: string; organizationId: string; numbers: readonly string[] },
): Promise<Set<string>> {
  if (key.numbers.length === 0) return new Set()
  const rows = await tx
    .selectFrom('order')
    .select('number')
    .where('tenant_id', '=', key.tenantId)
    .where('organization_id', '=', key.organizationId)
    .where('number', 'in', key.numbers)
    .execute()
  return new Set(rows.map(({ number }) => number))
}

/** A small reference table: the command asks it before it knows its tenant. */
export async function tenantNames(db: Db): Promise<{ id: string; name: string }[]> {
  return await db.selectFrom('tenant').select(['id', 'name']).orderBy('name').limit(1_000).execute()
}
