import { type Decimal, type Invoice, rate, totals } from '@mashang/invoice'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layOut } from '../face/lay-out.ts'
import { ofdOf, pdfOf, xmlOf } from '../index.ts'
import { ofdOptionsOf } from '../ofd/ofd-options.ts'
import { paintOfd } from '../ofd/paint-ofd.ts'
import { damage, unpack } from '../ofd/testing/damage.ts'
import { paintPdf } from '../pdf/paint-pdf.ts'
import {
  aLine,
  aLongInvoice,
  aMixedInvoice,
  anOrdinaryInvoice,
  aParkingInvoice,
  aRareInvoice,
  aRedInvoice,
} from '../testing/invoices.ts'
import { arbitraryInvoice } from '../xml/testing/arbitrary-invoice.ts'
import type { Facts } from './facts.ts'
import { type DocumentRead, readDocument } from './read-document.ts'
import { anotherFace } from './testing/another-face.ts'
import { bureauOfd } from './testing/bureau-ofd.ts'
import { plainPdf } from './testing/plain-pdf.ts'

/** Without the XML inside, so that only the face can tell. */
const printedPdf = (invoice: Invoice, xml?: Uint8Array) =>
  paintPdf(layOut(invoice), { title: '', createdAt: invoice.issuedAt, xml: xml && { bytes: xml, name: 'a.xml' } })

function printedOfd(invoice: Invoice, { xml, number = invoice.number }: { xml?: Uint8Array; number?: string } = {}) {
  return paintOfd(layOut(invoice), { ...ofdOptionsOf(invoice), number, xml })
}

function factsOf(read: DocumentRead): Facts {
  if (!read.ok) throw new Error(read.problem)
  return read.facts
}

/** What a face says of an invoice, in the terms of facts. */
function onTheFace({ number, issuedAt, kind, seller, buyer, reverses, lines }: Invoice) {
  const party = ({ name, taxpayerId }: Invoice['buyer']) => ({
    name: withoutBlanks(name),
    ...(taxpayerId && { taxpayerId }),
  })
  return {
    number,
    date: issuedAt.slice(0, 10),
    kind,
    seller: party(seller),
    buyer: party(buyer),
    ...(reverses && { red: { number: reverses.number, confirmation: reverses.confirmation } }),
    ...totals(lines),
    lines: lines.map(({ shortName, name, quantity, netUnitPrice, net, tax, taxation }) => ({
      item: withoutBlanks(`*${shortName}*${name}`),
      ...(quantity && { quantity, netUnitPrice }),
      net,
      tax,
      taxation,
    })),
  }
}

/** Blanks at the ends of printed lines are nobody's to know. */
const withoutBlanks = (text: string) => text.replace(/\s/g, '')

function comparable({ number, date, kind, seller, buyer, red, net, tax, gross, lines }: Facts) {
  return {
    number,
    date,
    kind,
    seller: { ...seller, name: withoutBlanks(seller.name) },
    buyer: { ...buyer, name: withoutBlanks(buyer.name) },
    ...(red && { red }),
    net,
    tax,
    gross,
    lines: lines?.map(({ item, quantity, netUnitPrice, net, tax, taxation }) => ({
      item: withoutBlanks(item),
      ...(quantity && { quantity, netUnitPrice }),
      net,
      tax,
      taxation,
    })),
  }
}

const examples = {
  ordinary: anOrdinaryInvoice(),
  mixed: aMixedInvoice(),
  red: aRedInvoice(),
  parking: aParkingInvoice(),
  rare: aRareInvoice(),
  'of three pages': aLongInvoice(100),
}

describe('what we print we can read, by the face alone', () => {
  for (const [name, invoice] of Object.entries(examples)) {
    test(`PDF, ${name}`, async () => {
      const read = await readDocument(printedPdf(invoice))
      expect(comparable(factsOf(read))).toEqual(onTheFace(invoice))
      expect(read).toMatchObject({ problems: [], facts: { source: 'pdf', sample: true, signed: false } })
    })

    test(`OFD, ${name}`, async () => {
      const read = await readDocument(printedOfd(invoice))
      expect(comparable(factsOf(read))).toEqual(onTheFace(invoice))
      expect(read).toMatchObject({ problems: [], facts: { source: 'ofd', sample: true } })
    })
  }

  test('two thousand lines whose names take five rows each', async () => {
    const name = `${'五常稻花香大米优选家庭装'.repeat(3)}四个汉字`
    const lines = Array.from({ length: 2000 }, (_, index) => aLine({ name, gross: 1000 + index * 7, quantity: '1' }))
    const invoice = anOrdinaryInvoice({ lines })
    for (const bytes of [printedPdf(invoice), printedOfd(invoice)])
      expect(factsOf(await readDocument(bytes)).lines).toHaveLength(2000)
  })

  test('any invoice, as OFD', async () => {
    await fc.assert(
      fc.asyncProperty(printable, async (invoice) => {
        const facts = factsOf(await readDocument(printedOfd(invoice)))
        expect(comparable(facts)).toEqual(onTheFace(invoice))
      }),
      { numRuns: 150 },
    )
  })

  test('any invoice, as PDF', async () => {
    await fc.assert(
      fc.asyncProperty(printable, async (invoice) => {
        const facts = factsOf(await readDocument(printedPdf(invoice)))
        expect(unparted(comparable(facts), facts.lines)).toEqual(unparted(onTheFace(invoice), invoice.lines))
      }),
      // To shrink what failed would take minutes: each is read in a process of its own.
      { numRuns: 12, endOnFailure: true },
    )
  })
})

