import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'
import type { Invoice } from '@mashang/invoice'
import { expect, test } from 'vitest'
import type { FaceText } from '../face/face.ts'
import { layOut } from '../face/lay-out.ts'
import { qrPayload } from '../face/qr-payload.ts'
import { widthOf } from '../face/text.ts'
import {
  aLongInvoice,
  aMixedInvoice,
  anOrdinaryInvoice,
  aParkingInvoice,
  aRareInvoice,
  aRedInvoice,
} from '../testing/invoices.ts'
import { compressed } from './objects.ts'
import { paintPdf } from './paint-pdf.ts'
import {
  ask,
  attachmentOf,
  type Box,
  coverage,
  hasMupdf,
  hasPoppler,
  inkIn,
  PIXELS_PER_MM,
  picturesOf,
} from './testing/readers.ts'

// Its declaration promises a default export that Node does not give.
const jsQR: typeof import('jsqr').default = createRequire(import.meta.url)('jsqr')

const xml = Buffer.from('<EInvoice>数电票</EInvoice>')

const invoices: [string, Invoice][] = [
  ['ordinary', anOrdinaryInvoice()],
  ['mixed', aMixedInvoice()],
  ['red', aRedInvoice()],
  ['parking', aParkingInvoice()],
  ['rare', aRareInvoice()],
  ['of 100 lines', aLongInvoice(100)],
]

/** Without the marks of a sample, which would lend their ink to whatever is missing below them. */
const direct = { origin: { kind: 'direct-unit', id: '91330000123456789X' } } as const

function pdfOf(invoice: Invoice): Uint8Array {
  return paintPdf(layOut(invoice), {
    title: '电子发票（普通发票）',
    createdAt: invoice.issuedAt,
    xml: { bytes: xml, name: '发票.xml' },
  })
}

test.each(invoices)('the invoice %s is the same bytes when painted again', (_, invoice) => {
  const first = pdfOf(invoice)
  // What is prepared for others in between must not show.
  for (const [, other] of invoices) pdfOf(other)
  expect(Buffer.compare(pdfOf(structuredClone(invoice)), first)).toBe(0)
})

test('streams are the same bytes on every processor, which node:zlib does not promise', () => {
  const text = Array.from({ length: 2000 }, (_, index) => `${(index * index) % 997} `).join('')
  expect(createHash('sha256').update(compressed(text).bytes).digest('hex').slice(0, 16)).toBe('d6e60f0e04835f95')
  expect(inflateSync(compressed(text).bytes).toString()).toBe(text)
})

test('an invoice of another number is another file', () => {
  const [a, b] = [anOrdinaryInvoice(), anOrdinaryInvoice({ number: '99990000000000000007' })].map((invoice) =>
    Buffer.from(pdfOf(invoice)).toString('latin1'),
  )
  const id = /\/ID\[<([0-9a-f]{32})>/
  expect(id.exec(a ?? '')?.[1]).not.toBe(id.exec(b ?? '')?.[1])
})

test('an invoice of two lines stays below 60 KB', () => {
  expect(pdfOf(anOrdinaryInvoice()).length).toBeLessThan(60_000)
})

test.skipIf(!hasPoppler).each(invoices)(
  'every font of the invoice %s is an embedded subset with Unicode',
  (_, invoice) => {
    const [, , ...fonts] = ask('pdffonts', [], pdfOf(invoice)).trim().split('\n')
    expect(fonts.length).toBeGreaterThanOrEqual(3)
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes /)
  },
)

test.skipIf(!hasPoppler).each(invoices)('all that the invoice %s says can be selected and searched', (_, invoice) => {
  const found = ask('pdftotext', ['-layout'], pdfOf(invoice), ['-']).replace(/\s/g, '')
  for (const page of layOut(invoice).pages)
    for (const element of page.elements)
      if (element.kind === 'text') expect(found).toContain(element.text.replace(/\s/g, ''))
})

test.skipIf(!hasPoppler)('rare and supplementary characters are selected as themselves', () => {
  expect(ask('pdftotext', [], pdfOf(aRareInvoice()), ['-'])).toContain('北京龘靐齉𠮷㐂餐饮（深圳）有限公司')
})

test.skipIf(!hasPoppler)('the XML is attached under its name', () => {
  expect(ask('pdfdetach', ['-list'], pdfOf(anOrdinaryInvoice()))).toContain('发票.xml')
  expect(attachmentOf(pdfOf(anOrdinaryInvoice()))).toBe(xml.toString())
})

test.skipIf(!hasPoppler)('the document says what it is and when it was made', () => {
  const pdf = pdfOf(aRedInvoice())
  const information = ask('pdfinfo', ['-rawdates'], pdf)
  expect(information).toMatch(/Title: +电子发票（普通发票）/)
  expect(information).toMatch(/CreationDate: +D:20261124093000\+08'00'/)
  const metadata = ask('pdfinfo', ['-meta'], pdf)
  expect(metadata).toContain('<pdfaid:part>3</pdfaid:part>')
  expect(metadata).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
  expect(metadata).toContain('<xmp:CreateDate>2026-11-24T09:30:00+08:00</xmp:CreateDate>')
})

