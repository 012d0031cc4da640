import type { Row } from './items.ts'

/** One page: its rows and its measures. Values in mm from the top. */
export type Sheet = {
  rows: readonly Row[]
  height: number
  /** The rule beneath the items. */
  itemsBottom: number
  /** 价税合计 and 备注 stand on the last page alone. */
  last: boolean
  page: number
  pages: number
}

/** Of the page without growth, for eight rows. */
const HEIGHT = 140
export const ROW = 4.375
export const WORDS_HEIGHT = 8
const REMARK_HEIGHT = 20
/** 开票人 stands there. */
const BELOW_FRAME = 16

/** Of a page that ends the invoice; on one of several, 小计 takes a row. */
const MOST_ROWS = 42
const MOST_ROWS_CONTINUED = 47
const LARGEST_HEIGHT = 288.75

/** Divides the rows among pages: one that grows with them, or several. Source: 版式及XML规范 V5.002 §1.3. */
export function sheetsOf(rows: readonly Row[]): Sheet[] {
  if (rows.length <= MOST_ROWS) return [lastSheet(rows, rows.length, 1)]
  const continued: (readonly Row[])[] = []
  let at = 0
  while (rows.length - at > MOST_ROWS - 1) {
    // Never all of them: the last page lists at least one.
    const next = endOfLine(rows, at, Math.min(at + MOST_ROWS_CONTINUED, rows.length - 1))
    continued.push(rows.slice(at, next))
    at = next
  }
  const pages = continued.length + 1
  return [
    ...continued.map((part, index) => continuedSheet(part, index + 1, pages)),
    lastSheet(rows.slice(at), rows.length - at + 1, pages),
  ]
}

/** A page ends where a line does, unless one line alone is more than a page. */
function endOfLine(rows: readonly Row[], from: number, to: number): number {
  let end = to
  while (end > from && rows[end]?.line === undefined) end -= 1
  return end > from ? end : to
}

function lastSheet(rows: readonly Row[], room: number, pages: number): Sheet {
  const height = HEIGHT + growth(room)
  const itemsBottom = height - BELOW_FRAME - REMARK_HEIGHT - WORDS_HEIGHT
  return { rows, height, itemsBottom, last: true, page: pages, pages }
}

function continuedSheet(rows: readonly Row[], page: number, pages: number): Sheet {
  return { rows, height: LARGEST_HEIGHT, itemsBottom: LARGEST_HEIGHT - BELOW_FRAME, last: false, page, pages }
}

/** By four rows at a time up to forty, then by two. */
function growth(rows: number): number {
  if (rows > 40) return LARGEST_HEIGHT - HEIGHT
  return Math.ceil(Math.max(0, rows - 8) / 4) * 4 * ROW
}
