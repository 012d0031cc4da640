import type { Tx } from '@mashang/db/connect'
import { v7 as uuidv7 } from 'uuid'
import type { Auth } from './auth.ts'
import type { Staff } from './staff.ts'

/**
 * A staff member with a password of their own. Accounts are made by administrators, so the identity is written here
 * and not by a sign-up page; the password is hashed by better-auth, which will check it.
 */
export async function addStaff(
  tx: Tx,
  auth: Auth,
  person: Pick<Staff, 'tenantId' | 'name' | 'email' | 'role' | 'organizationId'> & { password: string },
): Promise<string> {
  const { password } = await auth.$context
  const now = new Date()
  const identity = {
    id: uuidv7(),
    name: person.name,
    email: person.email.toLowerCase(),
    email_verified: true,
    created_at: now,
    updated_at: now,
  }
  await tx.insertInto('identity').values(identity).execute()
  await tx
    .insertInto('identity_credential')
    .values({
      id: uuidv7(),
      identity_id: identity.id,
      account_id: identity.id,
      provider_id: 'credential',
      password: await password.hash(person.password),
      created_at: now,
      updated_at: now,
    })
    .execute()
  const id = uuidv7()
  await tx
    .insertInto('staff_member')
    .values({
      tenant_id: person.tenantId,
      id,
      identity_id: identity.id,
      name: person.name,
      role: person.role,
      organization_id: person.organizationId,
    })
    .execute()
  return id
}

/** Whether somebody signs in with this address, in any tenant. */
export async function isStaff(tx: Tx, email: string): Promise<boolean> {
  const row = await tx.selectFrom('identity').select('id').where('email', '=', email.toLowerCase()).executeTakeFirst()
  return row !== undefined
}
