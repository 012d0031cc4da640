import { basename } from 'node:path'
import type { Prepared } from './prepare.ts'
import { type Reason, reasons, sentenceOf } from './reasons.ts'
import { endWords } from './report.ts'
import { receiptsTold, type Tally } from './tally.ts'

/** What the terminal shows at the end of an import. */
export function summaryOf({ sheet, survey, target }: Prepared, tally: Tally, report: string | undefined): string {
  const { lines, receipts } = survey
  const kinds = [...tally.reasons].map(([reason, count]) => [String(count), ...both(reason)])
  const told = tally.shown.flatMap(({ number, line, remarks }) =>
    remarks.map((remark) => {
      const { zh, en } = sentenceOf(remark)
      return [number, String(remark.line ?? line), zh, en]
    }),
  )
  const sections = [
    `${basename(sheet.path)} · ${sheet.encoding} · ${lines} 行 lines · ${receipts} 张小票 receipts`,
    ...(target.dryRun ? ['试运行，什么都没有写入 · Dry run: nothing was written'] : []),
    ...(told.length > 0 ? [table(['小票 receipt', '行 line', '说明', 'what'], told)] : []),
    ...(tally.told > tally.shown.length ? [more(tally.told - tally.shown.length, report)] : []),
    ...(kinds.length > 0 ? [table(['次数 count', '说明', 'what'], kinds)] : []),
    ends(tally),
    ...(report ? [`明细 Report: ${report}`] : []),
  ]
  return `${sections.join('\n\n')}\n`
}

function both(reason: Reason): string[] {
  const { zh, en } = reasons[reason]
  const general = (text: string) => text.replace(/\s*[:：]?\s*“?\{\w+\}”?/g, '…')
  return [general(zh), general(en)]
}

function more(count: number, report: string | undefined): string {
  return report
    ? `还有 ${count} 张，见报告 · ${count} more in the report`
    : `还有 ${count} 张，用 --report FILE.csv 列出全部 · ${count} more: --report FILE.csv lists them all`
}

function ends(tally: Tally): string {
  const rows = Object.entries(tally.ends).map(([end, count]) => {
    const { zh, en } = endWords[end as keyof Tally['ends']]
    return [String(count), zh, en]
  })
  const counts = Object.values(tally.ends).join(' + ')
  return table(['张 receipts', '结果', 'what'], [...rows, [String(receiptsTold(tally)), '合计', `total = ${counts}`]])
}

function table(header: string[], rows: string[][]): string {
  const all = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))))
  const text = (row: string[]) =>
    row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell))).join('  ')
  return all.map((row) => `  ${text(row).trimEnd()}`).join('\n')
}

/** Columns of a terminal: a Chinese character takes two. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u1100-\u115f\u2e80-\uffe6]/.test(character) ? 2 : 1), 0)
}
