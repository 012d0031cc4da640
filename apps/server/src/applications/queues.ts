import type { Db } from '@mashang/db/connect'
import { type Application, queueOf } from './store.ts'

/** An estimate may be this old. So a seller's queue is read once a second, however many wait in it and ask. */
const FRESH_MS = 1000

/** How many of the seller's applications go before one, and how long the channel took for one lately. */
export type Place = { ahead: number; secondsEach: number | null }

export type Queues = (application: Pick<Application, 'tenantId' | 'sellerId' | 'submittedAt'>) => Promise<Place>

export function openQueues(db: Db): Queues {
  const read = new Map<string, ReturnType<typeof queueOf>>()
  return async ({ tenantId, sellerId, submittedAt }) => {
    const key = `${tenantId} ${sellerId}`
    const reading = read.get(key) ?? queueOf(db, tenantId, sellerId)
    if (!read.has(key)) {
      read.set(key, reading)
      setTimeout(() => read.delete(key), FRESH_MS).unref()
    }
    const { waitingSince, secondsEach } = await reading
    return { ahead: waitingSince.filter((since) => since < submittedAt).length, secondsEach }
  }
}
