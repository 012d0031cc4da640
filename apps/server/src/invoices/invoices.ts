import type { TaxChannel } from '@mashang/channels'
import type { Db } from '@mashang/db/connect'
import { documentName, nameOnInvoice } from '@mashang/invoice'
import type { Archive } from '../documents/archive.ts'
import { type DocumentFormat, type Invoice, insertDocument, invoiceById, invoiceOfApplication } from './store.ts'

export { type DocumentFormat, type Invoice, invoiceById, invoiceOfApplication }

/** The bureau's own way to name a download. */
export function nameOfDocument({ number, buyer, issuedAt }: Invoice, format: DocumentFormat): string {
  // China has one time zone and no summer time.
  const inChina = new Date(issuedAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)
  return documentName({ number, buyerName: nameOnInvoice(buyer), issuedAt: inChina }, format)
}

/** A channel that makes XML and OFD has them by then. */
const OTHERS_WITHIN_MS = 3 * 60_000

/** A document's bytes from the archive; undefined while it is not there. */
export async function documentBytes(archive: Archive, invoice: Invoice, format: DocumentFormat) {
  const document = invoice.documents.find((each) => each.format === format)
  return document && (await archive.get(document.sha256))
}

/**
 * Archives what the channel offers and we do not hold yet. It is asked for the addresses each time, because they
 * expire. Throws while a document may still come, so that the job that called is run again: the PDF always, the others
 * for some minutes, because not every channel makes them.
 */
export async function archiveDocuments(
  deps: { db: Db; archive: Archive; channel: TaxChannel },
  tenantId: string,
  requestNumber: string,
  invoice: Invoice,
): Promise<Invoice> {
  const held = new Set<DocumentFormat>(invoice.documents.map((document) => document.format))
  if (held.size === 3) return invoice
  const found = await deps.channel.find(requestNumber)
  const offered = found.kind === 'issued' ? found.documents : []
  for (const { format, url } of offered) {
    if (held.has(format)) continue
    const archived = await deps.archive.put(await deps.channel.fetchDocument(url))
    await insertDocument(deps.db, tenantId, invoice.id, { format, ...archived })
    held.add(format)
  }
  const patient = Date.now() - invoice.issuedAt.getTime() < OTHERS_WITHIN_MS
  if (!held.has('pdf') || (held.size < 3 && patient)) throw new Error('the channel has not made the documents yet')
  return (await invoiceById(deps.db, tenantId, invoice.id)) ?? invoice
}
