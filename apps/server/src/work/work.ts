import { deliver } from '../deliveries/deliver.ts'
import { MAILS_AT_ONCE } from '../deliveries/mail.ts'
import type { Deps } from '../deps.ts'
import { issue } from '../invoices/issue.ts'

/** They mostly wait for the bureau. */
const ISSUED_AT_ONCE = 64

/** Takes jobs from the queues until they stop. */
export async function work(deps: Deps): Promise<void> {
  await deps.jobs.work('issue', ISSUED_AT_ONCE, (job) => issue(deps, job))
  await deps.jobs.work('deliver', MAILS_AT_ONCE, (job) => deliver(deps, job))
}
