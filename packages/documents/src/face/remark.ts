import { type Invoice, type PassengerTrip, remarkOf } from '@mashang/invoice'
import type { FaceElement } from './face.ts'
import { type Sheet, WORDS_HEIGHT } from './sheets.ts'
import { inOneLine, textAt, wrap } from './text.ts'

const LEFT = 11.3
const WIDTH = 193
const LEADING = 3.3
const MOST_LINES = 6
const CUT = '...'
/** Between two facts of one row. */
const NEXT = ';    '

export function drawRemark(invoice: Invoice, sheet: Sheet): FaceElement[] {
  if (!sheet.last) return []
  const top = sheet.itemsBottom + WORDS_HEIGHT
  return fitted(rowsOf(invoice)).map((line, index) => textAt(LEFT, top + 3 + index * LEADING, line, { tag: 'Note' }))
}

/** The rows of `remarkOf`, below the trips of passengers, for which the specification has no place in them. */
function rowsOf(invoice: Invoice): string[] {
  const trips = invoice.business?.kind === 'passenger-transport' ? invoice.business.trips : []
  return [...trips.map(tripInWords), ...remarkOf(invoice).split(/\r\n|\r|\n/)].filter((row) => row !== '')
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

function tripInWords(trip: PassengerTrip): string {
  const facts = [
    ['出行人', trip.traveller],
    ['有效身份证件号', trip.idNumber],
    ['出行日期', trip.date],
    ['出发地', trip.departure],
    ['到达地', trip.destination],
    ['等级', trip.grade],
    ['交通工具类型', trip.vehicle],
  ]
  return facts.flatMap(([name, value]) => (value ? [`${name}:${value}`] : [])).join(NEXT)
}
