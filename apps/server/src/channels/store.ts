import type { ChannelKind } from '@mashang/contract'
import type { Db, Tx } from '@mashang/db/connect'
import { sql } from 'kysely'

export type ChannelAccount = { kind: ChannelKind; appKey: string; appSecretSealed: Buffer; taxpayerId: string }

export async function channelOfSeller(
  db: Db | Tx,
  tenantId: string,
  sellerId: string,
): Promise<ChannelAccount | undefined> {
  const { rows } = await sql<ChannelAccount>`
    select c.kind, c.app_key as "appKey", c.app_secret_sealed as "appSecretSealed", s.taxpayer_id as "taxpayerId"
    from tax_channel c join seller s on s.tenant_id = c.tenant_id and s.id = c.seller_id
    where c.tenant_id = ${tenantId} and c.seller_id = ${sellerId}`.execute(db)
  return rows[0]
}

export type StoredToken = { tokenSealed: Buffer; fetchedAt: Date; expiresAt: Date }

export async function storedToken(db: Db, tenantId: string, key: string): Promise<StoredToken | undefined> {
  const { rows } = await sql<StoredToken>`
    select token_sealed as "tokenSealed", fetched_at as "fetchedAt", expires_at as "expiresAt" from tax_channel_token
    where tenant_id = ${tenantId} and key = ${key}`.execute(db)
  return rows[0]
}

export async function storeToken(db: Db | Tx, tenantId: string, key: string, token: StoredToken): Promise<void> {
  const values = { token_sealed: token.tokenSealed, fetched_at: token.fetchedAt, expires_at: token.expiresAt }
  await db
    .insertInto('tax_channel_token')
    .values({ tenant_id: tenantId, key, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'key']).doUpdateSet(values))
    .execute()
}

export async function insertChannel(
  tx: Tx,
  row: { tenantId: string; sellerId: string; kind: ChannelAccount['kind']; appKey: string; appSecretSealed: Buffer },
): Promise<void> {
  await tx
    .insertInto('tax_channel')
    .values({
      tenant_id: row.tenantId,
      seller_id: row.sellerId,
      kind: row.kind,
      app_key: row.appKey,
      app_secret_sealed: row.appSecretSealed,
    })
    .execute()
}

/** Of whichever tenant: asked before there is one. */
export async function anySealedSecret(tx: Tx): Promise<Buffer | undefined> {
  const row = await tx.selectFrom('tax_channel').select('app_secret_sealed').limit(1).executeTakeFirst()
  return row?.app_secret_sealed
}
