import { open } from 'node:fs/promises'
import { Cannot } from '../../command/cannot.ts'
import type { End, Outcome } from './import-orders.ts'
import { sentenceOf } from './reasons.ts'

export const endWords: Record<End, { zh: string; en: string }> = {
  imported: { zh: '已导入', en: 'imported' },
  'already-there': { zh: '原来就有', en: 'already there' },
  conflict: { zh: '内容不同，没有改动', en: 'conflict, left as it was' },
  'not-invoiceable': { zh: '不能开票', en: 'cannot be invoiced' },
}

export type Report = { tell: (outcome: Outcome) => Promise<void>; close: () => Promise<void> }

/** A CSV file with one line for each thing to tell, written as it happens; a spreadsheet opens it as it is. */
export async function openReport(path: string): Promise<Report> {
  const file = await open(path, 'w').catch((error: NodeJS.ErrnoException) => {
    throw new Cannot(`写不了 ${path}（${error.code}）。`, `Cannot write ${path} (${error.code}).`)
  })
  const write = async (rows: string[][]) => {
    await file.write(rows.map((row) => `${row.map(cell).join(',')}\r\n`).join(''))
  }
  await file.write('\uFEFF')
  await write([['小票号 receipt', '行 line', '结果 what', '原因', 'reason']])
  return { tell: (outcome) => write(rowsOf(outcome)), close: () => file.close() }
}

function rowsOf({ number, line, end, remarks }: Outcome): string[][] {
  const { zh, en } = endWords[end]
  return remarks.map((remark) => {
    const sentence = sentenceOf(remark)
    return [number, String(remark.line ?? line), `${zh} ${en}`, sentence.zh, sentence.en]
  })
}

function cell(text: string): string {
  // A spreadsheet would run a cell that begins like a formula, and a till's text is a stranger's. Of a number it keeps
  // fifteen digits; a tab makes it text, and other programs trim it.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : /^\d{12,}$/.test(text) ? `\t${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
