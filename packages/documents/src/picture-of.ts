import { LARGEST_AMOUNT, type PaymentChannel, parseDay, paymentChannels, specialBusinessOf } from '@mashang/invoice'
import type { FaceInvoice } from './face/face-invoice.ts'
import { type LayOutOptions, layOut } from './face/lay-out.ts'
import { paintSvg } from './svg/paint-svg.ts'
import { readXml, type XmlDocument } from './xml/read-xml.ts'

/**
 * The face of an invoice as an SVG picture for screens, drawn from its XML; the document is the PDF. `sample` marks it as
 * worth nothing though the XML does not say so: vendors' sandboxes make files like real ones. Undefined for what is no
 * invoice, and where the XML tells anything of the face that we would not draw, or draw differently: a face that says
 * something else than the PDF would be a wrong one.
 */
export function pictureOf(
  xml: Uint8Array,
  { sample = false, ...options }: LayOutOptions & { sample?: boolean } = {},
): string | undefined {
  const read = readXml(xml)
  const invoice = read.ok ? faceInvoiceOf(read.document) : undefined
  return invoice && paintSvg(layOut(sample ? { ...invoice, origin: { kind: 'sample' } } : invoice, options))
}

function faceInvoiceOf(document: XmlDocument): FaceInvoice | undefined {
  const { kind, lines, payments, ...rest } = document.invoice
  if (!kind || (document.red && !rest.reverses) || document.contradictions.length > 0) return undefined
  if (!/^\d{20}$/.test(rest.number) || !parseDay(rest.issuedAt.slice(0, 10))) return undefined
  if (isTooMuch(document.invoice) || document.unknown().some(standsOnTheFace)) return undefined
  // 成品油 stands on the face, and in no XML.
  if (lines.some(({ taxCode }) => specialBusinessOf(taxCode) === 'fuel')) return undefined
  const taxed = lines.flatMap(({ taxation, ...line }) => (taxation ? [{ ...line, taxation }] : []))
  const known = payments?.flatMap(({ channel, transaction }) => (isKnown(channel) ? [{ channel, transaction }] : []))
  if (taxed.length === 0 || taxed.length < lines.length || known?.length !== payments?.length) return undefined
  return { ...rest, kind, lines: taxed, ...(known && { payments: known }) }
}

/** What the invoice that was read does not say, though the file does: totals that are not those of its lines among it. */
const standsOnTheFace = ({ path }: { path: string }) =>
  /^\/EInvoice\/EInvoiceData\/(BasicInformation|IssuItemInformation|SpecificInformation)\b/.test(path)

/** The bureau takes 300 at most, and 2000 lines; to lay out a name of a million characters would take minutes. */
const LONGEST_TEXT = 1000

/** Any part of the lines may be summed up on a page of its own. */
function isTooMuch(invoice: XmlDocument['invoice']): boolean {
  const amounts = invoice.lines.reduce((sum, { gross, net }) => sum + Math.max(Math.abs(gross), Math.abs(net)), 0)
  return amounts > LARGEST_AMOUNT || longestText(invoice) > LONGEST_TEXT
}

function longestText(value: unknown): number {
  if (typeof value === 'string') return value.length
  return value !== null && typeof value === 'object' ? Math.max(0, ...Object.values(value).map(longestText)) : 0
}

const isKnown = (channel: string): channel is PaymentChannel => Object.hasOwn(paymentChannels, channel)
