import { type Refused, refuse } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { maskEmail, maskName } from '@mashang/invoice'
import type { HolderLinks } from '../links.ts'
import { tenantByKey } from '../organizations/organizations.ts'
import type { Sealer } from '../seal.ts'
import { type Application, applicationById } from './store.ts'
import { parseRef, refOf } from './view.ts'

/** How somebody proves to hold an application: the device that made it, or a mailed link. */
export type Proof = { deviceHash: Buffer; link?: string | undefined }

/** The application named in a link, if whoever asks may see it. */
export async function applicationOfHolder(
  deps: { db: Db; links: HolderLinks },
  ref: string,
  proof: Proof,
): Promise<{ ok: true; application: Application } | Refused<'not-found' | 'not-the-holder'>> {
  const parts = parseRef(ref)
  const tenant = parts && (await tenantByKey(deps.db, parts.tenantKey))
  const application = tenant && (await applicationById(deps.db, tenant.id, parts.id))
  if (!application) return refuse('not-found')
  const holds = application.deviceHash.equals(proof.deviceHash) || deps.links.proves(ref, proof.link)
  return holds ? { ok: true, application } : refuse('not-the-holder')
}

/**
 * The refusal for an order that has an application already. Its holder is told which; a stranger with a found receipt
 * sees no more than the holder needs to recognise it.
 */
export async function alreadyInvoiced(
  deps: { db: Db; sealer: Sealer },
  tenant: { id: string; key: string },
  applicationId: string | undefined,
  deviceHash: Buffer,
): Promise<Refused<'order-already-invoiced'>> {
  const application = applicationId && (await applicationById(deps.db, tenant.id, applicationId))
  if (!application) return refuse('order-already-invoiced')
  if (application.deviceHash.equals(deviceHash))
    return refuse('order-already-invoiced', { ref: refOf(tenant.key, application.id) })
  return refuse('order-already-invoiced', {
    buyerName: maskName(application.buyer.name),
    email: maskEmail(deps.sealer.open(application.emailSealed)),
    submittedAt: application.submittedAt.toISOString(),
  })
}
