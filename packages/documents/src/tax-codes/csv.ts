import { MOST_COLUMNS, MOST_ROWS, type SheetRow, TableRefused } from './sheet.ts'

/**
 * The rows of a CSV file: UTF-8, else GB18030; comma, tab or semicolon, whichever the first line has most of. A row has
 * the number of the line it begins on. Throws `TableRefused`.
 */
export function csvRows(bytes: Uint8Array): SheetRow[] {
  const text = textOf(bytes)
  if (text.trim() === '') throw new TableRefused('empty')
  const separator = separatorOf(text)
  const ends = new RegExp(`[${separator}\r\n]`, 'g')
  const rows: SheetRow[] = []
  let cells: string[] = []
  let [line, begins] = [1, 1]
  for (let at = 0; at < text.length; at++) {
    const { cell, end } = text[at] === '"' ? quotedAt(text, at) : plainAt(text, at, ends)
    if (cells.length < MOST_COLUMNS) cells.push(cell.trim())
    line += linesIn(cell)
    at = text.startsWith('\r\n', end) ? end + 1 : end
    if (text[end] === separator && at < text.length - 1) continue
    if (rows.push({ row: begins, cells }) > MOST_ROWS) throw new TableRefused('too-many-rows')
    cells = []
    begins = ++line
  }
  return rows
}

function plainAt(text: string, at: number, ends: RegExp): { cell: string; end: number } {
  ends.lastIndex = at
  const end = ends.exec(text)?.index ?? text.length
  return { cell: text.slice(at, end), end }
}

/** A cell in quotation marks, where two of them are one. */
function quotedAt(text: string, at: number): { cell: string; end: number } {
  let end = text.indexOf('"', at + 1)
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  if (end < 0 || !/[,;\t\r\n]/.test(text[end + 1] ?? '\n')) throw new TableRefused('open-quote')
  return { cell: text.slice(at + 1, end).replaceAll('""', '"'), end: end + 1 }
}

function linesIn(cell: string): number {
  return cell.match(/\r\n|\r|\n/g)?.length ?? 0
}

function textOf(bytes: Uint8Array): string {
  const text = decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030')
  if (text === undefined) throw new TableRefused('wrong-encoding')
  if (text.includes('\0')) throw new TableRefused('not-a-table')
  return text
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function separatorOf(text: string): ',' | '\t' | ';' {
  const [first = ''] = text.trimStart().split(/[\r\n]/, 1)
  const count = (separator: string) => first.split(separator).length
  return ([',', '\t', ';'] as const).reduce((best, next) => (count(next) > count(best) ? next : best))
}