// pdf.js joins what almost touches; where a column ends in it, only a blank of its own says.
test.each([
  { shortName: '字（票', name: `字'·野-)<&"票𠮷"`, specification: '字𠮷&&上开1' },
  { shortName: '字é开𠮷', name: `字（小写）-𠮷(开票>:'`, specification: `字;龘（"'（'（` },
  { shortName: '字-1&)（', name: `字野>';é开é票野 码（`, specification: `字-'"龘"码''）` },
])('an item that almost touches its specification is not joined with it: $name', async (cells) => {
  const invoice = anOrdinaryInvoice({ lines: [aLine({ ...cells, gross: 1000, quantity: '1' })] })
  const [line] = factsOf(await readDocument(printedPdf(invoice))).lines ?? []
  expect(withoutBlanks(line?.item ?? '')).toBe(withoutBlanks(`*${cells.shortName}*${cells.name}`))
  expect(line?.specification).toBe(cells.specification)
})

test('an item that ends close to its column’s end in a narrow glyph is not cut there', async () => {
  const cells = { shortName: '字; 1;（A', name: `字（大写）() '` }
  const invoice = anOrdinaryInvoice({ lines: [aLine({ ...cells, gross: 1000, quantity: '1' })] })
  const [line] = factsOf(await readDocument(printedOfd(invoice))).lines ?? []
  expect(line).toMatchObject({ item: `*${cells.shortName}*${cells.name}` })
  expect(line).not.toHaveProperty('specification')
})

/**
 * pdf.js joins texts of neighbouring cells that almost touch, and where one ended can only be reckoned: nothing may
 * be lost, but a glyph may be in the other cell.
 */
function unparted<T extends { item: string }>(
  face: { lines?: readonly T[] | undefined },
  cells: readonly { specification?: string | undefined; unit?: string | undefined }[] = [],
) {
  const glyphsOf = ({ item }: T, index: number) => {
    const { specification = '', unit = '' } = cells[index] ?? {}
    return [...withoutBlanks(item + specification + unit)].sort()
  }
  return { ...face, lines: face.lines?.map((line, index) => ({ ...line, item: glyphsOf(line, index) })) }
}

/** With the ordinary columns, and without a remark that could be cut. */
const printable = arbitraryInvoice.map(({ business: _, remark: __, payments: ___, ...invoice }): Invoice => invoice)

