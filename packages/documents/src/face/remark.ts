import { remarkOnFace } from '@mashang/invoice'
import type { FaceElement } from './face.ts'
import type { FaceInvoice } from './face-invoice.ts'
import { type Sheet, WORDS_HEIGHT } from './sheets.ts'
import { inOneLine, textAt, wrap } from './text.ts'

const LEFT = 11.3
const WIDTH = 193
const LEADING = 3.3
const MOST_LINES = 6
const CUT = '...'

export function drawRemark(invoice: FaceInvoice, sheet: Sheet): FaceElement[] {
  if (!sheet.last) return []
  const top = sheet.itemsBottom + WORDS_HEIGHT
  const rows = remarkOnFace(invoice).split(/\r\n|\r|\n/)
  return fitted(rows.filter((row) => row !== '')).map((line, index) =>
    textAt(LEFT, top + 3 + index * LEADING, line, { tag: 'Note' }),
  )
}

/** Six lines; what does not fit ends in an ellipsis. */
function fitted(rows: readonly string[]): string[] {
  const lines = rows.flatMap((row) => wrap(withItsBlanks(row), WIDTH))
  if (lines.length <= MOST_LINES) return lines
  const [last = ''] = wrap(lines[MOST_LINES - 1] ?? '', WIDTH - 5)
  return [...lines.slice(0, MOST_LINES - 1), last + CUT]
}

/** Blanks in a row are kept: they part the facts. */
function withItsBlanks(row: string): string {
  return row.split(' ').map(inOneLine).join(' ')
}
