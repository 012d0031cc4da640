import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import fc from 'fast-check'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { layOut } from '../face/lay-out.ts'
import { pdfOf, xmlOf } from '../index.ts'
import { inkPerSquare, openBrowser, PIXELS_PER_MM, pictureFrom } from '../ofd/testing/reader.ts'
import { hasPoppler } from '../pdf/testing/readers.ts'
import {
  aLongInvoice,
  aMixedInvoice,
  anOrdinaryInvoice,
  aParkingInvoice,
  aRareInvoice,
  aRedInvoice,
} from '../testing/invoices.ts'
import { arbitraryInvoice } from '../xml/testing/arbitrary-invoice.ts'
import { paintSvg } from './paint-svg.ts'
import { pictureOf } from './picture-of.ts'

const xml = new TextDecoder().decode(xmlOf(anOrdinaryInvoice()))

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
  ['hides a rate (差额征税)', xml.replace('<TaxRate>0.06</TaxRate>', '<TaxRate>***</TaxRate>')],
  ['has totals that are not those of its lines', xml.replace('>186.00<', '>186.01<')],
  ['has an amount that nobody can read', xml.replace('>186.00<', '>18x<')],
  ['has no number', xml.replaceAll('99990000000000000001', '')],
  ['has no line', xml.replace(/<IssuItemInformation>.*<\/IssuItemInformation>/s, '')],
])('what %s is not drawn', (_, text) => {
  expect(text).not.toBe(xml)
  expect(pictureOf(new TextEncoder().encode(text))).toBeUndefined()
})

const invoices = {
  'an ordinary invoice': anOrdinaryInvoice(),
  'forty lines': aMixedInvoice(),
  'a red invoice': aRedInvoice(),
  parking: aParkingInvoice(),
  'rare characters': aRareInvoice(),
  'three pages': aLongInvoice(100),
}

describe.skipIf(!hasPoppler)('the picture in a browser', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 210 * PIXELS_PER_MM, height: 400 } })
  }, 600_000)
  afterAll(() => browser?.close())

  test.each(Object.entries(invoices))('has its ink where the PDF has it: %s', async (_, invoice) => {
    const source = Buffer.from(pictureOf(xmlOf(invoice)) ?? '').toString('base64')
    await page.setContent(
      `<body style="margin:0"><img style="display:block;width:100%" src="data:image/svg+xml;base64,${source}">`,
    )
    const drawn = PNG.sync.read(await page.locator('img').screenshot())
    const printed = firstPageOf(pdfOf(invoice))
    const height = Math.min(drawn.height, printed.height)
    const rows = inkPerSquare(cropped(drawn, height), 2)
    const ink = inkPerSquare(cropped(printed, height), 2)
    expect(rows).toHaveLength(ink.length)
    const apart = ink.map((share, index) => Math.abs(share - (rows[index] ?? 0)))
    expect(Math.max(...apart)).toBeLessThan(0.15)
  })
})

/** The top of a picture. */
function cropped(picture: PNG, height: number): PNG {
  const top = new PNG({ width: picture.width, height })
  PNG.bitblt(picture, top, 0, 0, picture.width, height, 0, 0)
  return top
}

function firstPageOf(pdf: Uint8Array): PNG {
  const folder = mkdtempSync(join(tmpdir(), 'picture-'))
  try {
    const file = join(folder, 'invoice.pdf')
    writeFileSync(file, pdf)
    const size = ['-scale-to-x', String(210 * PIXELS_PER_MM), '-scale-to-y', '-1']
    execFileSync('pdftoppm', ['-png', ...size, '-singlefile', file, join(folder, 'page')])
    return pictureFrom(join(folder, 'page.png'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