test('what PDF/A-3 asks of the file itself is there', () => {
  const text = Buffer.from(pdfOf(anOrdinaryInvoice())).toString('latin1')
  expect(text).toMatch(/\/OutputIntents\[<<\/Type\/OutputIntent\/S\/GTS_PDFA1/)
  expect(text).toMatch(/\/AF\[\d+ 0 R\]/)
  expect(text).toContain('/AFRelationship/Alternative')
  expect(text).toContain('/Subtype/text#2Fxml')
  expect(text).toContain('/Lang(zh-CN)')
  expect(text).not.toMatch(/\/Encrypt|\/JavaScript|\/LZWDecode/)
})

test.skipIf(!hasMupdf).each(invoices)('another reader has nothing to complain of in the invoice %s', (_, invoice) => {
  const pdf = pdfOf(invoice)
  const complaints = (printed: string) =>
    printed.split('\n').filter((line) => /warning|error/.test(line) && !line.includes('ICC support is not available'))
  expect(complaints(ask('mutool', ['info'], pdf))).toEqual([])
  expect(complaints(ask('mutool', ['draw', '-r', '72', '-o', '/dev/null'], pdf))).toEqual([])
})

test.skipIf(!hasPoppler).each([
  ['ordinary', anOrdinaryInvoice(direct)],
  ['mixed', { ...aMixedInvoice(), ...direct }],
  ['red', { ...aRedInvoice(), ...direct }],
  ['parking', { ...aParkingInvoice(), ...direct }],
  ['rare', { ...aRareInvoice(), ...direct }],
])('every text of the invoice %s leaves ink where the face has it', (_, invoice) => {
  const pictures = picturesOf(pdfOf(invoice))
  layOut(invoice).pages.forEach((page, index) => {
    for (const element of [...page.template.elements, ...page.elements]) {
      if (element.kind !== 'text' || element.text.trim() === '') continue
      const ink = coverage(inkIn(pictures[index] as never, boxOf(element)))
      expect(ink, element.text).toBeGreaterThan(0.03)
      expect(ink, element.text).toBeLessThan(0.6)
    }
  })
})

test.skipIf(!hasPoppler)('a longer amount leaves more ink, and none beside it', () => {
  const box = { left: 128.2, right: 153.2, top: 56.6, bottom: 60.3 }
  const inkOf = (gross: number) => {
    const [line] = anOrdinaryInvoice().lines
    const [picture] = picturesOf(pdfOf(anOrdinaryInvoice({ ...direct, lines: [{ ...line, net: gross } as never] })))
    return coverage(inkIn(picture as never, box))
  }
  expect(inkOf(11_111_111_11)).toBeGreaterThan(inkOf(1_11) * 2)
  const [picture] = picturesOf(pdfOf(anOrdinaryInvoice(direct)))
  expect(coverage(inkIn(picture as never, { ...box, left: 129, right: 139 }))).toBe(0)
})

test.skipIf(!hasPoppler)('each rare character has a shape of its own, which is not that of a missing one', () => {
  const characters = [...'龘靐齉𠮷㐂㛃㼆〓']
  const shapes = characters.map((character) => {
    const [picture] = picturesOf(pdfOf(anOrdinaryInvoice({ ...direct, drawer: character })))
    return inkIn(picture as never, { left: 31.5, right: 36, top: 128, bottom: 134 })
  })
  for (const [index, shape] of shapes.entries()) {
    expect(coverage(shape), characters[index]).toBeGreaterThan(0.03)
    for (const [other, another] of shapes.entries())
      if (other !== index) expect(difference(shape, another)).toBeGreaterThan(0.02)
  }
})

test.skipIf(!hasPoppler)('a character of no font shows as 〓 and is still found as itself', () => {
  const unknown = '\u{323b0}'
  const pdf = pdfOf(anOrdinaryInvoice({ ...direct, drawer: unknown }))
  const shapeOf = (file: Uint8Array) =>
    inkIn(picturesOf(file)[0] as never, { left: 31.5, right: 36, top: 128, bottom: 134 })
  expect(difference(shapeOf(pdf), shapeOf(pdfOf(anOrdinaryInvoice({ ...direct, drawer: '〓' }))))).toBe(0)
  expect(ask('pdftotext', [], pdf, ['-'])).toContain(unknown)
})

test.skipIf(!hasPoppler)('the marks of a sample lie over everything, half transparent', () => {
  const [marked] = picturesOf(pdfOf(anOrdinaryInvoice()))
  const [plain] = picturesOf(pdfOf(anOrdinaryInvoice(direct)))
  const empty = { left: 10, right: 200, top: 66, bottom: 88 }
  expect(coverage(inkIn(plain as never, empty))).toBe(0)
  expect(coverage(inkIn(marked as never, empty))).toBeGreaterThan(0.005)
  // Black text below a mark is tinted, which it would not be above it.
  const items = { left: 12, right: 205, top: 31, bottom: 66 }
  const below = inkIn(marked as never, items)
  const tinted = inkIn(plain as never, items).filter((ink, index) => ink > 0.97 && (below[index] ?? 1) < 0.91)
  expect(tinted.length).toBeGreaterThan(10)
})

test.skipIf(!hasPoppler)(
  'a scanner reads the QR code: an address on samples, the prescribed text on genuine ones',
  () => {
    expect(scanned(anOrdinaryInvoice())).toBe(
      'https://sample.invalid/verify?n=99990000000000000001&d=2026-11-23&a=186.00',
    )
    const genuine = anOrdinaryInvoice(direct)
    expect(scanned(genuine)).toBe(qrPayload(genuine))
  },
)

function scanned(invoice: Invoice): string | undefined {
  const [picture] = picturesOf(pdfOf(invoice))
  if (!picture) return undefined
  const { data, width, height } = picture
  return jsQR(new Uint8ClampedArray(data), width, height)?.data
}

/** From the tops of ideographs to below the baseline. */
function boxOf({ x, y, text, font, size }: FaceText): Box {
  const width = widthOf(text, { font, size })
  return { left: x, right: Math.max(x + width, x + 2 / PIXELS_PER_MM), top: y - size * 0.85, bottom: y + size * 0.1 }
}

function difference(a: readonly number[], b: readonly number[]): number {
  return coverage(a.map((value, index) => Math.abs(value - (b[index] ?? 0))))
}
