import { Cannot } from '../../command/cannot.ts'
import { type DayOrder, dayOrderOf } from './paid-at.ts'
import { continues } from './receipts.ts'
import { type Sheet, sheetLines } from './sheet.ts'

/** What only the whole file can tell. */
export type Survey = {
  lines: number
  /** Different receipt numbers. */
  receipts: number
  /** Receipts whose lines are not together: there are others between them. */
  scattered: ReadonlySet<string>
  dayOrder: DayOrder | undefined
}

/**
 * Reads the file once before anything is written: every byte must decode, and day and month must be told apart.
 * Keeps nothing but the receipt numbers in memory. Throws Cannot when dates are ambiguous and `given` is missing.
 */
export async function survey(sheet: Sheet, given?: DayOrder): Promise<Survey> {
  const numbers = new Set<string>()
  const scattered = new Set<string>()
  /** The first line that shows each order of day and month. */
  const seen = new Map<DayOrder | 'either', { line: number; date: string }>()
  let lines = 0
  let last: string | undefined
  for await (const { line, number, date } of sheetLines(sheet)) {
    lines++
    const order = dayOrderOf(date)
    if (order && !seen.has(order)) seen.set(order, { line, date })
    if (continues(last, number)) continue
    if (numbers.has(number)) scattered.add(number)
    numbers.add(number)
    last = number
  }
  return { lines, receipts: numbers.size, scattered, dayOrder: given ?? dayOrderFrom(seen) }
}

function dayOrderFrom(seen: Map<DayOrder | 'either', { line: number; date: string }>): DayOrder | undefined {
  const [dayFirst, monthFirst, either] = [seen.get('d/m/y'), seen.get('m/d/y'), seen.get('either')]
  if (dayFirst && monthFirst)
    throw new Cannot(
      `日期写法不一致：第 ${dayFirst.line} 行“${dayFirst.date}”日在前，第 ${monthFirst.line} 行“${monthFirst.date}”月在前。请统一后再导入，或用 --date-format 指定一种，另一种会列为不能导入。`,
      `Dates are written in two ways: line ${dayFirst.line} “${dayFirst.date}” has the day first, line ${monthFirst.line} “${monthFirst.date}” the month. Make them one, or choose with --date-format; the others will be listed as not imported.`,
    )
  if (either && !dayFirst && !monthFirst)
    throw new Cannot(
      `看不出“${either.date}”（第 ${either.line} 行）是日在前还是月在前，请指明：--date-format d/m/y 或 m/d/y。`,
      `“${either.date}” (line ${either.line}) may begin with the day or the month; say which: --date-format d/m/y or m/d/y.`,
    )
  return dayFirst ? 'd/m/y' : monthFirst && 'm/d/y'
}
