import { type Amounts, amountInWords, type Fen, type InvoiceLine, plainYuan, totals } from '@mashang/invoice'
import { type ColumnKey, type ColumnSet, columnOf, PADDING } from './columns.ts'
import type { FaceElement, FaceTag } from './face.ts'
import type { FaceInvoice } from './face-invoice.ts'
import { type Sheet, WORDS_HEIGHT } from './sheets.ts'
import { BLACK, sizeToFit, type TextStyle, textAt, textEndingAt, widthOf } from './text.ts'

/** The genuine face has it in 11 pt of a thinner Courier. */
const YUAN: TextStyle = { font: 'courier' }

/** 小计 of the page when there are several, 合计, and on the last page 价税合计. */
export function drawTotals(invoice: FaceInvoice, columns: ColumnSet, sheet: Sheet): FaceElement[] {
  const listed = sheet.rows.flatMap(({ line }) => (line ? [line] : []))
  return [
    ...(sheet.pages > 1 ? drawSums(columns, listed, sheet.itemsBottom - 6.1) : []),
    ...drawSums(columns, invoice.lines, sheet.itemsBottom - 1.7, ['TaxExclusiveTotalAmount', 'TaxTotalAmount']),
    ...(sheet.last ? drawGross(totals(invoice.lines), sheet.itemsBottom) : []),
  ]
}

function drawSums(
  columns: ColumnSet,
  lines: readonly InvoiceLine[],
  baseline: number,
  [netTag, taxTag]: readonly FaceTag[] = [],
): FaceElement[] {
  const { net, tax } = totals(lines)
  const end = (key: ColumnKey) => columnOf(columns, key).end - PADDING
  // Where every sale is exempt there is no tax to sum, as there is none in the lines.
  const exempt = lines.length > 0 && lines.every(({ taxation }) => taxation.kind === 'exempt')
  return [
    ...yuanEndingAt(end('net'), baseline, net, netTag),
    ...(exempt
      ? [textEndingAt(end('tax'), baseline, '*', { tag: taxTag })]
      : yuanEndingAt(end('tax'), baseline, tax, taxTag)),
  ]
}

function drawGross({ gross }: Amounts, itemsBottom: number): FaceElement[] {
  const baseline = itemsBottom + 5.15
  const words = amountInWords(gross)
  const figures = plainYuan(gross)
  const sign = widthOf('¥', YUAN)
  return [
    crossedCircle(60, itemsBottom + WORDS_HEIGHT / 2),
    textAt(62.95, baseline, words, { size: sizeToFit(words, 79) }),
    textAt(155.5, baseline, '¥', YUAN),
    textAt(155.5 + sign, baseline, figures, { tag: 'TaxInclusiveTotalAmount' }),
  ]
}

function yuanEndingAt(right: number, baseline: number, amount: Fen, tag: FaceTag | undefined): FaceElement[] {
  const figures = textEndingAt(right, baseline, plainYuan(amount), { tag })
  return [textEndingAt(figures.x, baseline, '¥', YUAN), figures]
}

/** ⊗, which keeps anyone from writing something in front of the words. */
function crossedCircle(x: number, y: number): FaceElement {
  const r = 2
  // The control points of a circle of four Bézier curves.
  const k = r * 0.5523
  const d = r * Math.SQRT1_2
  const numbers = (...values: number[]) => values.map((value) => Math.round(value * 1000) / 1000).join(' ')
  const data = [
    `M ${numbers(x + r, y)}`,
    `B ${numbers(x + r, y + k, x + k, y + r, x, y + r)}`,
    `B ${numbers(x - k, y + r, x - r, y + k, x - r, y)}`,
    `B ${numbers(x - r, y - k, x - k, y - r, x, y - r)}`,
    `B ${numbers(x + k, y - r, x + r, y - k, x + r, y)}`,
    `M ${numbers(x - d, y - d)} L ${numbers(x + d, y + d)}`,
    `M ${numbers(x + d, y - d)} L ${numbers(x - d, y + d)}`,
  ]
  return { kind: 'path', data: data.join(' '), width: 0.25, colour: BLACK }
}
