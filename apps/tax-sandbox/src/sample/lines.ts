import { formatRate, formatYuan, unitPriceFrom } from '@mashang/invoice'
import type { Order } from '../order.ts'
import { label, type Pen } from './paper.ts'

type Detail = Order['invoiceDetail'][number]
type Column = {
  head: string
  x: number
  width: number
  align: 'left' | 'center' | 'right'
  cell: (detail: Detail) => string
}

/** Rows between the heads and the totals. */
const ROWS = 7
const PITCH = 4.5

/** Unit prices and amounts on the face of an invoice are without tax. */
const columns: readonly Column[] = [
  { head: '项目名称', x: 5.5, width: 40, align: 'left', cell: (detail) => detail.goodsName },
  { head: '规格型号', x: 46.5, width: 21, align: 'left', cell: (detail) => detail.specType ?? '' },
  { head: '单位', x: 68, width: 12, align: 'center', cell: (detail) => detail.unit ?? '' },
  { head: '数量', x: 80, width: 20, align: 'right', cell: (detail) => detail.num ?? '' },
  { head: '单价', x: 101, width: 24, align: 'right', cell: netPrice },
  { head: '金额', x: 126, width: 27, align: 'right', cell: (detail) => formatYuan(detail.taxExcludedAmount) },
  { head: '税率/征收率', x: 154, width: 22, align: 'center', cell: (detail) => formatRate(detail.taxRate) },
  { head: '税额', x: 177, width: 27.5, align: 'right', cell: (detail) => formatYuan(detail.tax) },
]

/** The lines of the invoice: as many as fit, then how many there are. */
export function drawLines(pen: Pen, details: readonly Detail[]): void {
  for (const { head, x, width, align } of columns) pen.text(head, x, 53, { width, align, ...label })
  const fits = details.length <= ROWS
  const shown = fits ? details : details.slice(0, ROWS - 1)
  for (const [row, detail] of shown.entries()) {
    for (const { x, width, align, cell } of columns) {
      pen.text(cell(detail), x, 58 + row * PITCH, { width, align, size: 8.5 })
    }
  }
  if (!fits) pen.text(`等 ${details.length} 行`, 5.5, 58 + (ROWS - 1) * PITCH, { size: 8.5 })
}

function netPrice({ num, taxExcludedAmount }: Detail): string {
  return (num && unitPriceFrom(taxExcludedAmount, num)) || ''
}
