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
  /** Since when the short names hold. Without it each row's 启用日期, and 2017-12-01 where it has none. */
  validFrom?: Day | undefined
}

const LARGEST = 20 * 1024 * 1024

/**
 * A table of tax classification codes from a CSV or XLSX file of at most 20 MB and 100,000 rows, whose columns are known
 * by their headings: code, name and short name, and where there are 启用日期, 停用日期, 增值税税率, 是否汇总项 (the fields of
 * 乐企 CXSSFLBM). Leaves only, in the order of the file; `codes` counts the summaries too. A row with anything wrong is
 * left out and named in `problems`; a short name may be missing, and is then not there. 停用日期 is taken for the last day.
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
  const byCode = new Map<string, CodeRow>()
  const problems: RowProblem[] = []
  for (const row of rows.slice(found.at + 1)) {
    const parsed = parseRow(row, found.columns)
    if (typeof parsed === 'string') problems.push({ row: row.row, problem: parsed })
    else if (parsed && byCode.has(parsed.code)) problems.push({ row: row.row, problem: 'duplicate' })
    else if (parsed) byCode.set(parsed.code, parsed)
  }
  if (byCode.size === 0) return { ok: false, problem: 'no-codes', problems }
  const leaves = leavesOf(byCode.keys())
  const table = [...byCode.values()].filter(({ code, leaf }) => leaf ?? leaves.has(code))
  return { ok: true, table: table.map((row) => entryOf(row, from)), codes: byCode.size, problems }
}

function entryOf(row: CodeRow, { source, validFrom }: TaxCodesFrom): TaxCode {
  const { code, name, shortName, usual, label } = row
  const since = { from: validFrom ?? row.from ?? tableOf2017.from, ...(row.to !== undefined && { to: row.to }) }
  const shortNames: ShortName[] = shortName === '' ? [] : [{ shortName, ...since, source }]
  return { code, name, initials: initialsOf(name), shortNames, usual, ...(label !== undefined && { label }) }
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
