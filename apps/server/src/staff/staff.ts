import type { Db } from '@mashang/db/connect'
import { sql } from 'kysely'
import type { Auth } from './auth.ts'

/** A signed-in staff member: whose rows they may see, and from which organization downwards. */
export type Staff = {
  tenantId: string
  id: string
  name: string
  email: string
  role: 'operator' | 'manager' | 'executive' | 'administrator'
  organizationId: string
}

/** Reads the session's cookie. A person who is staff of several tenants gets the first they joined. */
export async function staffOfRequest(db: Db, auth: Auth, headers: Headers): Promise<Staff | undefined> {
  const session = await auth.api.getSession({ headers })
  if (!session) return undefined
  const row = await db
    .selectFrom('staff_member')
    .select(['tenant_id', 'id', 'name', 'role', 'organization_id'])
    .where('identity_id', '=', session.user.id)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      tenantId: row.tenant_id,
      id: row.id,
      name: row.name,
      email: session.user.email,
      role: row.role,
      organizationId: row.organization_id,
    }
  )
}

/** Executives look; everybody else may also change things. */
export const mayWrite = (staff: Staff) => staff.role !== 'executive'
/** Organizations and tax profiles are the manager's and the administrator's. */
export const mayConfigure = (staff: Staff) => staff.role === 'manager' || staff.role === 'administrator'

/** Condition on a row's organization: at or below the staff member's own. `column` is an organization's id. */
export function visibleTo(staff: Staff, column: string) {
  return sql<boolean>`exists (select from organization visible
    where visible.tenant_id = ${staff.tenantId} and visible.id = ${sql.ref(column)}
      and visible.path @> array[${staff.organizationId}::uuid])`
}

export async function staffName(db: Db, tenantId: string, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('staff_member')
    .select('name')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.name
}
