import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { anOrder } from '../../test/client.ts'
import { type Entry, newEntry } from '../books.ts'
import { Order } from '../order.ts'
import { sampleDrawer } from './drawer.ts'
import { MM } from './paper.ts'

const run = promisify(execFile)
const hasRasteriser = await run('pdftoppm', ['-v']).then(
  () => true,
  () => false,
)
const RESOLUTION = 150

const draw = sampleDrawer()

function anEntry(change: object = {}): Entry {
  const { order } = anOrder('SAMPLE', change)
  const entry = newEntry(Order.parse(order), JSON.stringify(order), { kind: 'issued' }, 0, Date.UTC(2026, 10, 24, 2))
  return { ...entry, sellerName: '杭州半日闲餐饮有限公司' }
}

/** The page as pixels: text extraction would read glyphs that are not there. */
async function pictureOf(entry: Entry) {
  const directory = await mkdtemp(join(tmpdir(), 'sample-'))
  const file = join(directory, 'sample.pdf')
  await writeFile(file, await draw(entry))
  await run('pdftoppm', ['-r', String(RESOLUTION), file, join(directory, 'page')])
  const bytes = await readFile(join(directory, 'page-1.ppm'))
  await rm(directory, { recursive: true })
  const [head = '', width = '0'] = /^P6\n(\d+) \d+\n255\n/.exec(bytes.toString('latin1', 0, 32)) ?? []
  return { pixels: bytes.subarray(head.length), width: Number(width) }
}

type Colour = (red: number, green: number, blue: number) => boolean
const black: Colour = (red, green, blue) => red < 110 && green < 60 && blue < 60 && Math.abs(red - green) < 60
const pale: Colour = (red, green, blue) => red > 200 && green < 215 && green > 120 && Math.abs(green - blue) < 12

/** Pixels of a colour in a box given in millimetres. */
function ink({ pixels, width }: { pixels: Buffer; width: number }, colour: Colour, box: number[]): number {
  const [left = 0, top = 0, right = 0, bottom = 0] = box.map((value) => Math.round((value * MM * RESOLUTION) / 72))
  let count = 0
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const at = (y * width + x) * 3
      if (colour(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0)) count += 1
    }
  }
  return count
}

test('the same order gives the same bytes', async () => {
  const entry = anEntry()
  const [first, second] = [await draw(entry), await draw(entry)]
  expect(first.equals(second)).toBe(true)
})

test.skipIf(!hasRasteriser)('names, words and amounts leave ink on the page', async () => {
  const full = await pictureOf(anEntry({ buyerName: '深圳市青屿云图科技有限公司', remark: '桌号：12' }))
  const spare = await pictureOf(anEntry({ buyerName: '王明' }))
  const boxes = {
    buyer: [20, 32, 92, 40],
    seller: [120, 32, 200, 40],
    words: [62, 97, 140, 103],
    remark: [12, 105, 60, 110],
  }
  expect(ink(full, black, boxes.buyer)).toBeGreaterThan(ink(spare, black, boxes.buyer) * 3)
  expect(ink(spare, black, boxes.buyer)).toBeGreaterThan(10)
  expect(ink(full, black, boxes.seller)).toBeGreaterThan(60)
  expect(ink(full, black, boxes.words)).toBeGreaterThan(60)
  expect(ink(full, black, boxes.remark)).toBeGreaterThan(20)
  expect(ink(spare, black, boxes.remark)).toBe(0)
})

test.skipIf(!hasRasteriser)('the marks run over the whole page', async () => {
  const picture = await pictureOf(anEntry())
  for (const column of [0, 1, 2] as const) {
    for (const row of [0, 1] as const) {
      const box = [column * 70, row * 70, column * 70 + 70, row * 70 + 70]
      expect(ink(picture, pale, box), `column ${column}, row ${row}`).toBeGreaterThan(200)
    }
  }
})
