import type { Invoice } from '@mashang/invoice'
import { CURRENT_VERSION, printXml } from './print.ts'
import type { XmlDocument } from './read-xml.ts'
import { notSaidBy, withUnknown } from './unknown.ts'

const encoder = new TextEncoder()

/**
 * The XML of an invoice (EInvoice, UTF-8): the same bytes for the same invoice. A sample is marked as one in four places
 * and carries no signature; a direct unit's (乐企直连单位) names the unit in `ptbh`.
 */
export function writeXml(invoice: Invoice): Uint8Array {
  return encoder.encode(printXml(invoice, CURRENT_VERSION))
}

/**
 * The file of a document that was read, in our spelling and order and with everything we did not know. An original that
 * the tax bureau signed is given back byte for byte: nothing may ever be written in its place.
 */
export function rewriteXml(document: XmlDocument): Uint8Array {
  if (document.signed) return document.bytes
  const { invoice, version, rootAttributes } = document
  const unknown = document.unknown()
  return encoder.encode(withUnknown(printXml(notSaidBy(unknown, invoice), version), rootAttributes, unknown))
}
