import type { ChannelKind } from '@mashang/contract'
import type { Db, Tx } from '@mashang/db/connect'
import { sql } from 'kysely'
import type { Staff } from '../staff/staff.ts'
import type { SellerSnapshot } from './seller.ts'

export type SellerInForce = { sellerId: string; seller: SellerSnapshot; channel: ChannelKind | null }

/** The tax profile in force at an organization: its own or inherited. */
export async function sellerInForce(
  db: Db | Tx,
  tenantId: string,
  organizationId: string,
): Promise<SellerInForce | undefined> {
  const { rows } = await sql<SellerInForce>`
    select seller_id as "sellerId", seller, channel from organization_seller
    where tenant_id = ${tenantId} and organization_id = ${organizationId}`.execute(db)
  return rows[0]
}

export type ShopRow = {
  key: string
  brand: string
  colour: string | null
  name: string
  phone: string | null
  openingHours: string | null
  sellerName: string | null
  channel: ChannelKind | null
}

/** Throws when there is no such organization: the caller got its id from a row of the same tenant. */
export async function shopRow(db: Db | Tx, tenantId: string, organizationId: string): Promise<ShopRow> {
  const { rows } = await sql<ShopRow>`
    select t.key, t.brand, t.colour, o.name, o.phone, o.opening_hours as "openingHours", s.seller ->> 'name' as "sellerName",
      s.channel
    from organization o
    join tenant t on t.id = o.tenant_id
    left join organization_seller s on s.tenant_id = o.tenant_id and s.organization_id = o.id
    where o.tenant_id = ${tenantId} and o.id = ${organizationId}`.execute(db)
  const [row] = rows
  if (!row) throw new Error(`no organization ${organizationId}`)
  return row
}

/** A small reference table, so this is the one lookup before the tenant is known. */
export async function tenantRowByKey(db: Db | Tx, key: string) {
  return await db
    .selectFrom('tenant')
    .select(['id', 'key', 'name', 'brand', 'colour'])
    .where('key', '=', key)
    .executeTakeFirst()
}

export type OrganizationRow = {
  id: string
  parentId: string | null
  path: string[]
  code: string
  name: string
  kind: 'company' | 'branch' | 'store' | 'department'
  phone: string | null
  openingHours: string | null
  seller: SellerSnapshot | null
  channel: ChannelKind | null
  ownerId: string | null
  ownerCode: string | null
  ownerName: string | null
  qrCodes: { id: string; name: string; active: boolean }[]
}

/** What a staff member may see, all of it or one organization, parents before children and then by code. */
export async function organizationRows(db: Db | Tx, staff: Staff, id?: string): Promise<OrganizationRow[]> {
  const { rows } = await sql<OrganizationRow>`
    select o.id, o.parent_id as "parentId", o.path, o.code, o.name, o.kind, o.phone, o.opening_hours as "openingHours",
      s.seller, s.channel, s.owner_id as "ownerId", owner.code as "ownerCode", owner.name as "ownerName",
      coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'name', q.name,
          'active', q.enabled and (q.expires_at is null or q.expires_at > now())) order by q.created_at)
        from qr_code q where q.tenant_id = o.tenant_id and q.organization_id = o.id), '[]') as "qrCodes"
    from organization o
    left join organization_seller s on s.tenant_id = o.tenant_id and s.organization_id = o.id
    left join organization owner on owner.tenant_id = o.tenant_id and owner.id = s.owner_id
    where o.tenant_id = ${staff.tenantId} and o.path @> array[${staff.organizationId}::uuid]
      and ${id ? sql`o.id = ${id}` : sql`true`}
    order by cardinality(o.path), o.code`.execute(db)
  return rows
}

