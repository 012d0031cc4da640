import { type Refused, refuse } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { type Order, orderFromJson, type ReceiptKey } from '../orders/orders.ts'
import { parsePublicCode } from '../public-code.ts'
import { type CodeProblem, type LiveCode, liveCode } from './scan.ts'
import { scannedCodeAndOrder } from './store.ts'

export type MatchProblem = CodeProblem | 'order-not-expected' | 'receipt-not-matched'

/** Finds the order by what stands on the receipt, at the store of a code. A wrong number and a wrong amount get the same answer. */
export async function matchOrder(
  db: Db,
  text: string,
  receipt: ReceiptKey,
  now: Date,
): Promise<{ ok: true; code: LiveCode; order: Order } | Refused<MatchProblem>> {
  const parts = parsePublicCode(text)
  const scanned = parts && (await scannedCodeAndOrder(db, parts.tenantKey, parts.code, receipt))
  const live = liveCode(scanned?.code, now)
  if (!live.ok) return live
  if (live.code.mode === 'title-only') return refuse('order-not-expected')
  return scanned?.order
    ? { ok: true, code: live.code, order: orderFromJson(scanned.order) }
    : refuse('receipt-not-matched')
}
