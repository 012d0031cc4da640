import type { Font } from 'fontkit'
import PDFDocument from 'pdfkit'
import { printable } from './font.ts'

/** Points in a millimetre. */
export const MM = 72 / 25.4

export const WIDTH_MM = 210
export const HEIGHT_MM = 140

/** The colour of printed labels and lines on a 数电票; what is filled in is black. */
const MAROON = '#800000'

export type Pen = {
  /** Size in points; box and alignment in millimetres from the left edge. What does not fit ends in an ellipsis. */
  text: (content: string, x: number, y: number, style?: Style) => void
  line: (x1: number, y1: number, x2: number, y2: number) => void
  document: PDFKit.PDFDocument
}

type Style = { width?: number; size?: number; align?: 'left' | 'center' | 'right'; colour?: string; lines?: number }

export const label = { colour: MAROON } as const

/** A sheet of 210 × 140 mm and a pen that works in millimetres. The same `at` gives the same bytes. */
export function sheet(font: Font, title: string, at: Date): Pen {
  const document = new PDFDocument({
    size: [WIDTH_MM * MM, HEIGHT_MM * MM],
    margin: 0,
    // Given as a parsed font: pdfkit would parse the file again for every document.
    font: font as unknown as string,
    lang: 'zh-CN',
    info: { Title: title, Producer: 'Mashang tax sandbox', CreationDate: at, ModDate: at },
  })
  document.lineWidth(0.25 * MM)
  return {
    document,
    text(content, x, y, { width = WIDTH_MM - x, size = 9, align = 'left', colour = 'black', lines = 1 } = {}) {
      const box = { width: width * MM, align, ellipsis: '…', lineBreak: true, height: lines * size * 1.5 }
      document
        .fontSize(size)
        .fillColor(colour)
        .text(printable(font, content), x * MM, y * MM, box)
    },
    line(x1, y1, x2, y2) {
      document
        .moveTo(x1 * MM, y1 * MM)
        .lineTo(x2 * MM, y2 * MM)
        .stroke(MAROON)
    },
  }
}
