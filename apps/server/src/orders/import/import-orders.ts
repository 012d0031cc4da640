import type { Refused } from '@mashang/contract'
import type { Db, Tx } from '@mashang/db/connect'
import type { LineProblem } from '@mashang/invoice'
import { type PushProblem, pushOrder } from '../push.ts'
import { type Made, orderFrom, type Terms } from './order-from.ts'
import type { Reason, Remark } from './reasons.ts'
import { type Receipt, receiptsOf } from './receipts.ts'
import type { SheetLine } from './sheet.ts'
import { numbersThere } from './store.ts'

export type Target = { tenantId: string; organizationId: string; dryRun: boolean }

export type End = 'imported' | 'already-there' | 'conflict' | 'not-invoiceable'

/** What became of a receipt of the file. */
export type Outcome = { number: string; line: number; end: End; remarks: Remark[] }

const BATCH = 200

/**
 * Pushes the receipts of a file as paid orders, and tells of each what became of it, once its batch is committed. An
 * import that was interrupted can be run again: what is there already is found there. A dry run does all of it and
 * takes every batch back.
 */
export async function* importOrders(
  db: Db,
  lines: AsyncIterable<SheetLine>,
  terms: Terms,
  target: Target,
): AsyncGenerator<Outcome> {
  for await (const batch of batches(receiptsOf(lines))) yield* await importBatch(db, batch, terms, target)
}

async function importBatch(db: Db, batch: readonly Receipt[], terms: Terms, target: Target): Promise<Outcome[]> {
  const tx = await db.startTransaction().execute()
  try {
    const made = batch.map((receipt) => ({ receipt, order: orderFrom(receipt, terms) }))
    const numbers = made.flatMap(({ order }) => (order.ok ? [order.input.number] : []))
    const there = await numbersThere(tx, { ...target, numbers })
    const outcomes: Outcome[] = []
    for (const { receipt, order } of made) {
      const pushed = await push(tx, order, there, target.tenantId)
      outcomes.push({ number: receipt.number, line: receipt.lines[0]?.line ?? 0, ...pushed })
    }
    await (target.dryRun ? tx.rollback() : tx.commit()).execute()
    return outcomes
  } catch (error) {
    await tx.rollback().execute()
    throw error
  }
}

async function push(
  tx: Tx,
  order: Made,
  there: ReadonlySet<string>,
  tenantId: string,
): Promise<{ end: End; remarks: Remark[] }> {
  if (!order.ok) return { end: 'not-invoiceable', remarks: [order.remark] }
  const pushed = await pushOrder(tx, tenantId, order.input, 'csv')
  if (pushed.ok) {
    const known = there.has(order.input.number)
    // What was changed in it was told when it was imported.
    return known ? { end: 'already-there', remarks: [] } : { end: 'imported', remarks: order.remarks }
  }
  if (pushed.problem === 'order-exists') return { end: 'conflict', remarks: [{ reason: 'conflict' }] }
  return { end: 'not-invoiceable', remarks: remarksOf(pushed, order.at) }
}

const lineReasons: Partial<Record<string, Reason>> = {
  'total-tax-off': 'tax-off',
  'tax-off': 'tax-off',
  'total-too-large': 'amount-too-large',
}

function remarksOf({ problem, details, errors }: Refused<PushProblem>, at: readonly number[]): Remark[] {
  if (errors)
    return errors.map(({ path, zh, en }) => {
      const line = at[Number(path.split('.')[1])]
      return { reason: 'not-ordinary', ...(line !== undefined && { line }), details: { zh, en } }
    })
  const problems = (details?.problems ?? []) as LineProblem[]
  const [first] = problems
  if (!first) throw new Error(`an order was refused that should have been found wrong before: ${problem}`)
  const reason = lineReasons[first.problem]
  return [reason ? { reason } : { reason: 'lines-refused', details: { text: first.problem } }]
}

async function* batches(receipts: AsyncIterable<Receipt>): AsyncGenerator<Receipt[]> {
  let batch: Receipt[] = []
  for await (const receipt of receipts) {
    batch.push(receipt)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
