import { documentName, type Invoice } from '@mashang/invoice'
import { titleOf } from './face/frame.ts'
import { type LayOutOptions, layOut } from './face/lay-out.ts'
import { typefaces } from './face/typefaces.ts'
import { ofdOptionsOf } from './ofd/ofd-options.ts'
import { paintOfd } from './ofd/paint-ofd.ts'
import { paintPdf } from './pdf/paint-pdf.ts'
import { writeXml } from './xml/write-xml.ts'

export type { Face, FaceElement, FaceFont } from './face/face.ts'
export type { LayOutOptions } from './face/lay-out.ts'
export { layOut } from './face/lay-out.ts'
export { missingCharacters } from './face/missing.ts'
export { type DocumentRead, readDocument } from './import/read-document.ts'
export { pictureOf } from './picture-of.ts'

/**
 * The three documents of an invoice. Equal invoices make equal bytes; nothing but the fonts is read, once, by the first
 * call or by `loadFonts`.
 */
export const formats = ['pdf', 'ofd', 'xml'] as const
export type DocumentFormat = (typeof formats)[number]

/** PDF/A-3b with the XML inside. */
export function pdfOf(invoice: Invoice, options?: LayOutOptions): Uint8Array {
  return paintPdf(layOut(invoice, options), {
    title: `${titleOf(invoice)} ${invoice.number}`,
    createdAt: invoice.issuedAt,
    xml: { bytes: xmlOf(invoice), name: fileNameOf(invoice, 'xml') },
  })
}

export function ofdOf(invoice: Invoice, options?: LayOutOptions): Uint8Array {
  return paintOfd(layOut(invoice, options), { ...ofdOptionsOf(invoice), xml: xmlOf(invoice) })
}

export function xmlOf(invoice: Invoice): Uint8Array {
  return writeXml(invoice)
}

/** `dzfp_<号码>_<购方>_<yyyyMMddHHmmss>.pdf` */
export function fileNameOf({ number, buyer, issuedAt }: Invoice, format: DocumentFormat): string {
  return documentName({ number, buyerName: buyer.name, issuedAt }, format)
}

/** For a server's start, so that its first invoice need not wait for the disk. */
export function loadFonts(): void {
  typefaces()
}
