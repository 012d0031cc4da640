import { deliver } from '../deliveries/deliver.ts'
import { tellRejection } from '../deliveries/tell-rejection.ts'
import type { Deps } from '../deps.ts'
import { issue } from '../invoices/issue.ts'

/** Takes jobs from the queues until they stop. */
export async function work(deps: Deps): Promise<void> {
  await deps.jobs.work('issue', (job) => issue(deps, job))
  await deps.jobs.work('deliver', (job) => deliver(deps, job))
  await deps.jobs.work('tell-rejection', (job) => tellRejection(deps, job))
}
