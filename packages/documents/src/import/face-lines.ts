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

/** Writers and readers of PDF join texts that almost touch: where one clearly goes on in the next column it is two. */
function splitAt(columns: Columns, piece: PlacedText): PlacedText[] {
  const parts = [piece]
  for (const [, end] of columns) {
    const last = parts.at(-1) as PlacedText
    const least = 0.9 * last.size
    if (last.x > end - least || last.x + last.width < end + least) continue
    const glyphs = [...last.text]
    const widths = glyphs.map((glyph) => (glyph <= '\u00ff' ? 0.5 : 1))
    const unit = last.width / widths.reduce((sum, width) => sum + width, 0)
    let count = 0
    for (let x = last.x; count < glyphs.length; count++) {
      const width = (widths[count] ?? 0) * unit
      if (x + width / 2 > end) break
      x += width
    }
    // A number belongs to one column even where it is too long for it.
    if (/[\d.]/.test(glyphs[count - 1] ?? '') && /[\d.]/.test(glyphs[count] ?? '')) continue
    const taken = widths.slice(0, count).reduce((sum, width) => sum + width * unit, 0)
    parts.pop()
    parts.push(
      { ...last, text: glyphs.slice(0, count).join(''), width: taken },
      { ...last, text: glyphs.slice(count).join(''), x: last.x + taken, width: last.width - taken },
    )
  }
  return parts
}

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
