import type { Db, Tx } from '@mashang/db/connect'
import { sql } from 'kysely'
import { type OrderJson, orderOnReceipt, type ReceiptKey } from '../orders/orders.ts'
import type { SellerSnapshot } from '../organizations/seller.ts'

/** Everything a scan needs to know, in one row: the code, its store, and the seller in force there. */
export type ScannedCode = {
  tenantId: string
  tenantKey: string
  brand: string
  colour: string | null
  qrCodeId: string
  mode: 'title-only' | 'order-match'
  enabled: boolean
  expiresAt: Date | null
  replacedAt: Date | null
  graceUntil: Date | null
  notice: string | null
  organizationId: string
  organizationName: string
  phone: string | null
  openingHours: string | null
  sellerId: string | null
  seller: SellerSnapshot | null
  channel: 'sandbox' | 'nuonuo' | null
  /** The order of the receipt that was asked for. */
  order: OrderJson | null
}

export async function scannedCode(
  db: Db | Tx,
  tenantKey: string,
  code: string,
  receipt?: ReceiptKey,
): Promise<ScannedCode | undefined> {
  const order = receipt ? orderOnReceipt(sql`(t.id, shop.id)`, receipt) : sql`null`
  const { rows } = await sql<ScannedCode>`
    select t.id as "tenantId", t.key as "tenantKey", t.brand, t.colour,
      q.id as "qrCodeId", q.mode, q.enabled, q.expires_at as "expiresAt", q.notice,
      v.replaced_at as "replacedAt", v.grace_until as "graceUntil",
      shop.id as "organizationId", shop.name as "organizationName", shop.phone, shop.opening_hours as "openingHours",
      s.seller_id as "sellerId", s.seller, s.channel, ${order} as "order"
    from tenant t
    join qr_code_version v on v.tenant_id = t.id and v.code = ${code}
    join qr_code q on q.tenant_id = t.id and q.id = v.qr_code_id
    join organization shop on shop.tenant_id = t.id and shop.id = q.organization_id
    left join organization_seller s on s.tenant_id = t.id and s.organization_id = shop.id
    where t.key = ${tenantKey}`.execute(db)
  return rows[0]
}
