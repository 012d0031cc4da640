import { maskEmail } from '@mashang/invoice'
import { applicationById } from '../applications/applications.ts'
import type { Deps } from '../deps.ts'
import { shopAt } from '../organizations/organizations.ts'
import { rejectionMail } from './rejection-mail.ts'
import { scanPathOf } from './store.ts'

/** From then on a mail server that still refuses is believed: the page has said the same all along. */
const TRIED_FOR_MS = 24 * 3600_000

type RejectionDeps = Pick<Deps, 'db' | 'sealer' | 'links' | 'sendMail'>

/**
 * Mails the applicant why the application was rejected. Throws what keeps the mail from going out, so that its job
 * comes back; after a day it gives up.
 */
export async function tellRejection(
  deps: RejectionDeps,
  job: { tenantId: string; applicationId: string },
): Promise<void> {
  const application = await applicationById(deps.db, job.tenantId, job.applicationId)
  if (application?.status !== 'rejected' || !application.endedAt) return
  if (Date.now() - application.endedAt.getTime() > TRIED_FOR_MS) return

  const [shop, scanPath] = await Promise.all([
    shopAt(deps.db, job.tenantId, application.organizationId),
    scanPathOf(deps.db, application),
  ])
  const page = deps.links.linkTo(shop.tenantKey, application.id)
  const address = deps.sealer.open(application.emailSealed)
  const mail = {
    messageId: `<${application.id}.rejection@mashang>`,
    to: address,
    // The page offers to apply again when it is told where.
    ...rejectionMail({ application, shop, link: scanPath ? `${page}#${scanPath}` : page }),
    attachments: [],
  }
  await deps.sendMail(mail).catch((error: Error) => {
    // The queue keeps what a job died of, and a mail server likes to repeat the address.
    throw new Error(error.message.replaceAll(address, maskEmail(address)))
  })
}
