import { parseDecimal, taxationFromCell } from '@mashang/invoice'
import { parseAmount } from '../xml/amount.ts'
import type { FactLine } from './facts.ts'
import { endsItems } from './foot.ts'
import type { PlacedText } from './placed-text.ts'
import { type Row, textOf } from './rows.ts'

type Column = 'item' | 'specification' | 'unit' | 'quantity' | 'netUnitPrice' | 'net' | 'rate' | 'tax'
type Columns = readonly (readonly [Column, end: number])[]
type Cells = Record<Column, string>

/** Where the columns of a face end, in mm; they begin at 4.5. Source: 版式及XML规范 V5.002 §1.4 and, for leases, §7. */
const ORDINARY: Columns = [
  ['item', 41.5],
  ['specification', 65.5],
  ['unit', 77.5],
  ['quantity', 102.5],
  ['netUnitPrice', 127.5],
  ['net', 153.5],
  ['rate', 178.5],
  ['tax', Number.POSITIVE_INFINITY],
]
/** What stands in place of the specification is the certificate of title (产权证书). */
const LEASE: Columns = [
  ['item', 34.5],
  ['specification', 73.5],
  ['unit', 89.5],
  ['quantity', 112],
  ['netUnitPrice', 134.5],
  ['net', 158],
  ['rate', 181],
  ['tax', Number.POSITIVE_INFINITY],
]

/**
 * The lines of a face, all pages of it. Undefined for faces with columns of their own (other 特定业务), and when a single
 * cell is not understood: half of the lines would be worse than none.
 */
export function linesOf(rows: readonly Row[]): FactLine[] | undefined {
  const cells: Cells[] = []
  for (const page of new Set(rows.map((row) => row.page))) {
    const own = rows.filter((row) => row.page === page)
    const lease = own.find((row) => inOrder(textOf(row), '项目名称', '产权证书', '金额', '税额'))
    const head = lease ?? own.find((row) => inOrder(textOf(row), '项目名称', '规格型号', '金额', '税额'))
    if (!head) return undefined
    const foot = own.find((row, index) => row.y > head.y && endsItems(own, index))
    const last = foot?.y ?? Number.POSITIVE_INFINITY
    const items = own.filter((row) => row.y > head.y + 2 && row.y < last - 2)
    for (const row of items) addRow(cells, cellsOf(row, lease ? LEASE : ORDINARY), lease !== undefined)
  }
  const lines = cells.map(lineOf)
  return lines.every((line) => line !== undefined) && lines.length > 0 ? lines : undefined
}

/** Without a pattern: one with four gaps would take for ever on a row that is made for it. */
function inOrder(text: string, ...headings: string[]): boolean {
  let at = 0
  return headings.every((heading) => {
    at = text.indexOf(heading, at)
    return at >= 0
  })
}

function cellsOf({ pieces }: Row, columns: Columns): Cells {
  const cells = emptyCells()
  for (const piece of pieces) {
    for (const { x, width, text } of splitAt(columns, piece)) {
      const middle = x + width / 2
      const [column] = columns.find(([, end]) => middle < end) ?? (['tax'] as const)
      cells[column] += text
    }
  }
  return cells
}

/** Writers and readers of PDF join texts that almost touch: where one goes on in the next column it is two. */
function splitAt(columns: Columns, piece: PlacedText): PlacedText[] {
  const parts = [piece]
  for (const [, end] of columns) {
    const last = parts.at(-1) as PlacedText
    // Nearly every text is in one column: only what is not is worth looking at its glyphs.
    if (last.x >= end || last.x + last.width <= end + NARROWEST * last.size) continue
    const glyphs = glyphsOf(last)
    const cut = cutAt(end, last, glyphs)
    if (!cut) continue
    parts.pop()
    parts.push(part(last, glyphs.slice(0, cut.to)), part(last, glyphs.slice(cut.from)))
  }
  return parts
}

type Glyph = { text: string; x: number; width: number }

function part(whole: PlacedText, glyphs: readonly Glyph[]): PlacedText {
  const text = glyphs.map((glyph) => glyph.text).join('')
  return { ...whole, text, x: glyphs[0]?.x ?? whole.x, width: glyphs.reduce((sum, { width }) => sum + width, 0) }
}

/**
 * About where its glyphs are: a PDF tells the width of the whole only. 汉字 are as wide as they are high, and what they
 * leave the others share.
 */
