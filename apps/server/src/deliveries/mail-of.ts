import { applicationById } from '../applications/applications.ts'
import type { Deps } from '../deps.ts'
import { archiveDocuments, invoiceById, nameOfDocument } from '../invoices/invoices.ts'
import { shopAt } from '../organizations/organizations.ts'
import { scanPathOf } from '../qr-codes/scan-path.ts'
import { invoiceMail } from './invoice-mail.ts'
import type { Mail } from './mail.ts'
import { rejectionMail } from './rejection-mail.ts'
import type { Delivery } from './store.ts'

export type MailDeps = Pick<Deps, 'db' | 'sealer' | 'links' | 'archive' | 'channelOf'>

/** The mail of a delivery. Throws what keeps it from being made. */
export async function mailOf(deps: MailDeps, delivery: Delivery): Promise<Mail> {
  const envelope = {
    // The same delivery tried twice is recognisably the same mail.
    messageId: `<${delivery.id}@mashang>`,
    to: deps.sealer.open(delivery.addressSealed),
  }
  return delivery.invoiceId === null
    ? { ...envelope, ...(await rejectionOf(deps, delivery.tenantId, delivery.applicationId)), attachments: [] }
    : { ...envelope, ...(await invoiceOf(deps, delivery.tenantId, delivery.invoiceId, envelope.to)) }
}

/** With its documents, which are archived first. */
async function invoiceOf(deps: MailDeps, tenantId: string, invoiceId: string, address: string) {
  const { db, archive } = deps
  const found = await invoiceById(db, tenantId, invoiceId)
  const application = found && (await applicationById(db, tenantId, found.applicationId))
  if (!found || !application) throw new Error(`there is no invoice ${invoiceId}`)

  const channelOf = () => deps.channelOf(tenantId, application.sellerId)
  const invoice = await archiveDocuments({ db, archive, channelOf }, tenantId, application.requestNumber, found)
  const shop = await shopAt(db, tenantId, application.organizationId)
  const attachments = await Promise.all(
    invoice.documents.map(async ({ format, sha256 }) => ({
      filename: nameOfDocument(invoice, format),
      content: Buffer.from(await archive.get(sha256)),
    })),
  )
  // The link proves its bearer to be the holder: a copy for somebody else carries the documents and no more.
  const own = deps.sealer.open(application.emailSealed).toLowerCase() === address.toLowerCase()
  const link = own ? deps.links.linkTo(shop.tenantKey, application.id) : undefined
  return { ...invoiceMail({ application, invoice, shop, link }), attachments }
}

async function rejectionOf(deps: MailDeps, tenantId: string, applicationId: string) {
  const application = await applicationById(deps.db, tenantId, applicationId)
  if (!application) throw new Error(`there is no application ${applicationId}`)
  const [shop, scanPath] = await Promise.all([
    shopAt(deps.db, tenantId, application.organizationId),
    scanPathOf(deps.db, application),
  ])
  const page = deps.links.linkTo(shop.tenantKey, application.id)
  // The page offers to apply again when it is told where.
  return rejectionMail({ application, shop, link: scanPath ? `${page}#${scanPath}` : page })
}
