import type { Tx } from '@mashang/db/connect'
import { fromKysely, type JobResult, PgBoss } from 'pg-boss'
import { waker } from './wake.ts'

/** Each takes a batch, and the next when the last of it has ended: with several, one slow job holds up few. */
const WORKERS = 4

/** What each queue's job carries: ids, never truth. */
export type JobData = {
  issue: { tenantId: string; applicationId: string }
  deliver: { tenantId: string; deliveryId: string }
}
export type QueueName = keyof JobData

export type Jobs = {
  /** Written by the caller's transaction: the job exists exactly when the row does. */
  enqueue<Q extends QueueName>(tx: Tx, queue: Q, data: JobData[Q], options?: { afterMs?: number }): Promise<void>
  enqueueAll<Q extends QueueName>(tx: Tx, queue: Q, data: readonly JobData[Q][]): Promise<void>
  /** @param atOnce jobs of the queue under way at a time in this process, a multiple of four */
  work<Q extends QueueName>(queue: Q, atOnce: number, handle: (data: JobData[Q]) => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/**
 * The queues, in the same database as the rows.
 * @param options.worker whether this process also looks after the queues (retries of dead workers, clean-up)
 */
export async function openJobs(
  url: string,
  options: { worker: boolean; onError: (error: Error) => void },
): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    max: options.worker ? 6 : 2,
    useListenNotify: options.worker,
    supervise: options.worker,
    superviseIntervalSeconds: 5,
    schedule: false,
  })
  boss.on('error', options.onError)
  await boss.start()
  for (const queue of ['issue', 'deliver'] as const)
    await boss.createQueue(queue, {
      // Not by the transaction that writes the job: see wake.ts.
      notify: false,
      // For ever, at most five minutes apart: an application under way must not be forgotten.
      retryLimit: 100_000,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 300,
      // A killed worker's jobs are taken up by another after this long without a heartbeat.
      heartbeatSeconds: 10,
    })
  const wake = waker(boss)
  return {
    async enqueue(tx, queue, data, { afterMs } = {}) {
      await boss.send(queue, data, {
        db: fromKysely(tx),
        ...(afterMs === undefined ? {} : { startAfter: new Date(Date.now() + afterMs) }),
      })
      if (afterMs === undefined) wake(queue)
    },
    async enqueueAll(tx, queue, data) {
      if (!data.length) return
      await boss.insert(
        queue,
        data.map((each) => ({ data: each })),
        { db: fromKysely(tx) },
      )
      wake(queue)
    },
    async work(queue, atOnce, handle) {
      await boss.work<JobData[typeof queue]>(
        queue,
        {
          batchSize: atOnce / WORKERS,
          localConcurrency: WORKERS,
          burstWhenBatchFull: true,
          pollingIntervalSeconds: 0.5,
          perJobResults: true,
        },
        async (batch) => {
          const ends = await Promise.allSettled(batch.map((job) => handle(job.data)))
          return batch.map(({ id }, index) => resultOf(id, ends[index]))
        },
      )
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 8_000 })
    },
  }
}

/** Each job ends by itself: one that failed is run again, and takes no other with it. */
function resultOf(id: string, end: PromiseSettledResult<void> | undefined): JobResult {
  if (end?.status === 'fulfilled') return { id, status: 'completed' }
  return { id, status: 'failed', output: { message: String(end?.reason) } }
}
