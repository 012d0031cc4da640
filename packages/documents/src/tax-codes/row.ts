import { type Day, day, displayWidth, parseDay, type Taxation, taxationFromCell } from '@mashang/invoice'
import type { Columns } from './columns.ts'
import type { RowProblem } from './problems.ts'
import type { SheetRow } from './sheet.ts'

/** What a row says of a code, parsed. `leaf` is undefined where the table does not say. */
export type CodeRow = {
  code: string
  name: string
  shortName: string
  from?: Day | undefined
  to?: Day | undefined
  usual: readonly Taxation[]
  /** Undefined where the table has no such column. */
  label?: string | undefined
  leaf?: boolean | undefined
}

/** 简称 has 120 (乐企 §10.2, spfwjc), a name has 40 characters at most in the table of 2017. Longer is another column. */
const LONGEST = 300

/** Undefined for a row without anything in the columns we know. */
export function parseRow(
  { cells }: SheetRow,
  columns: Columns,
): CodeRow | Exclude<RowProblem['problem'], 'duplicate'> | undefined {
  // A name that was wrapped in its cell is one line on an invoice, without characters nobody sees.
  const cell = (role: keyof Columns) => (cells[columns[role] ?? -1] ?? '').replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  const [code, name, shortName] = [cell('code'), cell('name'), cell('shortName')]
  if (code === '' && name === '' && shortName === '') return undefined
  if (code === '') return 'no-code'
  if (/^\d(\.\d+)?e\+?\d+$/i.test(code)) return 'digits-lost'
  if (!/^\d+$/.test(code)) return 'not-digits'
  if (code.length !== 19) return 'not-19-digits'
  if (name === '') return 'no-name'
  if (displayWidth(name) > LONGEST || displayWidth(shortName) > LONGEST) return 'name-too-long'
  const [from, to] = [writtenDay(cell('from')), writtenDay(cell('to'))]
  if (from === 'bad-date' || to === 'bad-date') return 'bad-date'
  if (from !== undefined && to !== undefined && to < from) return 'dates-reversed'
  const usual = parseUsual(code, cell('rates'))
  if (usual === undefined) return 'bad-rate'
  const label = columns.label === undefined ? undefined : parseLabel(cell('label'))
  if (label === 'bad-label') return label
  const leaf = parseLeaf(cell('summary'))
  if (leaf === 'bad-summary') return leaf
  return { code, name, shortName, from, to, usual, leaf, label }
}

/** `2017-12-01`, also as 20171201, 2017/12/1, 2017年12月1日, with a time behind it, and as a spreadsheet's number of days. */
function writtenDay(text: string): Day | undefined | 'bad-date' {
  // What has no end is sometimes given the last day that can be written.
  if (text === '' || /^9999[-/.年]?12[-/.月]?31/.test(text)) return undefined
  if (/^\d{5}(\.\d+)?$/.test(text)) return dayOfSerial(Math.floor(Number(text)))
  const parts =
    /^(\d{4})(\d\d)(\d\d)(?:\d{6})?$/.exec(text) ??
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d\d.*)?$/.exec(text)
  const [, year, month = '', date = ''] = parts ?? []
  return parseDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`) ?? 'bad-date'
}

/** Spreadsheets count days from the end of 1899. */
function dayOfSerial(days: number): Day {
  return day(new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10))
}

/** `13%、9%` in its order; what begins with 6 is no sale, whatever its rate says. Undefined when a part is no rate. */
function parseUsual(code: string, text: string): Taxation[] | undefined {
  const usual = text
    .split(/[、,，;；/\s]+/)
    .filter(Boolean)
    .map(taxationFromCell)
  if (!usual.every((taxation) => taxation !== undefined)) return undefined
  return usual.length > 0 && code.startsWith('6') ? [{ kind: 'outside-scope' }] : usual
}

function parseLeaf(text: string): boolean | undefined | 'bad-summary' {
  if (text === '') return undefined
  if (/^(n|否)$/i.test(text)) return true
  return /^(y|是)$/i.test(text) ? false : 'bad-summary'
}

/** Two digits, of which a spreadsheet may have made one; '' for none. */
function parseLabel(text: string): string | 'bad-label' {
  if (text === '') return ''
  return /^\d{1,2}$/.test(text) ? text.padStart(2, '0') : 'bad-label'
}