/** Says whether the code was free. */
export async function insertOrganization(
  db: Db | Tx,
  tenantId: string,
  row: {
    id: string
    parentId: string | null
    path: string[]
    code: string
    name: string
    kind: OrganizationRow['kind']
    phone?: string | undefined
    openingHours?: string | undefined
    sellerId?: string
  },
): Promise<boolean> {
  const inserted = await db
    .insertInto('organization')
    .values({
      tenant_id: tenantId,
      id: row.id,
      parent_id: row.parentId,
      path: row.path,
      code: row.code,
      name: row.name,
      kind: row.kind,
      phone: row.phone ?? null,
      opening_hours: row.openingHours ?? null,
      seller_id: row.sellerId ?? null,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'code']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** What is absent stays as it is; null clears. */
export type OrganizationChanges = {
  name?: string | undefined
  kind?: OrganizationRow['kind'] | undefined
  phone?: string | null | undefined
  openingHours?: string | null | undefined
}

export async function updateOrganization(
  db: Db,
  tenantId: string,
  id: string,
  changes: OrganizationChanges,
): Promise<void> {
  const { openingHours, ...same } = changes
  const values = { ...same, ...(openingHours !== undefined && { opening_hours: openingHours }) }
  if (Object.keys(values).length === 0) return
  await db.updateTable('organization').set(values).where('tenant_id', '=', tenantId).where('id', '=', id).execute()
}

export async function insertSeller(tx: Tx, tenantId: string, seller: SellerSnapshot & { id: string }): Promise<void> {
  const { taxpayerId, ...same } = seller
  await tx
    .insertInto('seller')
    .values({ tenant_id: tenantId, taxpayer_id: taxpayerId, ...same })
    .execute()
}

/** The channel account that a new tax profile of this taxpayer takes over: of its last one that had any. */
const accountOfTaxpayer = (tenantId: string, taxpayerId: string) => sql`
  tax_channel c join seller s on s.tenant_id = c.tenant_id and s.id = c.seller_id
  where c.tenant_id = ${tenantId} and s.taxpayer_id = ${taxpayerId}
  order by s.created_at desc limit 1`

/** What `giveSeller` would connect the taxpayer to; undefined when it has never been connected. */
export async function channelOfTaxpayer(
  tx: Tx,
  tenantId: string,
  taxpayerId: string,
): Promise<ChannelKind | undefined> {
  const { rows } = await sql<{
    kind: ChannelKind
  }>`select c.kind from ${accountOfTaxpayer(tenantId, taxpayerId)}`.execute(tx)
  return rows[0]?.kind
}

/**
 * A new tax profile is a new row: applications keep pointing at the one they were made with. The channel account
 * follows the taxpayer, so a corrected address does not disconnect it.
 */
export async function giveSeller(
  tx: Tx,
  tenantId: string,
  organizationId: string,
  seller: (SellerSnapshot & { id: string }) | null,
): Promise<void> {
  if (seller) {
    await insertSeller(tx, tenantId, seller)
    await sql`
      insert into tax_channel (tenant_id, seller_id, kind, app_key, app_secret_sealed)
      select c.tenant_id, ${seller.id}, c.kind, c.app_key, c.app_secret_sealed
      from ${accountOfTaxpayer(tenantId, seller.taxpayerId)}`.execute(tx)
  }
  await tx
    .updateTable('organization')
    .set({ seller_id: seller?.id ?? null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', organizationId)
    .execute()
}

export async function tenantRow(db: Db, tenantId: string) {
  return await db
    .selectFrom('tenant')
    .select(['name', 'brand', 'colour'])
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow()
}

export async function organizationIdByCode(db: Db | Tx, tenantId: string, code: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('organization')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('code', '=', code)
    .executeTakeFirst()
  return row?.id
}

export async function organizationCode(db: Db, tenantId: string, id: string): Promise<string> {
  const { code } = await db
    .selectFrom('organization')
    .select('code')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return code
}

/** Until the transaction ends nobody else makes a tenant. */
export async function holdTenants(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('insert tenant'))`.execute(tx)
}

/** Whether any tenant, whoever it is, sells under this taxpayer id: asked before a tenant is made. */
export async function taxpayerSells(tx: Tx, taxpayerId: string): Promise<boolean> {
  const row = await tx.selectFrom('seller').select('id').where('taxpayer_id', '=', taxpayerId).executeTakeFirst()
  return row !== undefined
}

/** Says whether the name was new. Two processes at once: the second waits for the first and finds it there. */
export async function insertTenant(
  tx: Tx,
  tenant: { id: string; key: string; name: string; brand: string; colour: string },
): Promise<boolean> {
  await holdTenants(tx)
  const there = await tx.selectFrom('tenant').select('id').where('name', '=', tenant.name).executeTakeFirst()
  if (there) return false
  await tx.insertInto('tenant').values(tenant).execute()
  return true
}
