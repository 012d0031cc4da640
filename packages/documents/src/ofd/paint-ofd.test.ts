import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { strToU8, unzipSync } from 'fflate'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Face, FacePage, FaceText } from '../face/face.ts'
import { layOut } from '../face/lay-out.ts'
import {
  aLongInvoice,
  aMixedInvoice,
  anOrdinaryInvoice,
  aParkingInvoice,
  aRareInvoice,
  aRedInvoice,
} from '../testing/invoices.ts'
import { ofdOptionsOf } from './ofd-options.ts'
import { ofdProblems } from './ofd-problems.ts'
import { paintOfd } from './paint-ofd.ts'
import { aSmallFace, aText, someFacts, textsOf } from './testing/a-face.ts'
import { unpack } from './testing/damage.ts'

const xmllint = spawnSync('xmllint', ['--version']).status === 0

test('nothing is wrong with a painted face', () => {
  expect(ofdProblems(paintOfd(aSmallFace(), { ...someFacts, xml: strToU8('<EInvoice/>') }))).toEqual([])
})

test.each([
  ['an ordinary invoice', anOrdinaryInvoice(), 12],
  ['an invoice of forty lines', aMixedInvoice(), 30],
  ['a red invoice', aRedInvoice(), 12],
  ['an invoice for parking', aParkingInvoice(), 12],
  ['an invoice with rare characters', aRareInvoice(), 12],
  ['an invoice of a hundred lines', aLongInvoice(100), 42],
])('nothing is wrong with %s, and it is small', (_, invoice, kilobytes) => {
  const document = paintOfd(layOut(invoice), ofdOptionsOf(invoice))
  expect(ofdProblems(document)).toEqual([])
  expect(document.length).toBeLessThan(kilobytes * 1024)
})

test('the package has the files of the bureau’s own invoices, and the attachment of the older ones', () => {
  expect(Object.keys(unpack(paintOfd(aSmallFace(), { ...someFacts, xml: strToU8('<EInvoice/>') }))).sort()).toEqual([
    'Doc_0/Annots/Annotations.xml',
    'Doc_0/Annots/Page_0/Annotation.xml',
    'Doc_0/Annots/Page_1/Annotation.xml',
    'Doc_0/Attachs/Attachments.xml',
    'Doc_0/Attachs/original_invoice.xml',
    'Doc_0/Document.xml',
    'Doc_0/DocumentRes.xml',
    'Doc_0/Pages/Page_0/Content.xml',
    'Doc_0/Pages/Page_1/Content.xml',
    'Doc_0/PublicRes.xml',
    'Doc_0/Tags/CustomTag.xml',
    'Doc_0/Tags/CustomTags.xml',
    'Doc_0/Tpls/Tpl_0/Content.xml',
    'Doc_0/Tpls/Tpl_1/Content.xml',
    'OFD.xml',
  ])
})

test.skipIf(!xmllint)('libxml2 finds every file well-formed', () => {
  for (const [path, xml] of Object.entries(unpack(paintOfd(aSmallFace(), someFacts)))) {
    const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '-'], { input: xml, encoding: 'utf8' })
    expect({ path, status, stderr }).toEqual({ path, status: 0, stderr: '' })
  }
})

test('the same face and facts give the same bytes at any time, other facts another document', () => {
  vi.useFakeTimers({ now: new Date('2026-11-23T06:05:09Z') })
  onTestFinished(() => void vi.useRealTimers())
  const first = paintOfd(aSmallFace(), someFacts)
  vi.setSystemTime(new Date('2036-02-29T18:30:00Z'))
  expect(Buffer.from(paintOfd(aSmallFace(), someFacts)).equals(Buffer.from(first))).toBe(true)
  // The time of the first file in the ZIP: noon of 1980-01-01.
  expect([...first.slice(10, 14)]).toEqual([0x00, 0x60, 0x21, 0x00])
  expect(documentId(first)).toMatch(/^[0-9a-f]{32}$/)
  expect(documentId(paintOfd(aSmallFace(), { ...someFacts, tax: '10.54' }))).not.toBe(documentId(first))
})

const documentId = (document: Uint8Array) =>
  /<ofd:DocID>(.*?)<\/ofd:DocID>/.exec(unpack(document)['OFD.xml'] ?? '')?.[1]

