import type { End, Outcome } from './import-orders.ts'
import type { Reason } from './reasons.ts'

/** How an import ended: counts, and the first of what there is to tell. */
export type Tally = {
  ends: Record<End, number>
  reasons: Map<Reason, number>
  /** Outcomes with remarks, the first `MOST_SHOWN`. */
  shown: Outcome[]
  told: number
}

const MOST_SHOWN = 100

/** Counts outcomes as they come; each is passed on to `tell` and forgotten. */
export async function tallyOf(
  outcomes: AsyncIterable<Outcome>,
  tell: (outcome: Outcome) => Promise<void>,
): Promise<Tally> {
  const ends = { imported: 0, 'already-there': 0, conflict: 0, 'not-invoiceable': 0 }
  const tally: Tally = { ends, reasons: new Map(), shown: [], told: 0 }
  const scattered = new Set<string>()
  for await (const outcome of outcomes) {
    // The pieces of a scattered receipt are one receipt.
    if (outcome.remarks.some(({ reason }) => reason === 'scattered')) {
      if (scattered.has(outcome.number)) continue
      scattered.add(outcome.number)
    }
    ends[outcome.end]++
    for (const { reason } of outcome.remarks) tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1)
    if (outcome.remarks.length === 0) continue
    tally.told++
    if (tally.shown.length < MOST_SHOWN) tally.shown.push(outcome)
    await tell(outcome)
  }
  return tally
}

/** Every receipt of the file, whatever became of it. */
export function receiptsTold({ ends }: Tally): number {
  return Object.values(ends).reduce((total, count) => total + count, 0)
}
