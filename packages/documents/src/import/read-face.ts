import type { InvoiceKind, InvoiceParty } from '@mashang/invoice'
import { sampleMarks } from '../sample-marks.ts'
import { linesOf } from './face-lines.ts'
import type { Facts, SomeFacts } from './facts.ts'
import { BESIDE, type Foot, footOf } from './foot.ts'
import type { PlacedPages, PlacedText } from './placed-text.ts'
import { marksOf, type Row, rowsOf, textOf } from './rows.ts'

/** Below these heights, in mm: the title, and the number and date. */
const TITLE = 20
const HEAD = 40
/** In mm from the left: captions of the buyer's box begin before the one, those of the seller's after the other. */
const LEFT = 40
const MIDDLE = 100

/**
 * Reads an invoice off its face, by where its texts stand relative to the captions every 数电票 has (发票号码, 名称,
 * 合计, 小写 …), as far as it can be read. Source of the geometry: 版式及XML规范 V5.002 §1–2; issuers keep to it within a
 * few millimetres.
 */
export function readFace(placed: PlacedPages, source: 'pdf' | 'ofd'): SomeFacts {
  const all = rowsOf(placed)
  // What never says 发票 is a receipt, or a price list: its amounts are not an invoice's.
  const rows = all.some((row) => textOf(row).includes('发票')) ? all : []
  const first = rows.filter(({ page }) => page === 0)
  const number = numberIn(first)
  const date = dateIn(first)
  const foot = footOf(rows)
  const title = titleIn(first)
  const kind = kindIn(title)
  const sample = title.includes(SAMPLE_TITLE) || marksOf(placed).some(isSampleMark) || isSampleNumber(number)
  const { seller, buyer } = partiesIn(first)
  const red = redIn(rows, foot)
  const lines = linesOf(rows)
  const { net, tax, gross, grossInWords } = foot ?? {}
  return {
    source,
    ...(number && { number }),
    ...(date && { date }),
    ...(kind && { kind }),
    ...(red && { red }),
    seller: sample ? { ...seller, name: withoutMark(seller.name) } : seller,
    buyer,
    ...(net !== undefined && { net, tax, gross }),
    ...(grossInWords && { grossInWords }),
    ...(lines && { lines }),
    sample,
    signed: false,
  }
}

function withoutMark(name: string): string {
  return name.startsWith(sampleMarks.sellerPrefix) ? name.slice(sampleMarks.sellerPrefix.length) : name
}

function numberIn(rows: readonly Row[]): string | undefined {
  for (const row of rows) {
    const [, number] = /发票号码[:：]?(\d{20}|\d{8}(?!\d))/.exec(textOf(row)) ?? []
    if (number) return number
  }
  // Without its caption: nothing else in the head of a face has 20 digits.
  return rows
    .filter(({ y }) => y < 30)
    .flatMap(({ runs }) => runs.map(({ text }) => text.trim()))
    .find((text) => /^\d{20}$/.test(text))
}

function dateIn(rows: readonly Row[]): string | undefined {
  for (const row of rows.filter(({ y }) => y < HEAD)) {
    const [, year, month, day] = /(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(textOf(row)) ?? []
    if (year && month && day) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  }
  return undefined
}

function titleIn(rows: readonly Row[]): string {
  return rows
    .filter(({ y }) => y < TITLE)
    .map(textOf)
    .join('\n')
}

function kindIn(title: string): InvoiceKind | undefined {
  if (/电子发票[^（(\n]{0,10}[（(]增值税专用发票|增值税电子专用发票/.test(title)) return 'special'
  if (/电子发票[^（(\n]{0,10}[（(]普通发票|增值税电子普通发票/.test(title)) return 'general'
  return undefined
}

const SAMPLE_TITLE = '电子发票样张'

function isSampleMark(text: string): boolean {
  return /样张|SAMPLE/.test(text)
}

/** The numbers of samples begin as no year does. */
export function isSampleNumber(number: string | undefined): boolean {
  return number !== undefined && /^9999\d{16}$/.test(number)
}

/** Said in the remark; where there is no foot, nobody can tell where that begins. */
function redIn(rows: readonly Row[], foot: Foot | undefined): Facts['red'] {
  const remark = foot ? rows.filter(({ page, y }) => page === foot.page && y > foot.y) : rows
  const text = remark.map(textOf).join('\n')
  const [, number] = /被红冲蓝字数电(?:发)?票号码[:：](\d{20})/.exec(text) ?? []
  const [, confirmation] = /红字发票信息确认单编号[:：](\d{20})/.exec(text) ?? []
  if (number === undefined && !(foot && foot.gross < 0)) return undefined
  return { ...(number && { number }), ...(confirmation && { confirmation }) }
}

function partiesIn(rows: readonly Row[]): { seller: InvoiceParty; buyer: InvoiceParty } {
  const names = captions(rows, /(?<!项目|货物或应税劳务、服务)名\s*称[:：]/)
  // Side by side since 数电票, the first row that has one on either side. A name may have the caption's words in it.
  const onTheRight = names.filter(({ x }) => x > MIDDLE).sort((a, b) => a.x - b.x)
  for (const buyer of names.filter(({ x }) => x < LEFT)) {
    const seller = onTheRight.find(({ y }) => Math.abs(y - buyer.y) <= BESIDE)
    if (seller) return { buyer: partyAt(rows, buyer, seller.x - 7), seller: partyAt(rows, seller) }
  }
  // Before, the buyer stood on top and the seller below.
  const [buyer, seller] = [names[0], names.at(-1)]
  if (!buyer || !seller || buyer === seller) return { buyer: { name: '' }, seller: { name: '' } }
  return { buyer: partyAt(rows, buyer), seller: partyAt(rows, seller) }
}

/** A party's box: its name, on up to three lines, and below its taxpayer id. `end` is where the box ends on the right. */
function partyAt(rows: readonly Row[], caption: PlacedText, end = Number.POSITIVE_INFINITY): InvoiceParty {
  const own = rows.map((row) => ({ ...row, runs: row.runs.filter(({ x }) => x >= caption.x - 1 && x < end) }))
  const idRow = own.find((row) => row.y > caption.y + 1 && row.y < caption.y + 20 && /识别号[:：]/.test(textOf(row)))
  const bottom = idRow ? idRow.y - 2 : caption.y + 9
  const name = own
    .filter(({ y }) => y > caption.y - 5 && y < bottom)
    .flatMap(({ runs }) => runs)
    .map((run) => (run.x > caption.x + 5 ? run.text : run.text.replace(/^.*?名\s*称[:：]/, '')))
    .join('')
    .trim()
  const [, taxpayerId] = /识别号[:：]?([0-9A-Z]{15,20})/.exec(idRow ? textOf(idRow).toUpperCase() : '') ?? []
  return { name, ...(taxpayerId && { taxpayerId }) }
}

function captions(rows: readonly Row[], caption: RegExp): PlacedText[] {
  return rows.flatMap(({ runs }) =>
    runs.flatMap((run) => {
      const match = caption.exec(run.text)
      // A run may begin with something else that stands close by; its glyphs are about as wide as each other.
      const x = match && run.x + (run.width * match.index) / run.text.length
      return match && x !== null ? [{ ...run, x, text: run.text.slice(match.index) }] : []
    }),
  )
}