function glyphsOf({ text, x, width, size }: PlacedText): Glyph[] {
  const parts = [...text].map((glyph) => ({ text: glyph, share: shareOf(glyph) }))
  const sum = (shares: readonly { share: number }[]) => shares.reduce((total, { share }) => total + share, 0)
  const full = parts.filter(({ share }) => share === FULL)
  const left = width - full.length * size
  const squeezed = left <= 0 || full.length === parts.length
  const em = squeezed ? width / sum(parts) : size
  const unit = squeezed ? em : left / (sum(parts) - sum(full))
  let next = x
  return parts.map(({ text, share }) => {
    const start = next
    next += share === FULL ? em : share * unit
    return { text, x: start, width: next - start }
  })
}

const FULL = 1
const shareOf = (glyph: string) => (glyph > '\u00ff' ? FULL : /[ '"!|.,:;()[\]{}ijlft-]/.test(glyph) ? 0.35 : 0.6)

/** The glyphs that end one column and begin the next. Undefined for a text that only runs over the end of its column. */
function cutAt(end: number, { x, width, size }: PlacedText, glyphs: readonly Glyph[]) {
  const onBothSides = Math.min(end - x, x + width - end) >= LEAST * size
  const blank = blankAt(end, size, glyphs)
  // What joined two texts put a blank between them; what runs over begins before the end.
  if (blank !== undefined && (onBothSides || (glyphs[blank + 1]?.x ?? 0) > end - UNSURE * size))
    return { to: blank, from: blank + 1 }
  if (!onBothSides) return undefined
  const next = glyphs.findIndex((glyph) => glyph.x + glyph.width / 2 > end)
  // A number belongs to one column even where it is too long for it.
  const inNumber = /[\d.]/.test(glyphs[next - 1]?.text ?? '') && /[\d.]/.test(glyphs[next]?.text ?? '')
  return inNumber || next < 1 ? undefined : { to: next, from: next }
}

/** The blank that is nearest to the end of a column, if it is near. */
function blankAt(end: number, size: number, glyphs: readonly Glyph[]): number | undefined {
  let nearest: number | undefined
  let least = NEAR * size
  for (const [index, { text, x, width }] of glyphs.entries()) {
    const away = Math.abs(x + width / 2 - end)
    if (text !== ' ' || away >= least) continue
    nearest = index
    least = away
  }
  return nearest
}

/** So much of a text, in its own sizes, is on either side of a column's end when it is two; less is one running over. */
const LEAST = 0.9
/** The blank may be wider than reckoned: whatever gap there was. */
const NEAR = 1.5
/** Of what begins in the next column, after the margin of its cell. */
const NARROWEST = 0.35
/** How far a glyph may be, in its own sizes, from where it is reckoned to be. */
const UNSURE = 0.3

function emptyCells(): Cells {
  return { item: '', specification: '', unit: '', quantity: '', netUnitPrice: '', net: '', rate: '', tax: '' }
}

/** A row without an amount goes on with what did not fit above. */
function addRow(lines: Cells[], cells: Cells, lease: boolean): void {
  const row = lease ? { ...cells, specification: '' } : cells
  const before = lines.at(-1)
  if (!before || row.net.trim() !== '') lines.push(row)
  else for (const column of Object.keys(row) as Column[]) before[column] += row[column]
}

function lineOf(cells: Cells): FactLine | undefined {
  const net = parseAmount(cells.net)
  const taxText = cells.tax.trim()
  // `*` for 免税, nothing for 不征税, `0` for a zero rate.
  const tax = parseAmount(/^\**$/.test(taxText) ? '0' : taxText)
  const quantity = decimalOf(cells.quantity)
  const netUnitPrice = decimalOf(cells.netUnitPrice)
  if (net === undefined || tax === undefined || quantity === null || netUnitPrice === null) return undefined
  const taxation = taxationFromCell(cells.rate.trim())
  const specification = cells.specification.trim()
  const unit = cells.unit.trim()
  return {
    item: cells.item.trim(),
    ...(specification && { specification }),
    ...(unit && { unit }),
    ...(quantity && { quantity }),
    ...(netUnitPrice && { netUnitPrice }),
    net,
    tax,
    ...(taxation && { taxation }),
  }
}

/** Undefined for an empty cell, null for one that holds no number. */
function decimalOf(cell: string) {
  const text = cell
    .trim()
    .replaceAll(',', '')
    .replace(/^[−－–]/, '-')
  return text === '' ? undefined : (parseDecimal(text) ?? null)
}
