import type { Db } from '@mashang/db/connect'
import { inBatches } from '../work/batches.ts'
import type { Jobs } from '../work/jobs.ts'
import { type Application, insertApplications } from './store.ts'

/** Transactions under way at a time, and applications in one at most. */
const BATCHES = { atOnce: 2, most: 100, apart: isOfTheData }

/**
 * SQLSTATE: data exceptions, constraints, and deadlocks, which are over when only one row is written at a time. Anything
 * else, such as a lost connection, would fail each of them again; their pages send them again under the same key.
 */
function isOfTheData(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(22|23|40)\w{3}$/.test(String(error.code))
}

/** Writes an application and, once it is approved, its job. False when its order is taken or it was submitted before. */
export type Intake = (application: Application) => Promise<boolean>

/**
 * Applications that arrive together share a transaction: at noon the shops of a chain pay for one write to the disk,
 * not for hundreds.
 */
export function openIntake({ db, jobs }: { db: Db; jobs: Jobs }): Intake {
  return inBatches(BATCHES, (applications: readonly Application[]) =>
    db.transaction().execute(async (tx) => {
      const inserted = await insertApplications(tx, applications)
      const approved = applications.filter(({ id, status }) => status === 'approved' && inserted.has(id))
      await jobs.enqueueAll(
        tx,
        'issue',
        approved.map(({ tenantId, id }) => ({ tenantId, applicationId: id })),
      )
      return applications.map(({ id }) => inserted.has(id))
    }),
  )
}
