import { type Refused, refuse } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { matchingOrder, type Order } from './store.ts'

/** Finds the order by what stands on the receipt. A wrong number and a wrong amount get the same answer. */
export async function matchOrder(
  db: Db,
  key: { tenantId: string; organizationId: string; number: string; grossFen: number },
): Promise<{ ok: true; order: Order } | Refused<'receipt-not-matched'>> {
  const order = await matchingOrder(db, key)
  return order ? { ok: true, order } : refuse('receipt-not-matched')
}
