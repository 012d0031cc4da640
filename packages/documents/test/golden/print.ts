import { formatRate, type Invoice, type InvoiceLine, invoiceProblems, plainYuan } from '@mashang/invoice'
import type { Note, Problem } from './make.ts'

/** An invoice in the JSON that `mashang-invoice render` reads, one line of it for each line of the invoice. */
export function invoiceJson({ lines, ...rest }: Invoice): string {
  const body = JSON.stringify({ ...rest, lines: '…' }, null, 2)
  const rows = lines.map((line) => `    ${JSON.stringify(lineJson(line))}`).join(',\n')
  return `${body.replace('"lines": "…"', () => `"lines": [\n${rows}\n  ]`)}\n`
}

function lineJson({ role, gross, net, tax, taxation, ...item }: InvoiceLine) {
  return {
    ...item,
    net: plainYuan(net),
    tax: plainYuan(tax),
    gross: plainYuan(gross),
    taxation: taxation.kind === 'taxed' ? { ...taxation, rate: formatRate(taxation.rate) } : taxation,
    ...(role !== 'normal' && { role }),
  }
}

/** What happened to the sale on its way; lines from 1. */
export function notesJson(notes: readonly Note[]): string {
  return listJson(
    notes.map((note) => ({
      ...note,
      ...('line' in note && { line: note.line + 1 }),
      ...('amount' in note && { amount: plainYuan(note.amount) }),
    })),
  )
}

/** Codes and sentences; lines from 1. */
export function refusalJson(problems: readonly Problem[]): string {
  return listJson(
    problems.map(({ line, ...problem }) => ({
      ...problem,
      ...(line !== undefined && { line: line + 1 }),
      ...invoiceProblems[problem.problem],
    })),
  )
}

function listJson(items: readonly object[]): string {
  return `[\n${items.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n]\n`
}
