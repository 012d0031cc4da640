import type { Tx } from '@mashang/db/connect'
import { fromKysely, PgBoss } from 'pg-boss'

/** What each queue's job carries: ids, never truth. */
export type JobData = {
  issue: { tenantId: string; applicationId: string }
  deliver: { tenantId: string; deliveryId: string }
}
export type QueueName = keyof JobData

export type Jobs = {
  /** Written by the caller's transaction: the job exists exactly when the row does. */
  enqueue<Q extends QueueName>(tx: Tx, queue: Q, data: JobData[Q], options?: { afterMs?: number }): Promise<void>
  work<Q extends QueueName>(queue: Q, handle: (data: JobData[Q]) => Promise<void>): Promise<void>
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
      notify: true,
      retryLimit: 200,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 300,
      // A killed worker's jobs are taken up by another after this long without a heartbeat.
      heartbeatSeconds: 10,
    })
  return {
    async enqueue(tx, queue, data, { afterMs } = {}) {
      await boss.send(queue, data, {
        db: fromKysely(tx),
        ...(afterMs === undefined ? {} : { startAfter: new Date(Date.now() + afterMs) }),
      })
    },
    async work(queue, handle) {
      await boss.work<JobData[typeof queue]>(
        queue,
        {
          batchSize: 16,
          localConcurrency: 4,
          burstWhenBatchFull: true,
          pollingIntervalSeconds: 0.5,
          notifyPollingIntervalSeconds: 1,
        },
        async (batch) => {
          const ends = await Promise.allSettled(batch.map((job) => handle(job.data)))
          // Handlers find nothing to do when run again, so one failure may repeat its whole batch.
          for (const end of ends) if (end.status === 'rejected') throw end.reason
        },
      )
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 8_000 })
    },
  }
}
