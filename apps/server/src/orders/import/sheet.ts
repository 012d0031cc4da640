import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { Cannot } from '../../command/cannot.ts'
import { type Columns, findColumns, type Role } from './columns.ts'
import { type Encoding, encodingOf, textOf } from './encoding.ts'

/** A CSV file whose encoding, separator and columns are known. */
export type Sheet = { path: string; encoding: Encoding; delimiter: string; columns: Columns; width: number }

/** One line of the file: what stands in its columns, blanks around removed, empty when there is no such column. */
export type SheetLine = Record<Role, string> & {
  /** Counted from 1, the header included, as an editor shows it. */
  line: number
  /** Cells where the header has `width`. */
  cells: number
}

/** A cell as long as this is no cell: a quotation mark was not closed. */
const LONGEST_RECORD = 256 * 1024

/** Throws Cannot when the file cannot be read as a table with the columns we need. */
export async function openSheet(
  path: string,
  options: { encoding?: Encoding | undefined; map?: Partial<Record<Role, string>> } = {},
): Promise<Sheet> {
  const encoding = options.encoding ?? (await encodingOf(path))
  const delimiter = await delimiterOf(path, encoding)
  for await (const { cells } of records(path, encoding, delimiter))
    return { path, encoding, delimiter, columns: findColumns(cells, options.map), width: cells.length }
  throw new Cannot('文件是空的。', 'The file is empty.')
}

/** The lines below the header, read as they are asked for. */
export async function* sheetLines({ path, encoding, delimiter, columns }: Sheet): AsyncGenerator<SheetLine> {
  let header = true
  for await (const { line, cells } of records(path, encoding, delimiter)) {
    if (!header) yield lineFrom(line, cells, columns)
    header = false
  }
}

function lineFrom(line: number, cells: readonly string[], columns: Columns): SheetLine {
  const cell = (role: Role) => cells[columns[role] ?? -1]?.trim() ?? ''
  return {
    line,
    cells: cells.length,
    // One spelling, as in the API: A1 and a1 are one receipt to whoever types it.
    number: cell('number').toUpperCase(),
    date: cell('date'),
    time: cell('time'),
    name: cell('name'),
    quantity: cell('quantity'),
    unitPrice: cell('unitPrice'),
    amount: cell('amount'),
    itemCode: cell('itemCode'),
  }
}

async function* records(
  path: string,
  encoding: Encoding,
  delimiter: string,
): AsyncGenerator<{ line: number; cells: string[] }> {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_empty_values: true,
    max_record_size: LONGEST_RECORD,
    record_delimiter: ['\r\n', '\n', '\r'],
  })
  const text = Readable.from(textOf(path, encoding))
  text.on('error', (error) => parser.destroy(error))
  text.pipe(parser)
  try {
    for await (const { record, info } of parser) {
      if (swallowsLines(record, delimiter)) throw brokenTable(info.lines)
      yield { line: info.lines, cells: record }
    }
  } catch (error) {
    throw error instanceof CsvError ? brokenTable(Number(error.lines)) : error
  } finally {
    text.destroy()
  }
}

/** A name may hold a line break; one that goes on with separators holds the next lines of the file. */
function swallowsLines(cells: readonly string[], delimiter: string): boolean {
  return cells.some((cell) => /[\r\n]/.test(cell) && cell.slice(cell.search(/[\r\n]/)).includes(delimiter))
}

function brokenTable(line: number): Cannot {
  return new Cannot(
    `文件在第 ${line} 行附近读不下去，多半是引号没有成对。`,
    `The file cannot be read on around line ${line}; most likely a quotation mark is not closed.`,
  )
}

/** Comma, semicolon or tab: whichever the header has most of. */
async function delimiterOf(path: string, encoding: Encoding): Promise<string> {
  for await (const text of textOf(path, encoding)) {
    const [header = ''] = text.trimStart().split(/[\r\n]/, 1)
    const count = (delimiter: string) => header.split(delimiter).length
    return [',', '\t', ';'].reduce((best, next) => (count(next) > count(best) ? next : best))
  }
  return ','
}
