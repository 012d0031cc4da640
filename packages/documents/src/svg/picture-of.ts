import { type PaymentChannel, paymentChannels } from '@mashang/invoice'
import type { FaceInvoice } from '../face/face-invoice.ts'
import { type LayOutOptions, layOut } from '../face/lay-out.ts'
import { factsOf } from '../import/attached.ts'
import { readXml, type XmlDocument } from '../xml/read-xml.ts'
import { paintSvg } from './paint-svg.ts'

/**
 * The face of an invoice as an SVG picture for screens, drawn from its XML; the document is the PDF. Undefined for what is
 * no invoice, and for one that the XML does not tell in full: its kind, how a line is taxed (差额征税), or totals that are
 * not those of its lines. A face that says something else than the PDF would be a wrong one.
 */
export function pictureOf(xml: Uint8Array, options?: LayOutOptions): string | undefined {
  const read = readXml(xml)
  const invoice = read.ok ? faceInvoiceOf(read.document) : undefined
  return invoice && paintSvg(layOut(invoice, options))
}

function faceInvoiceOf(document: XmlDocument): FaceInvoice | undefined {
  const { kind, lines, payments, ...rest } = document.invoice
  const said = factsOf(document, 'xml')
  const summed = factsOf({ ...document, stated: { grossInWords: '' } }, 'xml')
  if (!kind || !said || !summed || said.unreadable || said.contradictions || lines.length === 0) return undefined
  if (said.net !== summed.net || said.tax !== summed.tax || said.gross !== summed.gross) return undefined
  const taxed = lines.flatMap(({ taxation, ...line }) => (taxation ? [{ ...line, taxation }] : []))
  const known = payments?.flatMap(({ channel, transaction }) => (isKnown(channel) ? [{ channel, transaction }] : []))
  if (taxed.length < lines.length || known?.length !== payments?.length) return undefined
  return { ...rest, kind, lines: taxed, ...(known && { payments: known }) }
}

const isKnown = (channel: string): channel is PaymentChannel => Object.hasOwn(paymentChannels, channel)