describe('the data inside', () => {
  test('of all three formats tell the time, the remark and every line', async () => {
    const invoice = aMixedInvoice()
    for (const bytes of [xmlOf(invoice), pdfOf(invoice), ofdOf(invoice)]) {
      const read = await readDocument(bytes)
      expect(comparable(factsOf(read))).toMatchObject({ ...onTheFace(invoice), seller: invoice.seller })
      expect(read).toMatchObject({
        problems: [],
        facts: { issuedAt: invoice.issuedAt, remark: invoice.remark, sample: true },
      })
    }
  })

  test('are believed before the face, and the difference is told', async () => {
    const invoice = anOrdinaryInvoice()
    const other = anOrdinaryInvoice({ lines: [aLine({ gross: 99_900 })], buyer: { name: '别人' } })
    const fields = ['net', 'tax', 'gross', 'buyer.name', 'buyer.taxpayerId', 'lines']
    const problems = fields.map((field) => ({ problem: 'attachment-differs', field }))
    for (const bytes of [printedPdf(invoice, xmlOf(other)), printedOfd(invoice, { xml: xmlOf(other) })])
      expect(await readDocument(bytes)).toMatchObject({ ok: true, facts: { gross: 99_900 }, problems })
  })

  test.each([
    ['kind', anOrdinaryInvoice({ kind: 'special' })],
    ['red.number', { ...aRedInvoice(), reverses: { ...aRedInvoice().reverses, number: '9'.repeat(20) } }],
    ['item', anOrdinaryInvoice({ lines: [aLine({ name: '白酒', gross: 18_600 })] })],
    ['sample', anOrdinaryInvoice({ origin: { kind: 'direct-unit', id: '1' } })],
  ] as [string, Invoice][])('are compared with the face in every fact both have: %s', async (field, other) => {
    const printed =
      field === 'red.number'
        ? aRedInvoice()
        : anOrdinaryInvoice(field === 'item' ? { lines: [aLine({ name: '餐费', gross: 18_600 })] } : {})
    for (const bytes of [printedPdf(printed, xmlOf(other)), printedOfd(printed, { xml: xmlOf(other) })]) {
      const read = await readDocument(bytes)
      expect(read.ok && read.problems).toContainEqual({
        problem: 'attachment-differs',
        field,
        ...(field === 'item' && { line: 0 }),
      })
    }
  })

  test('are compared with each row of the face: unit, quantity and rate', async () => {
    const taxation = { kind: 'taxed', rate: rate(900) } as const
    const invoice = anOrdinaryInvoice({
      lines: [aLine({ gross: 18_600, unit: '杯', quantity: '1' as Decimal, netUnitPrice: '175.47' as Decimal })],
    })
    const [line] = invoice.lines
    for (const [field, changes] of [
      ['unit', { unit: '箱' }],
      ['quantity', { quantity: '2' as Decimal }],
      ['taxation', { taxation }],
    ] as const) {
      const other = { ...invoice, lines: [{ ...line, ...changes }] } as Invoice
      const read = await readDocument(printedOfd(invoice, { xml: xmlOf(other) }))
      expect(read.ok && read.problems).toContainEqual({ problem: 'attachment-differs', line: 0, field })
    }
  })

  test('properties of an OFD that say another number are told', async () => {
    const read = await readDocument(printedOfd(anOrdinaryInvoice(), { number: '99990000000000000009' }))
    expect(read).toMatchObject({ problems: [{ problem: 'properties-differ', field: 'number' }] })
  })

  test('an attachment that is no invoice is no data', async () => {
    const read = await readDocument(printedPdf(anOrdinaryInvoice(), new TextEncoder().encode('<Other/>')))
    expect(read).toMatchObject({ ok: true, facts: { net: 17_547 }, problems: [] })
  })
})

describe('faces of other issuers', () => {
  test('are read by their captions', async () => {
    expect(await readDocument(plainPdf(anotherFace()))).toEqual({
      ok: true,
      problems: [],
      facts: {
        source: 'pdf',
        number: '26442000000000000001',
        date: '2026-01-24',
        kind: 'special',
        buyer: {
          name: '广州甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥股份有限公司',
          taxpayerId: '91990000MA0AAAA1XB',
        },
        seller: { name: '广州市某某有限公司', taxpayerId: '92990000MA0AAAA288' },
        net: 1_584_158,
        tax: 15_842,
        gross: 1_600_000,
        grossInWords: '壹万陆仟元整',
        lines: [
          {
            item: '*信息技术服务*信息技术服务',
            unit: '月',
            quantity: '1',
            netUnitPrice: '15841.5841584158',
            net: 1_584_158,
            tax: 15_842,
            taxation: { kind: 'taxed', rate: 100 },
          },
        ],
        sample: false,
        signed: false,
      },
    })
  })

  test('are read at any size of the page', async () => {
    const half = anotherFace().map((text) => ({ ...text, x: text.x / 2, y: text.y / 2, size: text.size / 2 }))
    expect(await readDocument(plainPdf(half, { width: 105, height: 70 }))).toMatchObject({
      facts: { gross: 1_600_000 },
    })
  })

  test('are doubted where they contradict themselves', async () => {
    const face = anotherFace({ number: '25442000000000000001', gross: '￥16000.01', words: '壹万陆仟圆零贰分' })
    expect(await readDocument(plainPdf(face))).toMatchObject({
      facts: { gross: 1_600_001 },
      problems: [{ problem: 'year-differs' }, { problem: 'gross-is-not-net-plus-tax' }, { problem: 'words-differ' }],
    })
  })

  test.each(['人民币壹万陆仟元整', '壹万陆仟圆', '⊗壹万陆仟元正'])('may spell the amount %s', async (words) => {
    expect(await readDocument(plainPdf(anotherFace({ words })))).toMatchObject({ ok: true, problems: [] })
  })

  test('with amounts nobody can read are refused, not guessed', async () => {
    expect(await readDocument(plainPdf(anotherFace({ net: '壹万' })))).toEqual({ ok: false, problem: 'incomplete' })
  })

  test('negative amounts, with commas and the sign on either side of ¥, make it red', async () => {
    const face = anotherFace({
      net: '-¥15,841.58',
      tax: '¥-158.42',
      gross: '¥−16,000.00',
      words: '⊗（负数）壹万陆仟圆整',
    })
    const read = await readDocument(plainPdf(face.filter(({ y }) => y < 52 || y > 60)))
    expect(read).toMatchObject({ problems: [], facts: { red: {}, net: -1_584_158, tax: -15_842, gross: -1_600_000 } })
  })
})

