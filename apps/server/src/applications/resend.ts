import { type Refused, refuse } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { addDelivery, deliveriesSince } from '../deliveries/deliveries.ts'
import { invoiceOfApplication } from '../invoices/invoices.ts'
import type { Sealer } from '../seal.ts'
import type { Jobs } from '../work/jobs.ts'
import { applicationForUpdate } from './store.ts'

/** Enough for every slip of the pen, too few to flood somebody's mailbox in the merchant's name. */
const MOST_AN_HOUR = 10
const HOUR_MS = 3_600_000

/** 再发一份: a new delivery of an issued invoice, to the same or another address. */
export async function resend(
  deps: { db: Db; jobs: Jobs; sealer: Sealer },
  application: { tenantId: string; id: string },
  email: string,
): Promise<{ ok: true } | Refused<'too-late' | 'too-many-requests'>> {
  const { tenantId } = application
  const invoice = await invoiceOfApplication(deps.db, tenantId, application.id)
  if (!invoice) return refuse('too-late')
  return await deps.db.transaction().execute(async (tx) => {
    // One after the other, or a hundred at once would all count none before them.
    await applicationForUpdate(tx, tenantId, application.id)
    const recent = await deliveriesSince(tx, tenantId, invoice.id, new Date(Date.now() - HOUR_MS))
    if (recent >= MOST_AN_HOUR) return refuse('too-many-requests')
    await addDelivery(tx, deps.jobs, {
      tenantId,
      invoiceId: invoice.id,
      applicationId: null,
      addressSealed: deps.sealer.seal(email),
      addressHash: deps.sealer.hash(email.toLowerCase()),
    })
    return { ok: true }
  })
}
