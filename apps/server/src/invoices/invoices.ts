import type { TaxChannel } from '@mashang/channels'
import type { Db } from '@mashang/db/connect'
import type { Archive } from '../documents/archive.ts'
import { type DocumentFormat, type Invoice, insertDocument, invoiceById, invoiceOfApplication } from './store.ts'

export { type DocumentFormat, type Invoice, invoiceById, invoiceOfApplication }

/** `dzfp_号码.pdf`: the bureau's own way to name a download. */
export const documentName = (invoice: Invoice, format: DocumentFormat) => `dzfp_${invoice.number}.${format}`

/** A document's bytes from the archive; undefined while it is not there. */
export async function documentBytes(archive: Archive, invoice: Invoice, format: DocumentFormat) {
  const document = invoice.documents.find((each) => each.format === format)
  return document && (await archive.get(document.sha256))
}

/**
 * Archives what the channel offers and we do not hold yet. It is asked for the addresses each time, because they
 * expire. Throws while there is no PDF: the job that called is run again.
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
  if (!held.has('pdf')) throw new Error('the channel has not made the documents yet')
  return (await invoiceById(deps.db, tenantId, invoice.id)) ?? invoice
}
