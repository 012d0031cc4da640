import type { Db } from '@mashang/db/connect'
import type { Sealer } from '../seal.ts'
import type { Jobs } from '../work/jobs.ts'
import { resend } from './resend.ts'
import { applicationById } from './store.ts'

/**
 * Whoever lost the page but knows the address used gets the invoice and its link mailed to that address again.
 * Says nothing about whether the address was right: the answer is the same either way.
 */
export async function recover(
  deps: { db: Db; jobs: Jobs; sealer: Sealer },
  tenantId: string,
  applicationId: string,
  email: string,
): Promise<void> {
  const application = await applicationById(deps.db, tenantId, applicationId)
  if (!application?.emailHash.equals(deps.sealer.hash(email.toLowerCase()))) return
  await resend(deps, application, email)
}
