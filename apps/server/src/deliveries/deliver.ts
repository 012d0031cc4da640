import { advance, deliveryLife } from '@mashang/invoice'
import { v7 as uuidv7 } from 'uuid'
import type { Deps } from '../deps.ts'
import type { Sent } from './mail.ts'
import { type MailDeps, mailOf } from './mail-of.ts'
import { claimDelivery, type Delivery, deliveryById, recordAttempt } from './store.ts'

/** After this many tries, about half a day, a person has to look. */
const MOST_ATTEMPTS = 24
const LONGEST_PAUSE_MS = 60 * 60_000

/** Renewed while the work goes on: whoever finds a claim run out knows that its owner is gone. */
const CLAIM_MS = 15_000

type DeliverDeps = MailDeps & Pick<Deps, 'jobs' | 'sendMail'>
type Job = { tenantId: string; deliveryId: string }

/** Hop 5: makes the mail, archiving the invoice's documents, and sends it. Of two jobs for one row one sends. */
export async function deliver(deps: DeliverDeps, job: Job, claimMs = CLAIM_MS): Promise<void> {
  const row = { tenantId: job.tenantId, id: job.deliveryId }
  const claim = uuidv7()
  if (!(await claimDelivery(deps.db, row, claim, claimMs))) return await comeBack(deps, job, claimMs)
  const renewing = setInterval(() => {
    // A claim that cannot be renewed runs out: then another may send, under the same message id.
    claimDelivery(deps.db, row, claim, claimMs).catch(() => undefined)
  }, claimMs / 3)
  try {
    const delivery = await deliveryById(deps.db, row.tenantId, row.id)
    if (delivery) await record(deps, job, delivery, claim, await attempt(deps, delivery))
  } finally {
    clearInterval(renewing)
  }
}

async function attempt(deps: DeliverDeps, delivery: Delivery): Promise<Sent> {
  const mail = await mailOf(deps, delivery).catch((error: Error) => error)
  if (mail instanceof Error) return { ok: false, words: mail.message, forGood: false }
  return await deps.sendMail(mail)
}

async function record(deps: DeliverDeps, job: Job, delivery: Delivery, claim: string, sent: Sent): Promise<void> {
  const last = !sent.ok && (sent.forGood || delivery.attempts + 1 >= MOST_ATTEMPTS)
  const status = sent.ok
    ? advance(deliveryLife, 'due', 'send')
    : last
      ? advance(deliveryLife, 'due', 'fail')
      : ('due' as const)
  await deps.db.transaction().execute(async (tx) => {
    const recorded = await recordAttempt(tx, delivery, claim, { status, error: sent.ok ? null : sent.words })
    if (!recorded || status !== 'due') return
    const afterMs = Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** delivery.attempts)
    await deps.jobs.enqueue(tx, 'deliver', job, { afterMs })
  })
}

/** Somebody else is at it, or it is done. If its owner dies, this job finds the claim run out. */
async function comeBack(deps: DeliverDeps, job: Job, afterMs: number): Promise<void> {
  if ((await deliveryById(deps.db, job.tenantId, job.deliveryId))?.status !== 'due') return
  await deps.db.transaction().execute((tx) => deps.jobs.enqueue(tx, 'deliver', job, { afterMs }))
}
