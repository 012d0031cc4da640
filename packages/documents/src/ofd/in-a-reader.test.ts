import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import type { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Face, FacePage, FaceText } from '../face/face.ts'
import { layOut } from '../face/lay-out.ts'
import { paintPdf } from '../pdf/paint-pdf.ts'
import { aMixedInvoice, anOrdinaryInvoice, aParkingInvoice, aRareInvoice, aRedInvoice } from '../testing/invoices.ts'
import { paintOfd } from './paint-ofd.ts'
import { aSmallFace, someFacts, textsOf } from './testing/a-face.ts'
import {
  type Box,
  type Glyph,
  inkIn,
  inkPerSquare,
  openBrowser,
  openReader,
  PIXELS_PER_MM,
  pictureFrom,
  pictureOf,
  show,
} from './testing/reader.ts'
import { spread } from './testing/spread.ts'

// What a reader that we did not write makes of our documents: ofd.js 0.2.6 in a browser.

const jsQR: typeof import('jsqr').default = createRequire(import.meta.url)('jsqr')

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  page = await openReader(browser)
}, 600_000)
afterAll(() => browser?.close())

const faces: [string, Face][] = [
  ['a face made by hand', aSmallFace()],
  ['an ordinary invoice', layOut(anOrdinaryInvoice())],
  ['an invoice of forty lines', layOut(aMixedInvoice())],
  ['a red invoice', layOut(aRedInvoice())],
  ['an invoice for parking', layOut(aParkingInvoice())],
  ['an invoice with rare characters', layOut(aRareInvoice())],
]

describe.each(faces)('%s in ofd.js', (_, face) => {
  let shown: Glyph[][]

  beforeAll(async () => {
    shown = await show(page, paintOfd(face, someFacts))
  })

  test('has every glyph where the face puts it', () => {
    expect(shown).toHaveLength(face.pages.length)
    for (const [index, facePage] of face.pages.entries()) {
      const expected = paintedTexts(facePage).flatMap(glyphsOf)
      const found = shown[index] ?? []
      expect(found.map(({ text }) => text).join('')).toBe(expected.map(({ text }) => text).join(''))
      const furthest = expected.map(({ x, y }, at) => Math.hypot((found[at]?.x ?? 0) - x, (found[at]?.y ?? 0) - y))
      expect(Math.max(...furthest)).toBeLessThan(0.01)
    }
  })

  test('has the colours of the face', () => {
    for (const [index, facePage] of face.pages.entries()) {
      const expected = paintedTexts(facePage).flatMap((text) =>
        glyphsOf(text).map(() => `rgb(${text.colour.join(', ')})`),
      )
      expect(shown[index]?.map(({ colour }) => colour)).toEqual(expected)
    }
  })

  test('shows ink where there are texts, and none in the margins', async () => {
    for (const [index, facePage] of face.pages.entries()) {
      const picture = await pictureOf(page, index)
      const blank: string[] = []
      for (const text of textsOf(facePage)) {
        // Nothing of a text beyond the page is to be seen, and marks are too faint to be told from paper.
        if (text.opacity !== undefined) continue
        for (const glyph of glyphsOf(text).filter(({ text: unit }) => unit.trim() !== '')) {
          const { x, y } = glyph
          const around = {
            left: x - text.size / 2,
            right: x + text.size,
            top: y - text.size,
            bottom: y + text.size / 2,
          }
          if (!inkIn(picture, around)) blank.push(`${glyph.text} of ${text.text}`)
        }
      }
      expect(blank).toEqual([])
      expect(inkIn(picture, { left: 0, top: 0, right: 4, bottom: facePage.height })).toBeUndefined()
      expect(inkIn(picture, { left: 0, top: facePage.height - 4, right: 210, bottom: facePage.height })).toBeUndefined()
    }
  })
})

