import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import fc from 'fast-check'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { layOut } from './face/lay-out.ts'
import { pdfOf, xmlOf } from './index.ts'
import { inkPerSquare, openBrowser, PIXELS_PER_MM, pictureFrom } from './ofd/testing/reader.ts'
import { hasPoppler } from './pdf/testing/readers.ts'
import { pictureOf } from './picture-of.ts'
import { paintSvg } from './svg/paint-svg.ts'
import {
  aLine,
  aLongInvoice,
  aMixedInvoice,
  anOrdinaryInvoice,
  aParkingInvoice,
  aRareInvoice,
  aRedInvoice,
} from './testing/invoices.ts'
import { arbitraryInvoice } from './xml/testing/arbitrary-invoice.ts'

const jsQR: typeof import('jsqr').default = createRequire(import.meta.url)('jsqr')

const bytes = (text: string) => new TextEncoder().encode(text)
const xml = new TextDecoder().decode(xmlOf(anOrdinaryInvoice()))
const lease = new TextDecoder().decode(xmlOf(aParkingInvoice()))
const within = (element: string, value: string) => xml.replace(new RegExp(`(?<=<${element}>)[^<]*`), value)

test('what was read of the XML is drawn as the invoice itself is', () => {
  fc.assert(
    fc.property(arbitraryInvoice, (invoice) => {
      expect(pictureOf(xmlOf(invoice))).toBe(paintSvg(layOut(invoice)))
    }),
    { numRuns: 100 },
  )
})

test.each([
  ['is no XML', 'receipt'],
  ['is no invoice', '<a/>'],
  ['hides a rate (差额征税)', within('TaxRate', '***')],
  ['states another total than its lines have', within('TotalTax-includedAmount', '186.01')],
  ['states another 价税合计 of a line than its two parts have', within('TotaltaxIncludedAmount', '999.00')],
  ['spells another amount', within('TotalTax-includedAmountInChinese', '玖佰玖拾玖圆整')],
  ['has a total that nobody can read', within('TotalTax-includedAmount', '18x')],
  ['has a quantity that nobody can read', within('Quantity', '1,000')],
  ['has a price that nobody can read', within('UnPrice', '120.75元')],
  ['has no number', xml.replaceAll('99990000000000000001', '')],
  [
    'was issued on no day',
    within('RequestTime', '9999-99-99 00:00:00').replace(/<IssueTime>[^<]*/, '<IssueTime>9999-99-99'),
  ],
  ['has no line', xml.replace(/<IssuItemInformation>.*<\/IssuItemInformation>/s, '')],
  ['sells fuel (成品油), of which no XML tells', xml.replaceAll('3070401000000000000', '1070101010100000000')],
  [
    'has facts of a special business that we do not know',
    xml.replace(
      '</EInvoiceData>',
      '<SpecificInformation><RealEstateSale><Area>1</Area></RealEstateSale></SpecificInformation></EInvoiceData>',
    ),
  ],
  ['lets more places than it has lines', lease.replace(/<RealEstateLease>.*<\/RealEstateLease>/s, '$&$&')],
  ['has a name longer than the bureau takes', within('BuyerName', '字'.repeat(500_000))],
])('what %s is not drawn', (_, text) => {
  expect([xml, lease]).not.toContain(text)
  expect(pictureOf(bytes(text))).toBeUndefined()
})

test('nor what has pages whose sums are larger than any amount', () => {
  const lines = Array.from({ length: 94 }, (_, index) =>
    aLine({ gross: index < 47 ? 900_000_000_000 : -900_000_000_000 }),
  )
  expect(pictureOf(xmlOf(anOrdinaryInvoice({ lines })))).toBeUndefined()
})

test('whatever becomes of an XML, it is drawn or it is not', () => {
  const elements = [...new Set(xml.match(/<([\w-]+)>[^<]*<\/\1>/g) ?? [])]
  const value = fc.oneof(
    fc.constantFrom('', '-', '*', '0', '-1', '1e9', '9999999999999.99', '字', ' ', 'Y'),
    fc.string({ maxLength: 40 }),
  )
  const change = fc.record({
    element: fc.constantFrom(...elements),
    value: value.map((text) => text.replace(/[<&\p{Cc}\p{Cs}]/gu, '')),
  })
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const text = changes.reduce(
        (text, { element, value }) => text.replace(element, () => element.replace(/>[^<]*</, () => `>${value}<`)),
        xml,
      )
      expect(typeof pictureOf(bytes(text))).toMatch(/^(string|undefined)$/)
    }),
    { numRuns: 2000 },
  )
})

