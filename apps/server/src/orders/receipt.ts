import { type Refused, refuse } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { sellerAt, shopAt, tenantByKey } from '../organizations/organizations.ts'
import type { SellerSnapshot } from '../organizations/seller.ts'
import { parsePublicCode } from '../public-code.ts'
import { type Order, orderByReceiptCode } from './store.ts'

export type ReceiptProblem = 'receipt-unknown' | 'seller-missing'

export type Receipt = {
  tenantId: string
  tenantKey: string
  order: Order
  organizationId: string
  sellerId: string
  seller: SellerSnapshot
}

/** What the code on a receipt leads to: one order, and the seller in force at its store. */
export async function resolveReceipt(
  db: Db,
  text: string,
): Promise<{ ok: true; receipt: Receipt } | Refused<ReceiptProblem>> {
  const parts = parsePublicCode(text)
  const tenant = parts && (await tenantByKey(db, parts.tenantKey))
  const order = tenant && (await orderByReceiptCode(db, tenant.id, parts.code))
  if (!order) return refuse('receipt-unknown')
  const seller = await sellerAt(db, tenant.id, order.organizationId)
  if (!seller) {
    const { tenantKey: _, ...shop } = await shopAt(db, tenant.id, order.organizationId)
    return refuse('seller-missing', { shop })
  }
  return {
    ok: true,
    receipt: { tenantId: tenant.id, tenantKey: tenant.key, order, organizationId: order.organizationId, ...seller },
  }
}
