import { plainYuan, totals } from '@mashang/invoice'
import QRCode from 'qrcode'
import type { FaceElement } from './face.ts'
import type { FaceInvoice } from './face-invoice.ts'
import { qrPayload } from './qr-payload.ts'
import type { Sheet } from './sheets.ts'
import { captionAt, captionCentredOn, NINE_POINTS, sizeToFit, TWELVE_POINTS, textAt } from './text.ts'

const QR = { x: 6.5, y: 6, size: 20 }
/** Holds all that a genuine invoice says; the version the specification names. */
const QR_VERSION = 5
const QR_VERSION_BYTES = 84

/** 特定业务, in the box beside the QR code. */
const TAGS = {
  'real-estate-lease': ['不动产经营', '租赁服务'],
  'passenger-transport': ['旅客运输', '服务'],
  fuel: ['成品油'],
} as const

export function drawHeader(invoice: FaceInvoice, sheet: Sheet, qr: readonly FaceElement[]): FaceElement[] {
  const number = { size: sizeToFit(invoice.number, 35), tag: 'InvoiceNo' } as const
  return [
    ...qr,
    ...drawTag(invoice),
    textAt(170, 13.9, invoice.number, number),
    textAt(170, 20, dateInWords(invoice.issuedAt), { tag: 'IssueDate' }),
    ...(sheet.pages > 1 ? [captionAt(154.2, 26, `共${sheet.pages}页 第${sheet.page}页`)] : []),
  ]
}

/** A genuine invoice's says what the bureau prescribes; a sample's is an address, so that no scanner books it. */
export function drawQr(invoice: FaceInvoice, verifyAt: string): FaceElement[] {
  if (invoice.origin.kind === 'sample') return [matrix(sampleAddress(invoice, verifyAt))]
  return [matrix(qrPayload(invoice)), ...taxMark()]
}

function sampleAddress({ number, issuedAt, lines }: FaceInvoice, verifyAt: string): string {
  return `${verifyAt}?n=${number}&d=${issuedAt.slice(0, 10)}&a=${plainYuan(totals(lines).gross)}`
}

function matrix(text: string): FaceElement {
  const data = Buffer.from(text)
  const version = data.length <= QR_VERSION_BYTES ? { version: QR_VERSION } : {}
  // Any mask is legal. Choosing the best one of eight would take longer than drawing the whole face.
  const { modules } = QRCode.create([{ mode: 'byte', data }], { errorCorrectionLevel: 'M', maskPattern: 2, ...version })
  const row = (index: number) =>
    Array.from(modules.data.subarray(index * modules.size, (index + 1) * modules.size), (module) => module === 1)
  return { kind: 'matrix', ...QR, modules: Array.from({ length: modules.size }, (_, index) => row(index)) }
}

/** 税 on a square in the middle of the QR code, whose error correction makes up for what it hides. */
function taxMark(): FaceElement[] {
  const side = 5.36
  const centre = { x: QR.x + QR.size / 2, y: QR.y + QR.size / 2 }
  return [
    {
      kind: 'rectangle',
      x: centre.x - side / 2,
      y: centre.y - side / 2,
      width: side,
      height: side,
      colour: [250, 239, 173],
    },
    captionCentredOn(centre.x, centre.y + 1.15, '税', { font: 'song', size: NINE_POINTS }),
  ]
}

function drawTag({ business }: FaceInvoice): FaceElement[] {
  if (!business) return []
  const rows = TAGS[business.kind]
  const top = 17.5 - (rows.length - 1) * 2.6
  return rows.map((row, index) => captionCentredOn(43, top + index * 5.2, row, { size: TWELVE_POINTS }))
}

/** `2026年11月23日` */
function dateInWords(issuedAt: string): string {
  const [year, month, day] = issuedAt.slice(0, 10).split('-')
  return `${year}年${month}月${day}日`
}
