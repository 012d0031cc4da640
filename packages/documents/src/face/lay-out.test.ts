import {
  fen,
  type Invoice,
  type InvoiceLine,
  parseDecimal,
  plainYuan,
  type RealEstateLease,
  totals,
} from '@mashang/invoice'
import { expect, test } from 'vitest'
import {
  aLine,
  aLongInvoice,
  aMixedInvoice,
  anOrdinaryInvoice,
  aParkingInvoice,
  aRareInvoice,
  aRedInvoice,
} from '../testing/invoices.ts'
import type { FacePage, FaceTag, FaceText } from './face.ts'
import { rowsOf } from './items.ts'
import { layOut } from './lay-out.ts'
import { missingCharacters } from './missing.ts'
import { shapeOf } from './typefaces.ts'

const LONG_NAME = '内蒙古自治区呼伦贝尔市鄂伦春自治旗大兴安岭森林生态旅游资源综合开发利用有限责任公司'

const invoices: Record<string, Invoice> = {
  ordinary: anOrdinaryInvoice(),
  special: anOrdinaryInvoice({ kind: 'special', origin: { kind: 'direct-unit', id: '91330000123456789X' } }),
  mixed: aMixedInvoice(),
  red: aRedInvoice(),
  parking: aParkingInvoice(),
  rare: aRareInvoice(),
  'of 100 lines': aLongInvoice(100),
  'of long texts': anOrdinaryInvoice({
    buyer: { name: LONG_NAME.repeat(3), taxpayerId: '91310115MA1K3QKX2D' },
    seller: { name: 'Q'.repeat(100), taxpayerId: '91330106MA2CC0CL6J' },
    drawer: LONG_NAME.repeat(3),
    lines: [
      aLine({
        name: LONG_NAME,
        specification: 'A'.repeat(60),
        unit: '立方米每小时每人次',
        gross: 999_999_999_999,
        quantity: '0.333333333333333333333',
        netUnitPrice: parseDecimal('98765.4321098765432109876'),
      }),
    ],
    remark: '备注'.repeat(400),
  }),
}

test.each(Object.entries(invoices))('no text of the invoice %s runs into another or off the page', (_, invoice) => {
  for (const page of layOut(invoice).pages) {
    const texts = textsOf(page)
    for (const text of texts) {
      expect(text.x, text.text).toBeGreaterThanOrEqual(4.5)
      expect(endOf(text), text.text).toBeLessThanOrEqual(205.7)
      expect(text.y, text.text).toBeLessThan(page.height - 5)
    }
    for (const [a, b] of pairs(texts))
      if (overlapDown(a, b) && a.x < endOf(b) - 0.01 && b.x < endOf(a) - 0.01)
        expect.fail(`${a.text} at ${a.x} ${a.y} meets ${b.text} at ${b.x} ${b.y}`)
  }
})

test.each(Object.entries(invoices))('every glyph of the invoice %s has its advance', (_, invoice) => {
  for (const page of layOut(invoice).pages)
    for (const { text, advances } of [...textsOf(page), ...page.overlay.filter(isText)])
      expect(advances, text).toHaveLength([...text].length - 1)
})

test.each([
  [1, 140],
  [8, 140],
  [9, 157.5],
  [12, 157.5],
  [13, 175],
  [40, 280],
  [41, 288.75],
  [42, 288.75],
])('%i rows make one page of %d mm', (rows, height) => {
  expect(layOut(aLongInvoice(rows)).pages.map((page) => page.height)).toEqual([height])
})

test.each([
  [43, [42, 1]],
  [88, [47, 41]],
  [89, [47, 41, 1]],
  [593, [...Array(11).fill(47), 47, 29]],
])('%i rows are divided among pages', (rows, expected) => {
  expect(layOut(aLongInvoice(rows)).pages.map((page) => tagged(page, 'Item').length)).toEqual(expected)
})

test('on several pages each has its subtotal, all have the total, and the last alone has the amount in words', () => {
  const invoice = aLongInvoice(100)
  const { pages } = layOut(invoice)
  expect(pages.map((page) => captions(page).filter((text) => text === '小').length)).toEqual([1, 1, 1])
  expect(pages.map((page) => captions(page).includes('价税合计（大写）'))).toEqual([false, false, true])
  expect(pages.map((page) => texts(page).find((text) => text.startsWith('共')))).toEqual([
    '共3页 第1页',
    '共3页 第2页',
    '共3页 第3页',
  ])
  const net = plainYuan(totals(invoice.lines).net)
  for (const page of pages) expect(tagged(page, 'TaxExclusiveTotalAmount')).toEqual([net])
  const first = plainYuan(totals(invoice.lines.slice(0, 47)).net)
  expect(texts(pages[0])).toContain(first)
})