describe('an OFD as the tax bureau makes them', () => {
  const head = {
    number: '24112000000000000017',
    date: '2024-05-31',
    buyer: { name: '北京甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌有限公司', taxpayerId: '91990000MA0AAAA1XB' },
    seller: { name: '北京某某餐饮有限公司', taxpayerId: '92990000MA0AAAA288' },
    net: 419_717,
    tax: 25_183,
    gross: 444_900,
    sample: false,
  }
  const lines = [
    {
      item: '*餐饮服务*餐费',
      quantity: '1',
      netUnitPrice: '4197.1698113207547',
      net: 419_717,
      tax: 25_183,
      taxation: { kind: 'taxed', rate: 600 },
    },
  ]

  test.each([{ tags: true }, { tags: false }])('is read by its captions, %o', async (options) => {
    const read = await readDocument(bureauOfd(options))
    expect(read).toMatchObject({
      ok: true,
      facts: { ...head, kind: 'general', grossInWords: '肆仟肆佰肆拾玖圆整', lines },
      problems: [],
    })
  })

  test('is read by its tags where there are no captions', async () => {
    expect(await readDocument(bureauOfd({ captions: false }))).toMatchObject({ ok: true, facts: head, problems: [] })
  })

  test('is a sample by its mark even where only its tags say the amounts', async () => {
    const invoice = anOrdinaryInvoice({ number: '26332000000000000001' })
    const unread = damage(printedOfd(invoice), 'Doc_0/Tpls/Tpl_0/Content.xml', (page) =>
      page.replaceAll('（小写）', '（甲乙）'),
    )
    expect(await readDocument(unread)).toMatchObject({ ok: true, facts: { sample: true, kind: 'general' } })
  })

  test('names the buyer once, though the tags point to every page', async () => {
    const ofd = printedOfd(aLongInvoice(100))
    const second = unpack(ofd)['Doc_0/Pages/Page_1/Content.xml'] ?? ''
    const [, id] = /<ofd:TextObject ID="(\d+)"[^>]*>(?:(?!TextObject).)*上海示例/.exec(second) ?? []
    const tagged = damage(ofd, 'Doc_0/Tags/CustomTag.xml', (tags) =>
      tags.replace('</ofd:BuyerName>', `<ofd:ObjectRef PageRef="9">${id}</ofd:ObjectRef></ofd:BuyerName>`),
    )
    expect(await readDocument(tagged)).toMatchObject({ facts: { buyer: { name: '上海示例信息科技有限公司' } } })
  })

  test.each(['Buyer', 'Seller'] as const)('believes the tag of its %s before the place', async (whose) => {
    const ofd = damage(bureauOfd(), 'Doc_0/Tags/CustomTag.xml', (tags) => {
      const [, id] = new RegExp(`${whose}TaxID><ofd:ObjectRef PageRef="1">(\\d+)`).exec(tags) ?? []
      return tags.replace(
        new RegExp(`(<ofd:${whose}Name>).*(</ofd:${whose}Name>)`),
        `$1<ofd:ObjectRef>${id}</ofd:ObjectRef>$2`,
      )
    })
    const read = factsOf(await readDocument(ofd))
    const party = whose === 'Buyer' ? read.buyer : read.seller
    expect(party.name).toBe(party.taxpayerId)
  })

  test('is nothing without either', async () => {
    expect(await readDocument(bureauOfd({ captions: false, tags: false }))).toMatchObject({ ok: false })
  })
})

describe('what is no invoice', () => {
  test.each([
    ['unknown-format', new Uint8Array(0)],
    ['unknown-format', new TextEncoder().encode('hello')],
    ['not-an-invoice', new TextEncoder().encode('<html></html>')],
    ['no-text', plainPdf([])],
    ['not-an-invoice', plainPdf([{ x: 10, y: 10, size: 9, text: '收据 128.00' }])],
    ['not-an-invoice', plainPdf([{ x: 10, y: 10, size: 9, text: '电子发票 使用说明' }])],
  ] as const)('%s', async (problem, bytes) => {
    expect(await readDocument(bytes)).toEqual({ ok: false, problem })
  })

  test('the bytes that were given stay the caller’s', async () => {
    const bytes = Buffer.from(plainPdf(anotherFace()))
    const copy = Uint8Array.from(bytes)
    await readDocument(bytes)
    expect(Uint8Array.from(bytes)).toEqual(copy)
  })
})
