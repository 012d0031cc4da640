import type { Db } from '@mashang/db/connect'
import { type Application, queueOf } from './store.ts'

/** An estimate may be this old. So a seller's queue is read once a second, however many wait in it and ask. */
const FRESH_MS = 1000

/** How many of the seller's applications go before one, and how long the channel took for one lately. */
export type Place = { ahead: number; secondsEach: number | null }

/** Undefined when it cannot be read: an estimate is no reason to keep an answer back. */
export type Queues = (
  application: Pick<Application, 'tenantId' | 'sellerId' | 'submittedAt'>,
) => Promise<Place | undefined>

export function openQueues(db: Db): Queues {
  const read = new Map<string, ReturnType<typeof queueOf>>()
  const start = (key: string, reading: ReturnType<typeof queueOf>) => {
    read.set(key, reading)
    // From its end on, so that a slow reading is not begun again beside itself.
    reading.then(
      () => setTimeout(() => read.delete(key), FRESH_MS).unref(),
      () => read.delete(key),
    )
    return reading
  }
  return async ({ tenantId, sellerId, submittedAt }) => {
    const key = `${tenantId} ${sellerId}`
    const reading = read.get(key) ?? start(key, queueOf(db, tenantId, sellerId))
    const queue = await reading.catch(() => undefined)
    return (
      queue && {
        ahead: queue.waitingSince.filter((since) => since < submittedAt).length,
        secondsEach: queue.secondsEach,
      }
    )
  }
}
