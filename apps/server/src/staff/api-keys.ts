import { createHash, randomBytes } from 'node:crypto'
import type { Db, Tx } from '@mashang/db/connect'
import { v7 as uuidv7 } from 'uuid'

const hashOf = (key: string) => createHash('sha256').update(key).digest()

/** Makes a key `msk_{tenant key}_{secret}`; only its hash is kept, so this is the one time it can be shown. */
export async function addApiKey(
  tx: Tx,
  tenant: { id: string; key: string },
  name: string,
  secret: Buffer = randomBytes(24),
): Promise<string> {
  const key = `msk_${tenant.key}_${secret.toString('base64url')}`
  await tx
    .insertInto('api_key')
    .values({ tenant_id: tenant.id, id: uuidv7(), name, hash: hashOf(key) })
    .execute()
  return key
}

/** The tenant that an `Authorization: Bearer` header speaks for. */
export async function tenantOfApiKey(db: Db, authorization: string | undefined) {
  const [, key, tenantKey] = /^Bearer (msk_([0-9a-z]{5})_[\w-]{32})$/.exec(authorization ?? '') ?? []
  if (!key || !tenantKey) return undefined
  return await db
    .selectFrom('tenant')
    .innerJoin('api_key', 'api_key.tenant_id', 'tenant.id')
    .select(['tenant.id', 'tenant.key'])
    .where('tenant.key', '=', tenantKey)
    .where('api_key.hash', '=', hashOf(key))
    .where('api_key.revoked_at', 'is', null)
    .executeTakeFirst()
}
