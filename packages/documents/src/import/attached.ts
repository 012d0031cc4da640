import { type Fen, fen, LARGEST_AMOUNT, starredName } from '@mashang/invoice'
import { readXml, type XmlDocument } from '../xml/read-xml.ts'
import type { Facts } from './facts.ts'
import { attachedLimits } from './limits.ts'

/** The first of the attached XML files that is an invoice. */
export function dataIn(attached: readonly Uint8Array[], source: 'pdf' | 'ofd'): Facts | undefined {
  let left = attachedLimits.bytes
  for (const bytes of attached.slice(0, attachedLimits.files)) {
    left -= bytes.length
    if (left < 0) return undefined
    const read = readXml(bytes)
    const facts = read.ok ? factsOf(read.document, source) : undefined
    if (facts) return facts
  }
  return undefined
}

/** Undefined when it does not even say number, date and amounts. */
export function factsOf(
  { invoice, stated, unreadable, contradictions, red, signed }: XmlDocument,
  source: Facts['source'],
): Facts | undefined {
  const date = invoice.issuedAt.slice(0, 10)
  const net = stated.net ?? sumOf(invoice.lines.map((line) => line.net))
  const tax = stated.tax ?? sumOf(invoice.lines.map((line) => line.tax))
  const gross = stated.gross ?? (net !== undefined && tax !== undefined ? sumOf([net, tax]) : undefined)
  if (!/^\d{8,20}$/.test(invoice.number) || !/^\d{4}-\d\d-\d\d$/.test(date)) return undefined
  if (net === undefined || tax === undefined || gross === undefined) return undefined
  const hasTime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(invoice.issuedAt)
  return {
    source,
    number: invoice.number,
    date,
    ...(hasTime && { issuedAt: invoice.issuedAt }),
    ...(invoice.kind && { kind: invoice.kind }),
    ...(red && { red: invoice.reverses ?? {} }),
    seller: invoice.seller.taxpayerId ? invoice.seller : { ...invoice.seller, taxpayerId: undefined },
    buyer: invoice.buyer,
    net,
    tax,
    gross,
    ...(stated.grossInWords && { grossInWords: stated.grossInWords }),
    lines: invoice.lines.map(
      ({ shortName, name, specification, unit, quantity, netUnitPrice, net, tax, taxation }) => ({
        item: shortName === '' ? name : starredName({ shortName, name }),
        ...(specification && { specification }),
        ...(unit && { unit }),
        ...(quantity && { quantity }),
        ...(netUnitPrice && { netUnitPrice }),
        net,
        tax,
        ...(taxation && { taxation }),
      }),
    ),
    ...(invoice.remark && { remark: invoice.remark }),
    ...(unreadable.length > 0 && { unreadable }),
    ...(contradictions.length > 0 && { contradictions }),
    sample: invoice.origin.kind === 'sample',
    signed,
  }
}

function sumOf(amounts: readonly Fen[]): Fen | undefined {
  const total = amounts.reduce((sum: number, amount) => sum + amount, 0)
  return Math.abs(total) <= LARGEST_AMOUNT ? fen(total) : undefined
}
