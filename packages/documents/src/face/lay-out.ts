import { columnsOf } from './columns.ts'
import type { Face, FaceElement, FacePage } from './face.ts'
import type { FaceInvoice } from './face-invoice.ts'
import { templateOf } from './frame.ts'
import { drawHeader, drawQr } from './header.ts'
import { drawItems, rowsOf } from './items.ts'
import { drawSampleMarks } from './marks.ts'
import { drawParties } from './parties.ts'
import { drawRemark } from './remark.ts'
import { type Sheet, sheetsOf } from './sheets.ts'
import { inOneLine, sizeToFit, textAt } from './text.ts'
import { drawTotals } from './totals.ts'

export type LayOutOptions = {
  /** Address of the page that verifies samples; the QR code of a sample leads there. */
  verifyAt?: string
}

/**
 * The face of an invoice (版式): one page of 210 × 140 mm that grows with its rows up to 288.75 mm, then several.
 * Geometry of a genuine file of 2024 where it differs from 版式及XML规范 V5.002.
 */
export function layOut(invoice: FaceInvoice, { verifyAt = 'https://sample.invalid/verify' }: LayOutOptions = {}): Face {
  const qr = drawQr(invoice, verifyAt)
  return { pages: sheetsOf(rowsOf(invoice)).map((sheet) => drawPage(invoice, sheet, qr)) }
}

function drawPage(invoice: FaceInvoice, sheet: Sheet, qr: readonly FaceElement[]): FacePage {
  const columns = columnsOf(invoice)
  return {
    width: 210,
    height: sheet.height,
    template: templateOf(invoice, sheet),
    elements: [
      ...drawHeader(invoice, sheet, qr),
      ...drawParties(invoice),
      ...drawItems(columns, sheet),
      ...drawTotals(invoice, columns, sheet),
      ...drawRemark(invoice, sheet),
      drawDrawer(invoice, sheet),
    ],
    overlay: invoice.origin.kind === 'sample' ? drawSampleMarks(sheet.height) : [],
  }
}

function drawDrawer({ drawer }: FaceInvoice, sheet: Sheet): FaceElement {
  const name = inOneLine(drawer)
  return textAt(32, sheet.height - 7.7, name, { size: sizeToFit(name, 170), tag: 'InvoiceClerk' })
}
