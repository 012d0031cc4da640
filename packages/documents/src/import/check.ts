import {
  amountInWords,
  FEN,
  LINE_TAX_TOLERANCE,
  parseDay,
  priceAgrees,
  TOTAL_TAX_TOLERANCE,
  taxpayerIdProblem,
} from '@mashang/invoice'
import type { FactLine, Facts } from './facts.ts'
import type { DocumentProblem } from './problems.ts'

/** What is wrong with an invoice that was read: its number and date, its arithmetic, its signs. Empty when nothing is. */
export function problemsOf(facts: Facts): DocumentProblem[] {
  return [...identityProblems(facts), ...totalProblems(facts), ...(facts.lines ? lineProblems(facts.lines, facts) : [])]
}

function identityProblems({ number, date, seller, buyer, sample, contradictions = [] }: Facts): DocumentProblem[] {
  const problems = contradictions.map((field): DocumentProblem => ({ problem: 'says-both', field }))
  const realDay = parseDay(date) !== undefined
  if (!/^\d{20}$/.test(number)) problems.push({ problem: 'bad-number' })
  if (!realDay) problems.push({ problem: 'bad-date' })
  // A number begins with the year it was issued in; those of samples begin with a year that cannot be.
  else if (/^\d{20}$/.test(number) && !sample && number.slice(0, 2) !== date.slice(2, 4))
    problems.push({ problem: 'year-differs' })
  if (seller.name === '') problems.push({ problem: 'no-seller' })
  if (buyer.name === '') problems.push({ problem: 'no-buyer' })
  // Samples may carry the invented ids of a sandbox.
  if (!sample && taxpayerIdProblem(seller.taxpayerId ?? '')) problems.push({ problem: 'bad-seller-id' })
  if (!sample && buyer.taxpayerId && taxpayerIdProblem(buyer.taxpayerId)) problems.push({ problem: 'bad-buyer-id' })
  return problems
}

function totalProblems({ net, tax, gross, red, grossInWords }: Facts): DocumentProblem[] {
  const problems: DocumentProblem[] = []
  if (net + tax !== gross) problems.push({ problem: 'gross-is-not-net-plus-tax' })
  const rightSign = red ? net < 0 && tax <= 0 : net > 0 && tax >= 0
  if (!rightSign) problems.push({ problem: 'wrong-sign' })
  if (grossInWords && normalWords(grossInWords) !== normalWords(amountInWords(gross)))
    problems.push({ problem: 'words-differ' })
  return problems
}

/** 元 or 圆, 整 or 正 or nothing at the end, ⊗ or not: issuers differ, the amount does not. */
function normalWords(words: string): string {
  return words
    .replace(/[⊗\s]/g, '')
    .replace(/^\(负数\)/, '（负数）')
    .replaceAll('元', '圆')
    .replace(/[整正]$/, '')
}

function lineProblems(lines: readonly FactLine[], whole: Facts): DocumentProblem[] {
  const problems = lines.flatMap((line, index) => problemsOfLine(line, index, whole))
  const net = lines.reduce((total, line) => total + line.net, 0)
  if (Math.abs(net - whole.net) > 1) problems.push({ problem: 'net-off' })
  const expected = lines.reduce((total, line) => total + (expectedTax(line) ?? line.tax * FEN), 0)
  if (Math.abs(expected - whole.tax * FEN) > TOTAL_TAX_TOLERANCE) problems.push({ problem: 'total-tax-off' })
  return problems
}

function problemsOfLine(line: FactLine, index: number, { red }: Facts): DocumentProblem[] {
  const problems: DocumentProblem[] = []
  const { quantity, netUnitPrice, net, tax } = line
  if (quantity !== undefined && netUnitPrice !== undefined && !priceAgrees(netUnitPrice, quantity, net))
    problems.push({ problem: 'line-price-off', line: index })
  const expected = expectedTax(line)
  if (expected !== undefined && Math.abs(expected - tax * FEN) > LINE_TAX_TOLERANCE)
    problems.push({ problem: 'line-tax-off', line: index })
  // Blue lines may be negative: those are discounts (折扣行).
  if (red && (net >= 0 || tax > 0)) problems.push({ problem: 'wrong-sign', line: index })
  return problems
}

/** 金额 × 税率; undefined where the rate is hidden (差额征税) or was not read. */
function expectedTax({ net, taxation }: FactLine): number | undefined {
  if (taxation === undefined) return undefined
  return taxation.kind === 'taxed' ? net * taxation.rate : 0
}

/** Facts that the printed face and the data with it must share. */
const SHARED = ['number', 'date', 'net', 'tax', 'gross'] as const

/** Which facts differ between two readings of one document: what is printed, and the data that came with it. */
export function differences(printed: Facts, data: Facts): string[] {
  const fields: string[] = SHARED.filter((field) => printed[field] !== data[field])
  for (const whose of ['seller', 'buyer'] as const) {
    if (normalName(printed[whose].name) !== normalName(data[whose].name)) fields.push(`${whose}.name`)
    if ((printed[whose].taxpayerId ?? '') !== (data[whose].taxpayerId ?? '')) fields.push(`${whose}.taxpayerId`)
  }
  return fields
}

/** Brackets of either width and blanks at line ends do not make another name. */
function normalName(name: string): string {
  return name.replace(/\s+/g, '').replaceAll('（', '(').replaceAll('）', ')')
}
