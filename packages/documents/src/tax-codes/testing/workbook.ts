import { strToU8, zipSync } from 'fflate'
import { escapeText } from '../../xml-text.ts'

/** A cell as it is put into a sheet: a text by its place in the shared strings, a text in its place, or a number. */
export type Cell = string | { inline: string } | { number: string }

type Sheet = { name: string; rows: readonly (readonly (Cell | undefined)[])[] }

/** An XLSX workbook of the parts that a spreadsheet program writes, as far as cells go. */
export function workbook(sheets: readonly Sheet[], more: Record<string, string> = {}): Uint8Array {
  const shared: string[] = []
  const numbered = sheets.map((sheet, index) => ({ ...sheet, number: index + 1 }))
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns:r="urn:r"><sheets>${numbered.map(({ name, number }) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${numbered.map(({ number }) => `<Relationship Id="rId${number}" Target="worksheets/sheet${number}.xml"/>`).join('')}</Relationships>`,
  }
  for (const { rows, number } of numbered) parts[`xl/worksheets/sheet${number}.xml`] = sheetXml(rows, shared)
  // With the reading of the characters beside them, as East Asian versions write it.
  parts['xl/sharedStrings.xml'] =
    `<sst>${shared.map((text) => `<si><r><t>${escapeText(text.slice(0, 1))}</t></r><r><t>${escapeText(text.slice(1))}</t></r><rPh><t>dú</t></rPh></si>`).join('')}</sst>`
  const files = Object.entries({ ...parts, ...more }).map(([path, xml]) => [path, strToU8(declared(xml))])
  return zipSync(Object.fromEntries(files))
}

function sheetXml(rows: Sheet['rows'], shared: string[]): string {
  const places = new Map<string, number>()
  const cellXml = (cell: Cell | undefined, reference: string) => {
    if (cell === undefined) return ''
    if (typeof cell !== 'string')
      return 'number' in cell
        ? `<c r="${reference}"><v>${cell.number}</v></c>`
        : `<c r="${reference}" t="inlineStr"><is><t>${escapeText(cell.inline)}</t></is></c>`
    const place = places.get(cell) ?? shared.push(cell) - 1
    places.set(cell, place)
    return `<c r="${reference}" t="s"><v>${place}</v></c>`
  }
  const rowXml = (cells: readonly (Cell | undefined)[], at: number) =>
    cells.length === 0
      ? `<row r="${at + 1}"/>`
      : `<row r="${at + 1}">${cells.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${at + 1}`)).join('')}</row>`
  return `<worksheet><sheetData>${rows.map(rowXml).join('')}</sheetData></worksheet>`
}

function declared(xml: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`
}
