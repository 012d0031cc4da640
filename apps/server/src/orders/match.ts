import { type Refused, refuse } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { type CodeProblem, type LiveCode, resolveCode } from '../qr-codes/scan.ts'
import { type Order, orderFromJson, type ReceiptKey } from './store.ts'

export type MatchProblem = CodeProblem | 'order-not-expected' | 'receipt-not-matched'

/** Finds the order by what stands on the receipt, at the store of a code. A wrong number and a wrong amount get the same answer. */
export async function matchOrder(
  db: Db,
  text: string,
  receipt: ReceiptKey,
  now: Date,
): Promise<{ ok: true; code: LiveCode; order: Order } | Refused<MatchProblem>> {
  const resolved = await resolveCode(db, text, now, receipt)
  if (!resolved.ok) return resolved
  const { code } = resolved
  if (code.mode === 'title-only') return refuse('order-not-expected')
  return code.order ? { ok: true, code, order: orderFromJson(code.order) } : refuse('receipt-not-matched')
}
