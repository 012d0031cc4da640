import { type Refused, refuse } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { addDelivery } from '../deliveries/deliveries.ts'
import { invoiceOfApplication } from '../invoices/invoices.ts'
import type { Sealer } from '../seal.ts'
import type { Jobs } from '../work/jobs.ts'

/** 再发一份: a new delivery of an issued invoice, to the same or another address. */
export async function resend(
  deps: { db: Db; jobs: Jobs; sealer: Sealer },
  application: { tenantId: string; id: string },
  email: string,
): Promise<{ ok: true } | Refused<'too-late'>> {
  const { tenantId } = application
  const invoice = await invoiceOfApplication(deps.db, tenantId, application.id)
  if (!invoice) return refuse('too-late')
  await deps.db.transaction().execute((tx) =>
    addDelivery(tx, deps.jobs, {
      tenantId,
      invoiceId: invoice.id,
      addressSealed: deps.sealer.seal(email),
      addressHash: deps.sealer.hash(email.toLowerCase()),
    }),
  )
  return { ok: true }
}
