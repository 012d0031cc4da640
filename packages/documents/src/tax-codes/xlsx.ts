import { openZip, type Zip, ZipRefused } from '../import/zip.ts'
import { decodeXml } from '../xml/decode.ts'
import { child, childrenOf, descendants, scanXml, textAt, type XmlElement } from '../xml/scan.ts'
import { MOST_COLUMNS, MOST_ROWS, type SheetRow, TableRefused } from './sheet.ts'

/** A workbook of tax codes has one sheet, or a few. */
const MOST_SHEETS = 20

/**
 * The sheets of an XLSX workbook in their order, each read when it is asked for. Cells are texts; a number is as the file
 * writes it, which for 19 digits is 1.07E+18 where a spreadsheet program wrote it. Throws `TableRefused`.
 *
 * Source: ECMA-376-1 §18.3.1, §18.4.
 */
export function* xlsxSheets(bytes: Uint8Array): Generator<SheetRow[]> {
  const zip = opened(() => openZip(bytes))
  // Any other ZIP: a document, an OFD.
  if (!zip.names.includes('xl/workbook.xml')) throw new TableRefused('not-a-table')
  const shared = [...pieces(partOf(zip, 'xl/sharedStrings.xml') ?? '', 'si')].map(textOf)
  for (const path of sheetPaths(zip).slice(0, MOST_SHEETS)) yield rowsOf(partOf(zip, path) ?? '', shared)
}

function rowsOf(sheet: string, shared: readonly string[]): SheetRow[] {
  const rows: SheetRow[] = []
  let row = 0
  for (const element of pieces(sheet, 'row')) {
    const given = Number(element.attributes.r)
    row = given > row ? given : row + 1
    if (rows.length >= MOST_ROWS) throw new TableRefused('too-many-rows')
    rows.push({ row, cells: cellsOf(element, shared) })
  }
  return rows
}

function cellsOf(row: XmlElement, shared: readonly string[]): string[] {
  const cells: string[] = []
  for (const cell of childrenOf(row, 'c')) {
    const column = columnOf(cell.attributes.r) ?? cells.length
    if (column >= MOST_COLUMNS) continue
    while (cells.length < column) cells.push('')
    cells[column] = cellText(cell, shared).trim()
  }
  return cells
}

function cellText(cell: XmlElement, shared: readonly string[]): string {
  if (cell.attributes.t === 'inlineStr') return textOf(child(cell, 'is'))
  const value = textAt(cell, 'v')
  return cell.attributes.t === 's' ? (shared[Number(value)] ?? '') : unescaped(value)
}

/** `C7` is in column 2; undefined where the file leaves it out, which means the next one. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0]
  if (letters === undefined) return undefined
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** The text of a string, of its runs too, without the reading aids (`rPh`) of East Asian texts. */
function textOf(element: XmlElement | undefined): string {
  const runs = [...childrenOf(element, 't'), ...childrenOf(element, 'r').flatMap((run) => childrenOf(run, 't'))]
  return unescaped(runs.map(({ text }) => text).join(''))
}

/** `_x000D_` is how a workbook writes a character that XML cannot hold. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function sheetPaths(zip: Zip): string[] {
  const targets = new Map(
    descendants(xml(partOf(zip, 'xl/_rels/workbook.xml.rels') ?? ''), 'Relationship').map(({ attributes }) => [
      attributes.Id,
      attributes.Target ?? '',
    ]),
  )
  const sheets = descendants(xml(partOf(zip, 'xl/workbook.xml') ?? ''), 'sheet')
  return sheets.flatMap(({ attributes }) => {
    const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1]
    const target = targets.get(id)
    return target === undefined ? [] : [target.startsWith('/') ? target.slice(1) : `xl/${target}`]
  })
}

/**
 * Every element of that name, scanned by itself: a sheet as a whole has more elements than a document may have, and would
 * be in memory at once.
 */
function* pieces(part: string, name: string): Generator<XmlElement> {
  if (/<!(DOCTYPE|ENTITY)/i.test(part)) throw new TableRefused('unsafe')
  const begin = new RegExp(`<((?:[\\w.-]+:)?${name})(?=[\\s/>])[^>]*>`, 'g')
  for (let match = begin.exec(part); match !== null; match = begin.exec(part)) {
    const [tag, written] = match
    const close = `</${written}>`
    const end = tag.endsWith('/>') ? begin.lastIndex : part.indexOf(close, begin.lastIndex) + close.length
    if (end < begin.lastIndex) throw new TableRefused('damaged')
    yield xml(part.slice(match.index, end))
    begin.lastIndex = end
  }
}

function xml(text: string): XmlElement {
  const scanned = scanXml(text)
  if (scanned.ok) return scanned.root
  throw new TableRefused(scanned.problem === 'not-xml' ? 'damaged' : 'unsafe')
}

function partOf(zip: Zip, path: string): string | undefined {
  const bytes = opened(() => zip.read(path))
  if (bytes === undefined) return undefined
  const text = decodeXml(bytes)
  if (text === undefined) throw new TableRefused('damaged')
  return text
}

function opened<T>(open: () => T): T {
  try {
    return open()
  } catch (reason) {
    if (!(reason instanceof ZipRefused)) throw reason
    if (reason.problem === 'encrypted') throw new TableRefused('old-excel')
    throw new TableRefused(reason.problem === 'damaged' ? 'damaged' : 'unsafe')
  }
}
