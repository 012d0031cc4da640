import type { TaxChannel } from '@mashang/channels'
import { type Refused, refuse } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { pictureOf } from '@mashang/documents'
import { chinaTime, documentName, nameOnInvoice } from '@mashang/invoice'
import type { Archive } from '../documents/archive.ts'
import { type DocumentFormat, type Invoice, insertDocument, invoiceById, invoiceOfApplication } from './store.ts'

export { type DocumentFormat, type Invoice, invoiceById, invoiceOfApplication }

/** The bureau's own way to name a download. */
export function nameOfDocument({ number, buyer, issuedAt }: Invoice, format: DocumentFormat): string {
  return documentName({ number, buyerName: nameOnInvoice(buyer), issuedAt: chinaTime(issuedAt) }, format)
}

/** A channel that makes XML and OFD has them by then. */
const OTHERS_WITHIN_MS = 3 * 60_000

/** Whether a document may still come: the PDF always, the others for some minutes, because not every channel makes them. */
export function awaitsDocuments({ issuedAt, documents }: Pick<Invoice, 'issuedAt' | 'documents'>): boolean {
  if (documents.length === 3) return false
  const hasPdf = documents.some(({ format }) => format === 'pdf')
  return !hasPdf || Date.now() - issuedAt.getTime() < OTHERS_WITHIN_MS
}

/** A document's bytes from the archive; undefined while it is not there. */
export async function documentBytes(archive: Archive, invoice: Invoice, format: DocumentFormat) {
  const document = invoice.documents.find((each) => each.format === format)
  return document && (await archive.get(document.sha256))
}

/**
 * The face as an SVG picture, drawn from the XML that the channel gave: what it issued, not what was asked for. `verifyAt`
 * is where the QR code of a sample leads.
 */
export async function faceOf(
  archive: Archive,
  invoice: Invoice,
  verifyAt: string,
): Promise<{ ok: true; value: string } | Refused<'document-not-ready' | 'face-not-told'>> {
  const xml = await documentBytes(archive, invoice, 'xml')
  if (!xml) return refuse('document-not-ready')
  const value = pictureOf(xml, { verifyAt, sample: invoice.test })
  return value === undefined ? refuse('face-not-told') : { ok: true, value }
}

/**
 * Archives what the channel offers and we do not hold yet. It is asked for the addresses each time, because they
 * expire. Throws while a document may still come, so that the job that called is run again.
 */
export async function archiveDocuments(
  deps: { db: Db; archive: Archive; channelOf: () => Promise<TaxChannel | undefined> },
  tenantId: string,
  requestNumber: string,
  invoice: Invoice,
): Promise<Invoice> {
  if (invoice.documents.length === 3) return invoice
  const failure = await fetchMissing(deps, tenantId, requestNumber, invoice).catch((error: Error) => error)
  const now = (await invoiceById(deps.db, tenantId, invoice.id)) ?? invoice
  if (awaitsDocuments(now)) throw failure ?? new Error('the channel has not made the documents yet')
  return now
}

/** One that cannot be fetched keeps no other back. Returns what went wrong. */
async function fetchMissing(
  { db, archive, channelOf }: { db: Db; archive: Archive; channelOf: () => Promise<TaxChannel | undefined> },
  tenantId: string,
  requestNumber: string,
  invoice: Invoice,
): Promise<Error | undefined> {
  const channel = await channelOf()
  if (!channel) return new Error('the seller has no tax channel to fetch documents from')
  const found = await channel.find(requestNumber)
  const held = new Set(invoice.documents.map(({ format }) => format))
  const offered = found.kind === 'issued' ? found.documents.filter(({ format }) => !held.has(format)) : []
  const ends = await Promise.allSettled(
    offered.map(async ({ format, url }) => {
      const archived = await archive.put(await channel.fetchDocument(url))
      await insertDocument(db, tenantId, invoice.id, { format, ...archived })
    }),
  )
  return ends.find((end) => end.status === 'rejected')?.reason
}
