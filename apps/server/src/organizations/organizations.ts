import { type ChannelKind, issuesTests, type Shop } from '@mashang/contract'
import type { Db, Tx } from '@mashang/db/connect'
import { organizationCode, organizationIdByCode, sellerInForce, shopRow, tenantRow, tenantRowByKey } from './store.ts'

export { organizationCode, organizationIdByCode, sellerInForce as sellerAt, tenantRowByKey as tenantByKey }

/** The tenant as its staff know it: the company, and how consumers see it. */
export async function tenantOfStaff(
  db: Db,
  tenantId: string,
): Promise<{ name: string; brand: string; colour?: string | undefined }> {
  const { colour, ...tenant } = await tenantRow(db, tenantId)
  return { ...tenant, ...(colour && { colour }) }
}

/** The shop as consumers see it: the name on the door and whom to call. */
export async function shopAt(
  db: Db | Tx,
  tenantId: string,
  organizationId: string,
): Promise<Shop & { tenantKey: string }> {
  const row = await shopRow(db, tenantId, organizationId)
  return {
    tenantKey: row.key,
    ...shopOf({ ...row, organizationName: row.name, sellerName: row.sellerName ?? '' }),
  }
}

/** A shop out of the columns that several readers bring along. */
export function shopOf(row: {
  brand: string
  organizationName: string
  sellerName: string
  phone: string | null
  openingHours: string | null
  colour: string | null
  notice?: string | null
  channel?: ChannelKind | null
}): Shop {
  return {
    brand: row.brand,
    store: row.organizationName,
    sellerName: row.sellerName,
    ...(row.phone && { phone: row.phone }),
    ...(row.openingHours && { openingHours: row.openingHours }),
    ...(row.colour && { colour: row.colour }),
    ...(row.notice && { notice: row.notice }),
    ...(issuesTests(row.channel) && { simulated: true as const }),
  }
}
