import {
  type Fen,
  formatTaxation,
  formatYuan,
  type InvoiceProblem,
  invoiceProblems,
  type ProblemOfInvoice,
  plainYuan,
} from '@mashang/invoice'
import type { FactLine, Facts } from '../import/facts.ts'
import { type DocumentProblem, refusals, sentenceOf } from '../import/problems.ts'
import type { DocumentRead } from '../import/read-document.ts'

/** What was read of a file for people: zh-CN first, English beside it. */
export function factsTable(file: string, read: DocumentRead): string {
  if (!read.ok) return `✗ ${file}\n  ${refusals[read.problem].zh}\n  ${refusals[read.problem].en}\n`
  const { facts } = read
  const party = ({ name, taxpayerId }: Facts['seller']) => `${name}${taxpayerId ? `  ${taxpayerId}` : ''}`
  const rows: [string, string, string | undefined][] = [
    ['格式', 'format', facts.source.toUpperCase() + (facts.sample ? '  样张 sample' : '')],
    ['发票号码', 'number', facts.number],
    ['开票日期', 'issued', facts.issuedAt ?? facts.date],
    ['种类', 'kind', facts.kind && { general: '普通发票 general', special: '增值税专用发票 special' }[facts.kind]],
    ['红冲', 'reverses', facts.red && (facts.red.number ?? '红字发票 red')],
    ['销售方', 'seller', party(facts.seller)],
    ['购买方', 'buyer', party(facts.buyer)],
    ['合计金额', 'net', formatYuan(facts.net)],
    ['合计税额', 'tax', formatYuan(facts.tax)],
    ['价税合计', 'gross', `${formatYuan(facts.gross)}${facts.grossInWords ? `  ${facts.grossInWords}` : ''}`],
    ['备注', 'remark', facts.remark?.replaceAll('\n', ' / ')],
  ]
  const told = rows.flatMap(([zh, en, value]) => (value ? [`  ${padded(`${zh} ${en}`, 20)}${value}`] : []))
  const lines = (facts.lines ?? []).map((line, index) => `  ${padded(String(index + 1), 4)}${lineRow(line)}`)
  const table = [
    `${read.problems.length > 0 ? '!' : '✓'} ${file}`,
    ...told,
    ...lines,
    ...problemRows(read.problems),
    '',
  ]
  return table.map(inOneLine).join('\n')
}

/** A row that has words of a file in it, which may be made to look like several. */
export function inOneLine(row: string): string {
  return row.replace(/[\n\u2028\u2029]/g, ' ')
}

/**
 * Without what steers a terminal or turns the order of letters: neither ESC nor an override of direction is to be obeyed
 * because it stands in somebody's file.
 */
export function harmless(text: string): string {
  return text.replace(STEERING, '')
}

/** JSON as harmless; programs are to have every character, so these are escaped. */
export function harmlessJson(value: unknown): string {
  const escaped = (character: string) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join('')
  return JSON.stringify(value, undefined, 2).replace(STEERING, escaped)
}

const STEERING = /(?!\n)[\p{Cc}\p{Cf}]/gu

function lineRow({ item, specification, unit, quantity, netUnitPrice, net, tax, taxation }: FactLine): string {
  const count = quantity && `${quantity}${unit ?? ''}${netUnitPrice ? ` × ${netUnitPrice}` : ''}`
  const cells = [
    padded([item, specification].filter(Boolean).join(' '), 36),
    padded(count ?? '', 24),
    formatYuan(net).padStart(12),
    (taxation ? formatTaxation(taxation) : '*').padStart(6),
    formatYuan(tax).padStart(10),
  ]
  return cells.join(' ')
}

export function problemRows(problems: readonly DocumentProblem[]): string[] {
  return problems.map((problem) => `  ✗ ${sentenceOf(problem, 'zh')}  ${sentenceOf(problem, 'en')}`)
}

/** Where an invoice is wrong, as the paths of its JSON are written: `lines[0].name：`; nothing for the whole of it. */
export function placeOf(problem: ProblemOfInvoice): string {
  if ('field' in problem) return `${problem.field.replace(/\.(\d+)/g, '[$1]')}：`
  return 'line' in problem && problem.line !== undefined ? `lines[${problem.line}]：` : ''
}

/** In both languages, on two rows. */
export function sentencesOf(problem: { problem: InvoiceProblem; length?: number; most?: number }): string {
  const { zh, en } = invoiceProblems[problem.problem]
  const { length, most } = problem
  return `${zh}${length === undefined ? '' : `（${length} > ${most}）`}\n  ${en}`
}

/** The same for programs: amounts as text in yuan. */
export function factsJson(file: string, read: DocumentRead): unknown {
  if (!read.ok) return { file, ok: false, problem: read.problem, ...refusals[read.problem] }
  const { net, tax, gross, lines, ...facts } = read.facts
  return {
    file,
    ok: true,
    facts: {
      ...facts,
      ...inYuan({ net, tax, gross }),
      lines: lines?.map(({ net, tax, taxation, ...line }) => ({
        ...line,
        ...inYuan({ net, tax }),
        taxation: taxation && formatTaxation(taxation),
      })),
    },
    problems: read.problems.map((problem) => ({
      ...problem,
      zh: sentenceOf(problem, 'zh'),
      en: sentenceOf(problem, 'en'),
    })),
  }
}

function inYuan(amounts: Record<string, Fen>): Record<string, string> {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, plainYuan(amount)]))
}

/** To a width in columns of a terminal, where 汉字 take two. */
function padded(text: string, columns: number): string {
  const width = [...text].reduce((sum, character) => sum + (character >= '⺀' ? 2 : 1), 0)
  return text + ' '.repeat(Math.max(1, columns - width))
}
