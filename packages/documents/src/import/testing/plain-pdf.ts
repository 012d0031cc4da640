import { strToU8 } from 'fflate'

/** Millimetres from the top left corner to the baseline, em in points. */
export type PlainText = { x: number; y: number; size: number; text: string }

/**
 * A PDF as issuers write it whose fonts are the reader's affair: none is embedded, and texts are codes of UniGB-UCS2-H.
 */
export function plainPdf(texts: readonly PlainText[], { width = 210, height = 140 } = {}): Uint8Array {
  const points = (mm: number) => ((mm * 72) / 25.4).toFixed(2)
  const content = texts
    .map(({ x, y, size, text }) => {
      const codes = Buffer.from(text, 'utf16le').swap16().toString('hex')
      return `BT /F ${size} Tf 1 0 0 1 ${points(x)} ${points(height - y)} Tm <${codes}> Tj ET`
    })
    .join('\n')
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${points(width)} ${points(height)}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>`,
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>',
    // Adobe-GB1: Latin is in CIDs 1 to 95 and 814 to 939, half as wide as the rest.
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]/FontDescriptor 7 0 R>>',
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  // Readers rebuild the table of a file that has none.
  return strToU8(`%PDF-1.4\n${body}trailer<</Root 1 0 R>>\n%%EOF\n`)
}
