import type { Day } from '@mashang/invoice'
import { type ShortName, type TaxCode, tableOf2017 } from '@mashang/invoice/tax-codes'
import { findColumns } from './columns.ts'
import { csvRows } from './csv.ts'
import { initialsOf } from './initials.ts'
import { leavesOf } from './leaves.ts'
import type { RowProblem, TableRefusal } from './problems.ts'
import { type CodeRow, parseRow } from './row.ts'
import { type SheetRow, TableRefused } from './sheet.ts'
import { xlsxSheets } from './xlsx.ts'

/** The leaves of a table, and the rows that were left out of it; or why there is no table. */
export type TaxCodesRead =
  | { ok: true; table: TaxCode[]; codes: number; problems: RowProblem[] }
  | { ok: false; problem: TableRefusal; problems: RowProblem[] }

export type TaxCodesFrom = {
  /** Where the file is from: an export of a channel's live table, or the table published in 2017-12. */
  source: 'channel' | 'table-2017'
  /** Since when the short names of rows without 启用日期 hold; 2017-12-01 unless it says. */
  validFrom?: Day | undefined
}

const LARGEST = 20 * 1024 * 1024
/** Rows of one code; a short name changes once in years. */
const MOST_CHANGES = 50

/**
 * A table of tax classification codes from a CSV or XLSX file of at most 20 MB and 100,000 rows, whose columns are known
 * by their headings: code, name and short name, and where there are 启用日期, 停用日期, 增值税税率, 是否汇总项,
 * 特定要素标签归类 (the fields of 乐企 CXSSFLBM). Leaves only, in the order of the file; `codes` counts the summaries too.
 * Rows of one code that follow each other in time are its short names; the rest is what the latest says. A row with
 * anything wrong is left out and named in `problems`; a short name may be missing, and is then not there, while
 * the days of its row are still those of the code. 停用日期 is taken for the last day.
 *
 * A code has its 19 digits in every table we know: shorter ones are refused and not filled up, for a leaf that lost its
 * end would become a summary, and a summary a leaf.
 */
export function readTaxCodes(bytes: Uint8Array, from: TaxCodesFrom): TaxCodesRead {
  try {
    return tableOf(rowsOf(bytes), from)
  } catch (reason) {
    if (reason instanceof TableRefused) return { ok: false, problem: reason.problem, problems: [] }
    throw reason
  }
}

function tableOf(rows: readonly SheetRow[], from: TaxCodesFrom): TaxCodesRead {
  const found = findColumns(rows)
  if (found === undefined) return { ok: false, problem: 'no-headings', problems: [] }
  const byCode = new Map<string, DatedRow[]>()
  const problems: RowProblem[] = []
  for (const row of rows.slice(found.at + 1)) {
    const parsed = parseRow(row, found.columns)
    if (parsed === undefined) continue
    const problem = typeof parsed === 'string' ? parsed : added(byCode, dated(parsed, from))
    if (problem) problems.push({ row: row.row, problem })
  }
  if (byCode.size === 0) return { ok: false, problem: 'no-codes', problems }
  const leaves = leavesOf(byCode.keys())
  const changes = [...byCode.values()].map((rows) => rows.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
  const table = changes.flatMap((rows) => {
    const last = rows.at(-1)
    return last && (last.leaf ?? leaves.has(last.code)) ? [entryOf(last, rows, from.source)] : []
  })
  return { ok: true, table, codes: byCode.size, problems }
}

/** The days of the short name; those of the code are what the row states. */
type DatedRow = CodeRow & { from: Day; stated: CodeRow }

function dated(row: CodeRow, { source, validFrom }: TaxCodesFrom): DatedRow {
  const { codes, lastDay } = tableOf2017.renamed
  const ended = source === 'table-2017' && codes.some((beginning) => row.code.startsWith(beginning))
  const to = row.to ?? (ended ? lastDay : undefined)
  return { ...row, from: row.from ?? validFrom ?? tableOf2017.from, to, stated: row }
}

/** A code may stand in several rows that follow each other in time. */
function added(byCode: Map<string, DatedRow[]>, row: DatedRow): RowProblem['problem'] | undefined {
  if (row.to !== undefined && row.to < row.from) return 'dates-reversed'
  const others = byCode.get(row.code)
  if (others === undefined) byCode.set(row.code, [row])
  else if (others.length >= MOST_CHANGES || others.some((other) => overlap(row, other))) return 'duplicate'
  else others.push(row)
  return undefined
}

function overlap(a: DatedRow, b: DatedRow): boolean {
  return (b.to === undefined || a.from <= b.to) && (a.to === undefined || b.from <= a.to)
}

function entryOf(last: DatedRow, rows: readonly DatedRow[], source: TaxCodesFrom['source']): TaxCode {
  const { code, name, usual, label } = last
  const [from, to] = [rows[0]?.stated.from, last.stated.to]
  let initials: string | undefined
  return {
    code,
    name,
    // For every name of a large table this takes seconds; the first search by initials needs them.
    get initials() {
      initials ??= initialsOf(name)
      return initials
    },
    shortNames: rows.flatMap(({ shortName, from, to }): ShortName[] =>
      shortName === '' ? [] : [{ shortName, from, ...(to !== undefined && { to }), source }],
    ),
    usual,
    ...(label !== undefined && { label }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
}

/** By content: a ZIP is a workbook, of which the first sheet with our headings counts. */
function rowsOf(bytes: Uint8Array): SheetRow[] {
  if (bytes.length === 0) throw new TableRefused('empty')
  if (bytes.length > LARGEST) throw new TableRefused('too-large')
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  if (start.startsWith('\xd0\xcf\x11\xe0')) throw new TableRefused('old-excel')
  if (!start.startsWith('PK\x03\x04')) return csvRows(bytes)
  const sheets = xlsxSheets(bytes)
  for (const rows of sheets) if (findColumns(rows) !== undefined) return rows
  throw new TableRefused('no-headings')
}