// The same fonts in two painters and two readers.
test.each([
  ['an ordinary invoice', anOrdinaryInvoice()],
  ['a red invoice', aRedInvoice()],
  ['an invoice for parking', aParkingInvoice()],
  ['an invoice with rare characters', aRareInvoice()],
])('every text of %s is where the PDF has it', async (_, invoice) => {
  const [first] = layOut(invoice).pages
  const { face, texts } = spread(first ?? expect.unreachable('a face has a page'))
  await show(page, paintOfd(face, someFacts))
  const ofd: PNG[] = []
  for (const index of face.pages.keys()) ofd.push(await pictureOf(page, index))
  const pdf = pdfPictures(face)
  expect(texts.length).toBeGreaterThan(40)
  const apart = texts
    // ofd.js cannot draw what lies beyond the basic plane.
    .filter(({ text }) => !/[\u{10000}-\u{10ffff}]/u.test(text.text))
    .map(({ text, page: index, around }) => ({
      text: text.text,
      mm: distance(ink(ofd, index, around), ink(pdf, index, around)),
    }))
  expect(apart.filter(({ mm }) => !(mm < 0.5))).toEqual([])
})

test('the lines, strips and modules of an invoice are where the PDF has them', async () => {
  const [first = expect.unreachable('a face has a page')] = layOut(anOrdinaryInvoice()).pages
  const shapes = [...first.template.elements, ...first.elements].filter(({ kind }) => kind !== 'text')
  const face = { pages: [{ ...first, template: { name: 'none', elements: [] }, elements: shapes, overlay: [] }] }
  await show(page, paintOfd(face, someFacts))
  const ofd = inkPerSquare(await pictureOf(page, 0), 2)
  const [pdf = expect.unreachable('a PDF has a page')] = pdfPictures(face)
  const apart = inkPerSquare(pdf, 2).map((share, square) => Math.abs(share - (ofd[square] ?? Number.NaN)))
  // A hairline that falls on the other side of a pixel makes a tenth.
  expect(apart.filter((difference) => !(difference < 0.15))).toEqual([])
  expect(ofd.filter((share) => share > 0).length).toBeGreaterThan(500)
})

test('the QR code can be scanned from the screen', async () => {
  await show(page, paintOfd(layOut(anOrdinaryInvoice(), { verifyAt: 'https://verify.invalid/v' }), someFacts))
  const { data, width, height } = await pictureOf(page, 0)
  expect(jsQR(new Uint8ClampedArray(data), width, height)?.data).toMatch(
    /^https:\/\/verify\.invalid\/v.*99990000000000000001/,
  )
})

/** The overlay is painted by the layer and again by the annotation. */
const paintedTexts = (page: FacePage) => [
  ...textsOf(page),
  ...textsOf({ ...page, template: { name: '', elements: [] }, elements: [] }),
]

/** As ofd.js counts: UTF-16 units, of which the second half of a pair lies where the first does. */
function glyphsOf(text: FaceText): { text: string; x: number; y: number }[] {
  const radians = ((text.rotation ?? 0) * Math.PI) / 180
  let along = 0
  return [...text.text].flatMap((glyph, index) => {
    const place = { x: text.x + along * Math.cos(radians), y: text.y + along * Math.sin(radians) }
    along += text.advances[index] ?? 0
    return glyph.split('').map((unit) => ({ text: unit, ...place }))
  })
}

const ink = (pictures: readonly PNG[], page: number, around: Box) => {
  const picture = pictures[page]
  return picture && inkIn(picture, around)
}

/** How far the edges of two boxes are apart at most, in mm; NaN when one of them is not there. */
function distance(one: Box | undefined, other: Box | undefined): number {
  if (!one || !other) return Number.NaN
  return Math.max(...(['left', 'top', 'right', 'bottom'] as const).map((edge) => Math.abs(one[edge] - other[edge])))
}

function pdfPictures(face: Face): PNG[] {
  const directory = mkdtempSync(join(tmpdir(), 'mashang-ofd-'))
  try {
    const file = join(directory, 'face.pdf')
    writeFileSync(file, paintPdf(face, { title: 'face', createdAt: someFacts.createdAt }))
    execFileSync('pdftoppm', ['-png', '-r', String(25.4 * PIXELS_PER_MM), file, join(directory, 'page')])
    return globSync('page-*.png', { cwd: directory })
      .sort()
      .map((name) => pictureFrom(join(directory, name)))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
