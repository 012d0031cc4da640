import { type Refused, refuse } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { type Order, orderFromJson, type ReceiptKey } from '../orders/orders.ts'
import { parsePublicCode } from '../public-code.ts'
import { inBatches } from '../work/batches.ts'
import { type CodeProblem, type LiveCode, liveCode } from './scan.ts'
import { type Scan, type Scanned, scannedCodesAndOrders } from './store.ts'

export type MatchProblem = CodeProblem | 'order-not-expected' | 'receipt-not-matched'

/** Reads a code and the order of a receipt typed there: those that are asked for together in one statement. */
export type Look = (scan: Scan) => Promise<Scanned | undefined>

export function openLook(db: Db): Look {
  return inBatches({ atOnce: 2, most: 100, apart: () => false }, (scans: readonly Scan[]) =>
    scannedCodesAndOrders(db, scans),
  )
}

/** Finds the order by what stands on the receipt, at the store of a code. A wrong number and a wrong amount get the same answer. */
export async function matchOrder(
  look: Look,
  text: string,
  receipt: ReceiptKey,
  now: Date,
): Promise<{ ok: true; code: LiveCode; order: Order } | Refused<MatchProblem>> {
  const parts = parsePublicCode(text)
  const scanned = parts && (await look({ ...parts, receipt }))
  const live = liveCode(scanned?.code, now)
  if (!live.ok) return live
  if (live.code.mode === 'title-only') return refuse('order-not-expected')
  return scanned?.order
    ? { ok: true, code: live.code, order: orderFromJson(scanned.order) }
    : refuse('receipt-not-matched')
}
