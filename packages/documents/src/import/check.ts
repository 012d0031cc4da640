import {
  FEN,
  formatTaxation,
  LINE_TAX_TOLERANCE,
  parseAmountInWords,
  parseDay,
  priceAgrees,
  TOTAL_TAX_TOLERANCE,
  taxpayerIdProblem,
} from '@mashang/invoice'
import { type FactLine, type Facts, isWhole, type SomeFacts } from './facts.ts'
import type { DocumentProblem } from './problems.ts'

/** What is wrong with an invoice that was read: its number and date, its arithmetic, its signs. Empty when nothing is. */
export function problemsOf(facts: Facts): DocumentProblem[] {
  return [...identityProblems(facts), ...totalProblems(facts), ...(facts.lines ? lineProblems(facts.lines, facts) : [])]
}

function identityProblems({
  number,
  date,
  seller,
  buyer,
  sample,
  contradictions = [],
  unreadable = [],
}: Facts): DocumentProblem[] {
  const problems: DocumentProblem[] = [
    ...contradictions.map((field) => ({ problem: 'says-both', field }) as const),
    ...unreadable.map((field) => ({ problem: 'unreadable', field }) as const),
  ]
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
  if (grossInWords && parseAmountInWords(grossInWords) !== gross) problems.push({ problem: 'words-differ' })
  return problems
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

/**
 * Where two readings of one document differ: what is printed, as far as it could be read, and the data that came with it.
 * Of the remark a face may show less, and of lines none.
 */
export function differences(printed: SomeFacts, data: Facts): DocumentProblem[] {
  const fields: string[] = SHARED.filter((field) => printed[field] !== undefined && printed[field] !== data[field])
  if (printed.kind && data.kind && printed.kind !== data.kind) fields.push('kind')
  const inWords = printed.gross === data.gross ? printed.grossInWords : undefined
  if (inWords && parseAmountInWords(inWords) !== data.gross) fields.push('grossInWords')
  if (isWhole(printed)) {
    if (printed.sample !== data.sample) fields.push('sample')
    if ((printed.red === undefined) !== (data.red === undefined)) fields.push('red')
  }
  if (printed.red?.number && data.red?.number && printed.red.number !== data.red.number) fields.push('red.number')
  for (const whose of ['seller', 'buyer'] as const) fields.push(...partyDifferences(whose, printed, data))
  return [
    ...fields.map((field): DocumentProblem => ({ problem: 'attachment-differs', field })),
    ...lineDifferences(printed.lines, data.lines, printed.source === 'ofd'),
  ]
}

function partyDifferences(whose: 'seller' | 'buyer', printed: SomeFacts, data: Facts): string[] {
  const { name, taxpayerId = '' } = printed[whose]
  // A face of another kind, such as a train ticket's, may name nobody where others do.
  if (name === '' && !isWhole(printed)) return []
  return [
    ...(comparable(name) !== comparable(data[whose].name) ? [`${whose}.name`] : []),
    ...(taxpayerId !== (data[whose].taxpayerId ?? '') ? [`${whose}.taxpayerId`] : []),
  ]
}

/** `inCells`: an OFD says which text stands in which cell; of cells that touch, a PDF does not tell where one ends. */
function lineDifferences(printed: Facts['lines'], data: Facts['lines'], inCells: boolean): DocumentProblem[] {
  if (!printed || !data) return []
  if (printed.length !== data.length) return [{ problem: 'attachment-differs', field: 'lines' }]
  return printed.flatMap((line, index) => {
    const other = data[index]
    const field = other && lineFieldThatDiffers(line, other, inCells)
    return field ? [{ problem: 'attachment-differs', line: index, field }] : []
  })
}

function lineFieldThatDiffers(printed: FactLine, data: FactLine, inCells: boolean): string | undefined {
  const same = (a = '', b = '') => comparable(a) === comparable(b)
  if (!same(printed.item, data.item) && (inCells || !mayBe(printed, data))) return 'item'
  if (inCells && printed.unit && data.unit && !same(printed.unit, data.unit)) return 'unit'
  if (printed.quantity !== undefined && data.quantity !== undefined && printed.quantity !== data.quantity)
    return 'quantity'
  if (printed.net !== data.net) return 'net'
  if (printed.taxation && data.taxation && formatTaxation(printed.taxation) !== formatTaxation(data.taxation))
    return 'taxation'
  return printed.tax !== data.tax ? 'tax' : undefined
}

/**
 * Whether a row of a PDF may be that item: text that runs over a column's end counts for one cell or for none, so it has
 * all glyphs of the item, or none that the item has not.
 */
function mayBe(printed: FactLine, data: FactLine): boolean {
  return has(printed, data.item) || has(data, printed.item)
}

function has({ item, specification = '', unit = '' }: FactLine, wanted: string): boolean {
  const glyphs = [...comparable(item + specification + unit)]
  return [...comparable(wanted)].every((glyph) => {
    const at = glyphs.indexOf(glyph)
    if (at >= 0) glyphs.splice(at, 1)
    return at >= 0
  })
}

/**
 * Brackets of either width and blanks at line ends do not make another name, nor does ⽤ (U+2F64), which some fonts of
 * PDFs say is what their 用 means.
 */
function comparable(name: string): string {
  return name.replace(/\s+/g, '').normalize('NFKC')
}
