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
}

const columns = sql`t.id as "tenantId", t.key as "tenantKey", t.brand, t.colour,
  q.id as "qrCodeId", q.mode, q.enabled, q.expires_at as "expiresAt", q.notice,
  v.replaced_at as "replacedAt", v.grace_until as "graceUntil",
  shop.id as "organizationId", shop.name as "organizationName", shop.phone, shop.opening_hours as "openingHours",
  s.seller_id as "sellerId", s.seller, s.channel`

const codeOf = (tenantKey: string, code: string) => sql`tenant t
  join qr_code_version v on v.tenant_id = t.id and v.code = ${code}
  join qr_code q on q.tenant_id = t.id and q.id = v.qr_code_id
  join organization shop on shop.tenant_id = t.id and shop.id = q.organization_id
  left join organization_seller s on s.tenant_id = t.id and s.organization_id = shop.id
  where t.key = ${tenantKey}`

export async function scannedCode(db: Db | Tx, tenantKey: string, code: string): Promise<ScannedCode | undefined> {
  const { rows } = await sql<ScannedCode>`select ${columns} from ${codeOf(tenantKey, code)}`.execute(db)
  return rows[0]
}

/** The code, and the order of a receipt at its store: whoever submits one asks for both at once. */
export async function scannedCodeAndOrder(
  db: Db,
  tenantKey: string,
  code: string,
  receipt: ReceiptKey,
): Promise<{ code: ScannedCode; order: OrderJson | null } | undefined> {
  const { rows } = await sql<ScannedCode & { order: OrderJson | null }>`
    select ${columns}, ${orderOnReceipt(sql`(t.id, shop.id)`, receipt)} as "order"
    from ${codeOf(tenantKey, code)}`.execute(db)
  if (!rows[0]) return undefined
  const { order, ...scanned } = rows[0]
  return { code: scanned, order }
}

/** The parts of the links that lead to where an application came from: its code as it is printed today, its receipt. */
export async function codesOf(
  db: Db,
  from: { tenantId: string; qrCodeId: string | null; orderId: string | null },
): Promise<{ tenantKey: string; code: string | null; receiptCode: string | null } | undefined> {
  const { rows } = await sql<{ tenantKey: string; code: string | null; receiptCode: string | null }>`
    select t.key as "tenantKey", v.code, o.receipt_code as "receiptCode"
    from tenant t
    left join qr_code_version v on v.tenant_id = t.id and v.qr_code_id = ${from.qrCodeId} and v.replaced_at is null
    left join "order" o on o.tenant_id = t.id and o.id = ${from.orderId}
    where t.id = ${from.tenantId}`.execute(db)
  return rows[0]
}
