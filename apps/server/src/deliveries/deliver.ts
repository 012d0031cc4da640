import { advance, deliveryLife, maskEmail } from '@mashang/invoice'
import { applicationById } from '../applications/applications.ts'
import { isSimulated } from '../channels/channels.ts'
import type { Deps } from '../deps.ts'
import { archiveDocuments, documentBytes, documentName, invoiceById } from '../invoices/invoices.ts'
import { shopAt } from '../organizations/organizations.ts'
import { invoiceMail } from './invoice-mail.ts'
import type { Mail } from './mail.ts'
import { type Delivery, deliveryById, deliveryForUpdate, recordAttempt } from './store.ts'

/** After this many tries, about half a day, a person has to look. */
const MOST_ATTEMPTS = 24
const LONGEST_PAUSE_MS = 60 * 60_000

type DeliverDeps = Pick<Deps, 'db' | 'mailDb' | 'jobs' | 'sealer' | 'links' | 'archive' | 'sendMail' | 'channelOf'>

/**
 * Hop 5: archives the invoice's documents and mails them. The row is held while the mail goes out: of two jobs for it
 * the second waits, and then finds nothing to do.
 */
export async function deliver(deps: DeliverDeps, job: { tenantId: string; deliveryId: string }): Promise<void> {
  const { tenantId, deliveryId } = job
  const due = await deliveryById(deps.db, tenantId, deliveryId)
  if (due?.status !== 'due') return
  const address = deps.sealer.open(due.addressSealed)
  // Before the row is held, for the bureau may take its time.
  const mail = mailOf(deps, due, address)
  await Promise.allSettled([mail])
  await deps.mailDb.transaction().execute(async (tx) => {
    const delivery = await deliveryForUpdate(tx, tenantId, deliveryId)
    if (delivery?.status !== 'due') return
    const failure = await mail.then(deps.sendMail).then(
      () => undefined,
      // A mail server likes to repeat the address, which is kept sealed.
      (error: unknown) =>
        (error instanceof Error ? error.message : String(error)).replaceAll(address, maskEmail(address)),
    )
    if (failure === undefined)
      return await recordAttempt(tx, delivery, { status: advance(deliveryLife, 'due', 'send'), error: null })
    const last = delivery.attempts + 1 >= MOST_ATTEMPTS
    await recordAttempt(tx, delivery, { status: last ? advance(deliveryLife, 'due', 'fail') : 'due', error: failure })
    if (last) return
    const afterMs = Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** delivery.attempts)
    await deps.jobs.enqueue(tx, 'deliver', job, { afterMs })
  })
}

/** The mail with its documents, which are archived first. Throws what keeps it from being made. */
async function mailOf(deps: DeliverDeps, delivery: Delivery, address: string): Promise<Mail> {
  const { db } = deps
  const { tenantId } = delivery
  const found = await invoiceById(db, tenantId, delivery.invoiceId)
  const application = found && (await applicationById(db, tenantId, found.applicationId))
  if (!found || !application) throw new Error(`delivery ${delivery.id} has no invoice`)

  const channel = await deps.channelOf(tenantId, application.sellerId)
  if (!channel) throw new Error('the seller has no tax channel to fetch documents from')
  const invoice = await archiveDocuments({ ...deps, channel }, tenantId, application.requestNumber, found)
  const shop = await shopAt(db, tenantId, application.organizationId)
  const attachments = await Promise.all(
    invoice.documents.map(async ({ format }) => ({
      filename: documentName(invoice, format),
      content: await documentBytes(deps.archive, invoice, format),
    })),
  )
  // The link proves its bearer to be the holder: a copy for somebody else carries the documents and no more.
  const own = deps.sealer.open(application.emailSealed).toLowerCase() === address.toLowerCase()
  return {
    // The same delivery tried twice is recognisably the same mail.
    messageId: `<${delivery.id}@mashang>`,
    to: address,
    ...invoiceMail({
      application,
      invoice,
      shop,
      link: own ? deps.links.linkTo(shop.tenantKey, application.id) : undefined,
      // The seller of then: the shop may have another by now.
      simulated: await isSimulated(db, tenantId, application.sellerId),
    }),
    attachments: attachments.flatMap(({ filename, content }) =>
      content ? [{ filename, content: Buffer.from(content) }] : [],
    ),
  }
}