test('names are drawn, never executed: nothing of them is in the picture as text', () => {
  const name = '</svg><script>alert(1)</script>'
  const picture = pictureOf(xmlOf(anOrdinaryInvoice({ buyer: { name } })))
  expect(picture).toContain('<svg')
  expect(picture).not.toMatch(/script|alert/)
})

test('a file like a real one is marked where the channel is a sandbox', () => {
  const real = xmlOf(anOrdinaryInvoice({ origin: { kind: 'direct-unit', id: '1' }, number: '26317000000000000001' }))
  const marks = (picture: string | undefined) =>
    picture?.match(/opacity="[^"]*" transform="[^"]*rotate\(-25\)/g)?.length
  expect(marks(pictureOf(real))).toBeUndefined()
  expect(marks(pictureOf(real, { sample: true }))).toBe(marks(pictureOf(bytes(xml))))
  expect(marks(pictureOf(bytes(xml)))).toBeGreaterThan(0)
})

const invoices = {
  'an ordinary invoice': anOrdinaryInvoice(),
  'forty lines': aMixedInvoice(),
  'a red invoice': aRedInvoice(),
  parking: aParkingInvoice(),
  'rare characters': aRareInvoice(),
  'three pages': aLongInvoice(100),
}

/** In mm: SVG pages lie below each other, those of the PDF are compared one by one. */
const GAP = 4

describe.skipIf(!hasPoppler)('the picture in a browser', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 210 * PIXELS_PER_MM, height: 400 } })
  }, 600_000)
  afterAll(() => browser?.close())

  async function shown(picture: string | undefined): Promise<PNG> {
    const source = Buffer.from(picture ?? '').toString('base64')
    await page.setContent(
      `<body style="margin:0"><img style="display:block;width:100%" src="data:image/svg+xml;base64,${source}">`,
    )
    return PNG.sync.read(await page.locator('img').screenshot())
  }

  test.each(Object.entries(invoices))('has its ink where the PDF has it, on every page: %s', async (_, invoice) => {
    const drawn = await shown(pictureOf(xmlOf(invoice)))
    let top = 0
    for (const [index, { height }] of layOut(invoice).pages.entries()) {
      const ink = inkPerSquare(cropped(drawn, top, height), 2)
      const printed = inkPerSquare(cropped(pageOf(pdfOf(invoice), index + 1), 0, height), 2)
      expect(ink).toHaveLength(printed.length)
      const apart = printed.map((share, square) => Math.abs(share - (ink[square] ?? 0)))
      expect(Math.max(...apart), `page ${index + 1}`).toBeLessThan(0.15)
      top += height + GAP
    }
  })

  test('has a QR code that leads where samples are verified', async () => {
    const drawn = await shown(pictureOf(bytes(xml), { verifyAt: 'https://shop.example/dev/verify' }))
    const code = cropped(drawn, 0, 30)
    const read = jsQR(new Uint8ClampedArray(code.data), code.width, code.height)
    expect(read?.data).toMatch(/^https:\/\/shop\.example\/dev\/verify\?.*99990000000000000001/)
  })
})

/** A strip of a picture, in mm from its top. */
function cropped(picture: PNG, top: number, height: number): PNG {
  const [from, rows] = [Math.round(top * PIXELS_PER_MM), Math.floor(height * PIXELS_PER_MM) - 1]
  const strip = new PNG({ width: picture.width, height: rows })
  PNG.bitblt(picture, strip, 0, from, picture.width, rows, 0, 0)
  return strip
}

function pageOf(pdf: Uint8Array, number: number): PNG {
  const folder = mkdtempSync(join(tmpdir(), 'picture-'))
  try {
    const file = join(folder, 'invoice.pdf')
    writeFileSync(file, pdf)
    const size = ['-scale-to-x', String(210 * PIXELS_PER_MM), '-scale-to-y', '-1']
    execFileSync('pdftoppm', ['-png', ...size, '-f', String(number), '-singlefile', file, join(folder, 'page')])
    return pictureFrom(join(folder, 'page.png'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