test('a page does not end within a line', () => {
  const lines = Array.from({ length: 60 }, () => aLine({ name: '内容很长因此要占两行的项目名称', gross: 1000 }))
  const { pages } = layOut(anOrdinaryInvoice({ lines }))
  for (const page of pages) expect(tagged(page, 'Item')[0]).toMatch(/^\*/)
})

test('a line longer than a page goes on over the page', () => {
  const line = aLine({ name: '长'.repeat(600), gross: 1000 })
  const written = layOut(anOrdinaryInvoice({ lines: [line] }))
    .pages.flatMap((page) => tagged(page, 'Item'))
    .join('')
  expect(written).toBe(`*餐饮服务*${'长'.repeat(600)}`)
})

test('a long name takes rows, and the figures stand on the first', () => {
  const name = '内容很长因此要占两行的项目名称'
  const [first, second] = rowsOf(anOrdinaryInvoice({ lines: [aLine({ name, gross: 10_600, quantity: '1' })] }))
  expect(first?.cells).toMatchObject({ name: '*餐饮服务*内容很长因此', net: '100.00', tax: '6.00' })
  expect(second?.cells).toEqual({ name: '要占两行的项目名称', specification: '', unit: '' })
})

const taxations: [string, Partial<InvoiceLine> & { basisPoints?: number }, string, string][] = [
  ['6 %', {}, '6%', '6.00'],
  ['1.5 %', { basisPoints: 150 }, '1.5%', '1.57'],
  ['免税', { taxation: { kind: 'exempt' } }, '免税', '*'],
  ['不征税', { taxation: { kind: 'outside-scope' } }, '不征税', ''],
  ['零税率', { taxation: { kind: 'zero-rated' } }, '0%', '0'],
]
test.each(taxations)('%s is printed as such', (_, changes, rate, tax) => {
  const [row] = rowsOf(anOrdinaryInvoice({ lines: [aLine({ ...changes, gross: 10_600 } as never)] }))
  expect(row?.cells).toMatchObject({ rate, tax })
})

test('a price of many digits shrinks until it fits its column', () => {
  const netUnitPrice = parseDecimal('98765.4321098765432109876')
  const lines = [aLine({ gross: 100, quantity: '1', netUnitPrice }), aLine({ gross: 100, quantity: '1' })]
  const [long, short] = textsOf(layOut(anOrdinaryInvoice({ lines })).pages[0]).filter(({ tag }) => tag === 'Price')
  expect(short?.size).toBe(3.175)
  expect(long?.size).toBeLessThan(2.3)
  expect(long?.x).toBeGreaterThan(103.5)
})

test('a red invoice says what it reverses, in negative amounts and words', () => {
  const [page] = layOut(aRedInvoice()).pages
  expect(tagged(page, 'TaxInclusiveTotalAmount')).toEqual(['-186.00'])
  expect(tagged(page, 'Quantity')).toEqual(['-1', '-2'])
  expect(texts(page)).toContain('（负数）壹佰捌拾陆圆整')
  expect(tagged(page, 'Note').join()).toContain('被红冲蓝字数电票号码：99990000000000000001')
})

test('parking has the columns of a lease, and its plate in the remark', () => {
  const [page] = layOut(aParkingInvoice()).pages
  expect(captions(page)).toContain('产权证书/不动产权证号')
  expect(captions(page)).not.toContain('规格型号')
  expect(texts(page)).toContain('不动产经营')
  expect(tagged(page, 'Note').join('')).toContain('浙A·D12345')
})

test('a lease has the certificate of its own line, on whatever invoice it ends', () => {
  const [line] = aParkingInvoice().lines as [InvoiceLine]
  const titled = (certificate: string): InvoiceLine => ({
    ...line,
    lease: { ...line.lease, certificate } as RealEstateLease,
  })
  const [one, other] = [titled('甲证'), titled('乙证')]
  const face = (lines: InvoiceLine[]) => texts(layOut({ ...aParkingInvoice(), lines }).pages[0])
  expect(face([one, other])).toEqual(expect.arrayContaining(['甲证', '乙证']))
  expect(face([other])).toContain('乙证')
  expect(face([other])).not.toContain('甲证')
})

test('a red invoice says what it reverses before its trips, however many there are', () => {
  const trip = { date: '2026-11-23', departure: '南宁市', destination: '桂林市', vehicle: '公路客运' }
  const business = { kind: 'passenger-transport', trips: Array(7).fill(trip) } as const
  const notes = tagged(layOut({ ...aRedInvoice(), business }).pages[0], 'Note')
  expect(notes).toHaveLength(6)
  expect(notes[0]).toBe('被红冲蓝字数电票号码：99990000000000000001 红字发票信息确认单编号：33010626110000000017')
  expect(notes[1]).toContain('出发地:南宁市')
})

