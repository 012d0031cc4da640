import { advance, deliveryLife } from '@mashang/invoice'
import type { Deps } from '../deps.ts'
import { MAIL_MS } from './mail.ts'
import { type MailDeps, mailOf } from './mail-of.ts'
import { claim, type Delivery, deliveryById, recordAttempt } from './store.ts'

/** After this many tries, about half a day, a person has to look. */
const MOST_ATTEMPTS = 24
const LONGEST_PAUSE_MS = 60 * 60_000

/** Longer than a mail may take: whoever finds the row free again knows that its last sender is gone. */
const CLAIM_MS = MAIL_MS + 15_000

type DeliverDeps = MailDeps & Pick<Deps, 'jobs' | 'sendMail'>
type Job = { tenantId: string; deliveryId: string }

/** Hop 5: makes the mail, archiving the invoice's documents, and sends it. Of two jobs for one row one sends. */
export async function deliver(deps: DeliverDeps, job: Job): Promise<void> {
  const delivery = await deliveryById(deps.db, job.tenantId, job.deliveryId)
  if (delivery?.status !== 'due') return
  const mail = await mailOf(deps, delivery).catch((error: Error) => error)
  if (mail instanceof Error) return await recordFailure(deps, job, delivery, { words: mail.message, forGood: false })

  // Somebody else is sending it; if that fails silently, this job comes back when the claim has run out.
  if (!(await claim(deps.db, delivery, CLAIM_MS))) return await comeBack(deps, job, CLAIM_MS)
  const sent = await deps.sendMail(mail)
  if (!sent.ok) return await recordFailure(deps, job, delivery, sent)
  await deps.db
    .transaction()
    .execute((tx) => recordAttempt(tx, delivery, { status: advance(deliveryLife, 'due', 'send'), error: null }))
}

async function recordFailure(
  deps: DeliverDeps,
  job: Job,
  delivery: Delivery,
  { words, forGood }: { words: string; forGood: boolean },
): Promise<void> {
  const last = forGood || delivery.attempts + 1 >= MOST_ATTEMPTS
  const status = last ? advance(deliveryLife, 'due', 'fail') : 'due'
  await deps.db.transaction().execute(async (tx) => {
    const recorded = await recordAttempt(tx, delivery, { status, error: words })
    if (!recorded || last) return
    const afterMs = Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** delivery.attempts)
    await deps.jobs.enqueue(tx, 'deliver', job, { afterMs })
  })
}

async function comeBack(deps: DeliverDeps, job: Job, afterMs: number): Promise<void> {
  if ((await deliveryById(deps.db, job.tenantId, job.deliveryId))?.status !== 'due') return
  await deps.db.transaction().execute((tx) => deps.jobs.enqueue(tx, 'deliver', job, { afterMs }))
}
