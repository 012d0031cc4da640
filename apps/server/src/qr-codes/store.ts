import type { ChannelKind } from '@mashang/contract'
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
  channel: ChannelKind | null
}

const columns = sql`t.id as "tenantId", t.key as "tenantKey", t.brand, t.colour,
  q.id as "qrCodeId", q.mode, q.enabled, q.expires_at as "expiresAt", q.notice,
  v.replaced_at as "replacedAt", v.grace_until as "graceUntil",
  shop.id as "organizationId", shop.name as "organizationName", shop.phone, shop.opening_hours as "openingHours",
  s.seller_id as "sellerId", s.seller, s.channel`

const codes = sql`tenant t
  join qr_code_version v on v.tenant_id = t.id
  join qr_code q on q.tenant_id = t.id and q.id = v.qr_code_id
  join organization shop on shop.tenant_id = t.id and shop.id = q.organization_id
  left join organization_seller s on s.tenant_id = t.id and s.organization_id = shop.id`

export async function scannedCode(db: Db | Tx, tenantKey: string, code: string): Promise<ScannedCode | undefined> {
  const { rows } = await sql<ScannedCode>`
    select ${columns} from ${codes} where t.key = ${tenantKey} and v.code = ${code}`.execute(db)
  return rows[0]
}

/** A code, and what stands on the receipt that was typed there. */
export type Scan = { tenantKey: string; code: string; receipt: ReceiptKey }
export type Scanned = { code: ScannedCode; order: OrderJson | null }

/** The codes, each with the order of a receipt at its store, in the order asked: one statement for any number. */
export async function scannedCodesAndOrders(db: Db, scans: readonly Scan[]): Promise<(Scanned | undefined)[]> {
  const asked = scans.map(({ tenantKey, code, receipt: { number, grossFen } }, place) => {
    return { place, key: tenantKey, code, number, capitals: number.toUpperCase(), fen: grossFen }
  })
  const receipt = { number: sql`asked.number`, capitals: sql`asked.capitals`, grossFen: sql`asked.fen` }
  const { rows } = await sql<ScannedCode & { place: number; order: OrderJson | null }>`
    select asked.place, ${columns}, ${orderOnReceipt(sql`(t.id, shop.id)`, receipt)} as "order"
    from json_to_recordset(${JSON.stringify(asked)})
      as asked(place int, key text, code text, number text, capitals text, fen bigint), ${codes}
    where t.key = asked.key and v.code = asked.code`.execute(db)
  const answers: (Scanned | undefined)[] = scans.map(() => undefined)
  for (const { place, order, ...code } of rows) answers[place] = { code, order }
  return answers
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