test('OFD.xml says what the invoice is, and not that the bureau made it', () => {
  const ofd = unpack(paintOfd(aSmallFace(), { ...someFacts, buyerTaxpayerId: undefined }))['OFD.xml']
  expect(ofd).toContain('<ofd:CustomData Name="发票号码">99990000000000000001</ofd:CustomData>')
  expect(ofd).toContain('<ofd:CustomData Name="开票日期">2026年11月23日</ofd:CustomData>')
  expect(ofd).toContain('<ofd:CustomData Name="合计金额">175.47</ofd:CustomData>')
  expect(ofd).toContain('<ofd:CustomData Name="购买方纳税人识别号"></ofd:CustomData>')
  expect(ofd).toContain('<ofd:Author>Mashang</ofd:Author>')
  expect(ofd).toContain('<ofd:CreationDate>2026-11-23</ofd:CreationDate>')
})

test('the marks of a sample are a watermark over the whole page and a text of the page', () => {
  const files = unpack(paintOfd(aSmallFace(), someFacts))
  const annotation = files['Doc_0/Annots/Page_1/Annotation.xml']
  expect(annotation).toContain('Type="Watermark"')
  expect(annotation).toContain('<ofd:Appearance Boundary="0 0 210 157.5">')
  expect(annotation).toContain('>测试样张 SAMPLE 无效</ofd:TextCode>')
  const [, foreground = ''] = files['Doc_0/Pages/Page_1/Content.xml']?.split('Type="Foreground"') ?? []
  expect(foreground).toContain('>测试样张 SAMPLE 无效</ofd:TextCode>')
  expect(foreground).toContain('Alpha="77"')
})

test('a face without marks has no annotations', () => {
  const face: Face = { pages: aSmallFace().pages.map((page) => ({ ...page, overlay: [] })) }
  const document = paintOfd(face, someFacts)
  expect(Object.keys(unpack(document)).filter((path) => path.includes('Annots'))).toEqual([])
  expect(ofdProblems(document)).toEqual([])
})

test('what is prepared for one document does not show in another', () => {
  // The same second template after another first one: its ids are others.
  const [first, last] = aSmallFace().pages as [FacePage, FacePage]
  const longer = {
    ...first,
    template: { name: 'longer', elements: [...first.template.elements, ...first.template.elements] },
  }
  const faces: Face[] = [[first, last], [longer, last], [last]].map((pages) => ({ pages }))
  const fresh = faces.map((face) => paintOfd(structuredClone(face), someFacts))
  for (const order of [faces, faces.toReversed()])
    for (const face of order) {
      const document = paintOfd(face, someFacts)
      expect(ofdProblems(document)).toEqual([])
      expect(Buffer.from(document).equals(fresh[faces.indexOf(face)] as Uint8Array)).toBe(true)
    }
})

test('pages of one form share a template', () => {
  const [page] = aSmallFace().pages
  const files = unpack(paintOfd({ pages: page ? [page, page] : [] }, someFacts))
  expect(Object.keys(files).filter((path) => path.includes('Tpls'))).toEqual(['Doc_0/Tpls/Tpl_0/Content.xml'])
  expect(files['Doc_0/Pages/Page_1/Content.xml']).toContain('<ofd:Template TemplateID="6"')
})

test('tags name what is said once on the first page only, and lines on every page', () => {
  const files = unpack(paintOfd(aSmallFace(), someFacts))
  const tags = files['Doc_0/Tags/CustomTag.xml'] ?? ''
  const referred = (tag: string) => {
    const [, inside = ''] = new RegExp(`<ofd:${tag}>(.*?)</ofd:${tag}>`).exec(tags) ?? []
    return [...inside.matchAll(/PageRef="\d+">(\d+)</g)].map(([, id]) => textWithId(files, id ?? ''))
  }
  expect(referred('InvoiceNo')).toEqual(['99990000000000000001'])
  expect(referred('SellerName')).toEqual(['杭州码上餐饮管理', '有限公司'])
  expect(referred('Item')).toHaveLength(2)
})

function textWithId(files: Record<string, string>, id: string): string | undefined {
  const object = new RegExp(`<ofd:TextObject ID="${id}" .*?</ofd:TextObject>`)
  for (const xml of Object.values(files)) {
    const found = object.exec(xml)
    if (found) return [...found[0].matchAll(/<ofd:TextCode[^>]*>([^<]*)</g)].map(([, text]) => text).join('')
  }
  return undefined
}