test('a remark has six lines at the most, and an ellipsis when there were more', () => {
  const remarkOf = (remark: string) => tagged(layOut(anOrdinaryInvoice({ remark })).pages[0], 'Note')
  expect(remarkOf('一\n二\n三\n四\n五\n六')).toEqual(['一', '二', '三', '四', '五', '六'])
  expect(remarkOf('一\n二\n三\n四\n五\n六\n七')).toEqual(['一', '二', '三', '四', '五', '六...'])
})

test('where every line is exempt the total tax is a star, as in the lines', () => {
  const lines = [aLine({ gross: 100, taxation: { kind: 'exempt' } })]
  expect(tagged(layOut(anOrdinaryInvoice({ lines })).pages[0], 'TaxTotalAmount')).toEqual(['*'])
})

test('a sample is marked on every page and in its title; a direct unit’s invoice nowhere', () => {
  for (const page of layOut(aLongInvoice(100)).pages) {
    expect(page.overlay.filter(isText).map(({ text }) => text)).toContain('测试样张 SAMPLE 无效')
    expect(captions(page)).toEqual(expect.arrayContaining(['电子发票样张（普通发票）', 'SANDBOX', '非税务发票']))
  }
  const [genuine] = layOut(anOrdinaryInvoice({ origin: { kind: 'direct-unit', id: '1' } })).pages
  expect(genuine?.overlay).toEqual([])
  expect(captions(genuine)).toContain('电子发票（普通发票）')
  expect([...captions(genuine), ...texts(genuine)].join()).not.toMatch(/样张|SAMPLE|SANDBOX|非税务/)
})

test('invoices of a kind share their template, and nothing of an invoice is in it', () => {
  const [page] = layOut(anOrdinaryInvoice()).pages
  const [other] = layOut(aRareInvoice()).pages
  const [again] = layOut(anOrdinaryInvoice({ number: '99990000000000000009', drawer: '李四' })).pages
  expect(again?.template).toBe(page?.template)
  expect(other?.template.name).not.toBe(page?.template.name)
})

test('every caption is in the font of captions, so that it can be prepared once', () => {
  for (const invoice of Object.values(invoices))
    for (const page of layOut(invoice).pages)
      for (const { text, font } of [...page.template.elements, ...page.overlay].filter(isText))
        for (const character of text) {
          expect(shapeOf(character.codePointAt(0) ?? 0, font), character).toMatchObject({ from: 'kai' })
        }
})

test('rare characters are found in one font or another; what is in none is reported', () => {
  expect(missingCharacters(aRareInvoice())).toEqual([])
  expect(shapeOf('𠮷'.codePointAt(0) ?? 0, 'song').from).toBe('wide')
  // A character that Unicode has not assigned.
  expect(missingCharacters(anOrdinaryInvoice({ drawer: '王\u{323b0}' }))).toEqual(['\u{323b0}'])
})

test('a buyer without a taxpayer id leaves the place empty', () => {
  const [page] = layOut(anOrdinaryInvoice({ buyer: { name: '张三（个人）' } })).pages
  expect(tagged(page, 'BuyerTaxID')).toEqual([])
})

test('an invoice without tax has a total tax of zero', () => {
  const lines = [{ ...aLine({ gross: 1 }), net: fen(1), tax: fen(0) }]
  expect(tagged(layOut(anOrdinaryInvoice({ lines })).pages[0], 'TaxTotalAmount')).toEqual(['0.00'])
})

function isText(element: { kind: string }): element is FaceText {
  return element.kind === 'text'
}

function textsOf(page: FacePage | undefined): FaceText[] {
  return [...(page?.template.elements ?? []), ...(page?.elements ?? [])].filter(isText)
}

function texts(page: FacePage | undefined): string[] {
  return (page?.elements ?? []).filter(isText).map(({ text }) => text)
}

function captions(page: FacePage | undefined): string[] {
  return (page?.template.elements ?? []).filter(isText).map(({ text }) => text)
}

function tagged(page: FacePage | undefined, wanted: FaceTag): string[] {
  return textsOf(page)
    .filter(({ tag }) => tag === wanted)
    .map(({ text }) => text)
}

/** Without the last glyph, whose advance leads nowhere; its ink is at least half an em of it. */
function endOf({ x, advances, size }: FaceText): number {
  return x + advances.reduce((total, advance) => total + advance, 0) + size * 0.2
}

/** From the tops of capitals to the ends of tails. */
function overlapDown(a: FaceText, b: FaceText): boolean {
  return a.y - a.size * 0.75 < b.y + b.size * 0.15 && b.y - b.size * 0.75 < a.y + a.size * 0.15
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, index) => items.slice(index + 1).map((b): [T, T] => [a, b]))
}
