import { readFileSync } from 'node:fs'
import type { Face, FaceElement, FaceFont } from '@mashang/documents'
import { create, type Font } from 'fontkit'
import PDFDocument from 'pdfkit'

const MM = 72 / 25.4

function fontOf(name: FaceFont): Font {
  const font = create(readFileSync(new URL(`../../packages/documents/fonts/${name}.ttf`, import.meta.url))) as Font
  // pdfkit asks a table that our fonts do without.
  return Object.defineProperty(font, 'post', { value: { isFixedPitch: name === 'courier' } })
}

/** The same face drawn by pdfkit as its documentation shows, its fonts parsed once beforehand. Resolves to the bytes. */
export function plainPdfkit(): (face: Face) => Promise<number> {
  const fonts = { kai: fontOf('kai'), song: fontOf('song'), courier: fontOf('courier') }
  return async (face) => {
    const document = new PDFDocument({ autoFirstPage: false, font: fonts.song as unknown as string })
    let size = 0
    document.on('data', (part: Buffer) => {
      size += part.length
    })
    for (const page of face.pages) {
      document.addPage({ size: [page.width * MM, page.height * MM], margin: 0 })
      for (const element of [...page.template.elements, ...page.elements, ...page.overlay])
        draw(document, fonts, element)
    }
    const ended = new Promise<void>((resolve) => document.on('end', resolve))
    document.end()
    await ended
    return size
  }
}

function draw(document: PDFKit.PDFDocument, fonts: Record<FaceFont, Font>, element: FaceElement): void {
  switch (element.kind) {
    case 'text':
      document
        .font(fonts[element.font] as unknown as string)
        .fontSize(element.size * MM)
        .fillColor([...element.colour])
        .text(element.text, element.x * MM, (element.y - element.size) * MM, { lineBreak: false })
      return
    case 'path': {
      document
        .lineWidth(element.width * MM)
        .save()
        .scale(MM)
        .path(element.data.replaceAll('B', 'C').replaceAll(/C\s*$/g, 'Z'))
        .stroke([...element.colour])
        .restore()
      return
    }
    case 'rectangle':
      document.rect(element.x * MM, element.y * MM, element.width * MM, element.height * MM).fill([...element.colour])
      return
    case 'matrix': {
      const side = (element.size / element.modules.length) * MM
      for (const [row, cells] of element.modules.entries())
        for (const [column, black] of cells.entries())
          if (black) document.rect(element.x * MM + column * side, element.y * MM + row * side, side, side)
      document.fill('black')
      return
    }
  }
}