test('whatever a text consists of, it arrives glyph by glyph in well-formed XML', () => {
  const anyText = fc.string({
    unit: fc
      .oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0x20bb7, 38, 60, 62))
      .map((code) => String.fromCodePoint(code)),
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(anyText, (text) => {
      const document = paintOfd(oneText(aText(text, 20, 20)), { ...someFacts, number: '1' })
      const wrong = ofdProblems(document).filter((problem) => /XML|DeltaX|glyphs/.test(problem))
      return wrong.length === 0
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['A&B <C> "D" \'E\'', 'A&amp;B &lt;C&gt; "D" \'E\''],
  ['a\u0000b\u001fc\ud800d\ufffee', 'a\ufffdb\ufffdc\ufffdd\ufffde'],
  ['一\t二\n三', '一 二 三'],
  ['&amp;', '&amp;amp;'],
])('%j is written as %j', (text, written) => {
  expect(unpack(paintOfd(oneText(aText(text, 20, 20)), someFacts))['Doc_0/Pages/Page_0/Content.xml']).toContain(
    `>${written}</ofd:TextCode>`,
  )
})

test('a character beyond the basic plane is one glyph, and shifts none that follow', () => {
  const xml = unpack(paintOfd(oneText(aText('王𠮷祥', 20, 20)), someFacts))['Doc_0/Pages/Page_0/Content.xml']
  expect(xml).toContain('<ofd:TextCode X="3.175" Y="3.175">𠮷</ofd:TextCode><ofd:TextCode X="6.35" Y="3.175">祥<')
})

test('equal advances are counted where that is shorter', () => {
  const text: FaceText = { ...aText('12345678', 20, 20), advances: [1, 1, 2, 3.175, 3.175, 3.175, 0.5] }
  expect(unpack(paintOfd(oneText(text), someFacts))['Doc_0/Pages/Page_0/Content.xml']).toContain(
    'DeltaX="1 1 2 g 3 3.175 0.5"',
  )
})

test('a text whose advances do not fit its glyphs is a bug and is not painted', () => {
  const text = { ...aText('113.00', 20, 20), advances: [1.5875] }
  expect(() => paintOfd(oneText(text), someFacts)).toThrow('1 advances for 6 glyphs')
})

test('boundaries hold their texts, turned ones too', () => {
  const files = unpack(paintOfd(aSmallFace(), someFacts))
  const boxes = [...(files['Doc_0/Pages/Page_0/Content.xml'] ?? '').matchAll(/<ofd:TextObject [^>]*Boundary="(.*?)"/g)]
  const [page] = aSmallFace().pages
  const texts = page ? textsOf({ ...page, template: { name: '', elements: [] } }) : []
  expect(boxes).toHaveLength(texts.length)
  for (const [index, text] of texts.entries()) {
    const [x = 0, y = 0, width = 0, height = 0] = (boxes[index]?.[1] ?? '').split(' ').map(Number)
    const end = endOf(text)
    for (const point of [{ x: text.x, y: text.y }, end]) {
      expect(point.x).toBeGreaterThanOrEqual(x - 1e-3)
      expect(point.x).toBeLessThanOrEqual(x + width + 1e-3)
      expect(point.y).toBeGreaterThanOrEqual(y - 1e-3)
      expect(point.y).toBeLessThanOrEqual(y + height + 1e-3)
    }
  }
})

/** Where the baseline is after the last glyph, taken for a full one. */
function endOf(text: FaceText) {
  const length = text.advances.reduce((sum, advance) => sum + advance, text.size)
  const radians = ((text.rotation ?? 0) * Math.PI) / 180
  return { x: text.x + length * Math.cos(radians), y: text.y + length * Math.sin(radians) }
}

test('what is attached arrives byte for byte', () => {
  const xml = strToU8('<EInvoice>发票\r\n</EInvoice>')
  const files = unzipSync(paintOfd(aSmallFace(), { ...someFacts, xml }))
  expect(files['Doc_0/Attachs/original_invoice.xml']).toEqual(xml)
})

function oneText(text: FaceText): Face {
  return {
    pages: [{ width: 210, height: 140, template: { name: 'empty', elements: [] }, elements: [text], overlay: [] }],
  }
}
