import { formatTax, formatTaxation, type InvoiceLine, plainYuan, starredName } from '@mashang/invoice'
import { type Column, type ColumnKey, type ColumnSet, columnOf, columnsOf, PADDING } from './columns.ts'
import type { FaceElement, FaceText } from './face.ts'
import type { FaceInvoice } from './face-invoice.ts'
import type { Sheet } from './sheets.ts'
import { ROW } from './sheets.ts'
import { inOneLine, sizeToFit, textAt, textCentredOn, textEndingAt, wrap } from './text.ts'

/** A row of the grid. A line takes as many as its longest cell has lines of text; `line` is given on the first. */
export type Row = { cells: Cells; line?: InvoiceLine }

type Cells = Partial<Record<ColumnKey, string>>

const FIRST_BASELINE = 59.7

export function rowsOf(invoice: FaceInvoice): Row[] {
  const columns = columnsOf(invoice)
  return invoice.lines.flatMap((line) => rowsOfLine(columns, line))
}

export function drawItems(columns: ColumnSet, sheet: Sheet): FaceElement[] {
  return sheet.rows.flatMap(({ cells }, index) =>
    columns.columns.flatMap((column) => {
      const text = cells[column.key]
      return text ? [drawCell(column, FIRST_BASELINE + index * ROW, text)] : []
    }),
  )
}

function rowsOfLine(columns: ColumnSet, line: InvoiceLine): Row[] {
  const wrapped = (key: ColumnKey, text = '') => {
    const { start, end } = columnOf(columns, key)
    return wrap(inOneLine(text), end - start - 2 * PADDING)
  }
  const names = wrapped('name', starredName(line))
  const specifications = wrapped(
    'specification',
    columns.name === 'lease' ? line.lease?.certificate : line.specification,
  )
  const units = wrapped('unit', line.unit)
  const rows = Array.from({ length: Math.max(names.length, specifications.length, units.length) }, (_, index) => ({
    cells: textCells(names[index], specifications[index], units[index]),
  }))
  const [first, ...others] = rows
  return [{ cells: { ...first?.cells, ...figuresOf(line) }, line }, ...others]
}

function textCells(name = '', specification = '', unit = ''): Cells {
  return { name, specification, unit }
}

function figuresOf(line: InvoiceLine): Cells {
  return {
    quantity: line.quantity ?? '',
    netUnitPrice: line.netUnitPrice ?? '',
    net: plainYuan(line.net),
    rate: formatTaxation(line.taxation),
    tax: formatTax(line),
  }
}

function drawCell(column: Column, baseline: number, text: string): FaceText {
  const { start, end, align, tag } = column
  if (align === 'left') return textAt(start + PADDING, baseline, text, { tag })
  if (align === 'centre') return textCentredOn((start + end) / 2, baseline, text, { tag })
  // Prices may have 25 digits: they shrink, as on the bureau's own faces, and keep away from the figures before them.
  const size = sizeToFit(text, end - start - 4 * PADDING)
  return textEndingAt(end - PADDING, baseline, text, { size, tag })
}
