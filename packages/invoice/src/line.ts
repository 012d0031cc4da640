import { type Decimal, fitsLimits, priceAgrees, strictestPriceLimits, unitPriceFrom } from './decimal.ts'
import type { Taxation } from './invoice.ts'
import { type Fen, LARGEST_AMOUNT, sum } from './money.ts'
import { amountsFromGross, basisPointsOf } from './taxation.ts'
import { LINE_TAX_TOLERANCE, MOST_LINES, TOTAL_TAX_TOLERANCE, taxDeviation } from './tolerance.ts'

/** 价税合计, 金额 (不含税) and 税额. Gross is always net + tax. */
export type Amounts = { gross: Fen; net: Fen; tax: Fen }

/** One line of an invoice (明细行). Quantity and unit price come together or not at all. */
export type Line = Item & Amounts & (Counted | Uncounted)

/** What is known before the arithmetic. A unit price without a quantity says nothing and is dropped. */
export type LineInput = Item & { gross: Fen; quantity?: Decimal | undefined; unitPrice?: Decimal | undefined }

export type LineProblem =
  | { problem: 'no-lines' | 'too-many-lines' | 'total-too-large' | 'total-tax-off' }
  | {
      problem:
        | 'bad-tax-code'
        | 'not-positive'
        | 'gross-is-not-net-plus-tax'
        | 'price-off'
        | 'tax-off'
        | 'tax-without-rate'
      line: number
    }

type Item = {
  /** 项目名称 without the starred short class, which the channel puts in front. */
  name: string
  /** 税收分类编码, 19 digits. */
  taxCode: string
  specification?: string | undefined
  unit?: string | undefined
  taxation: Taxation
}

/** The unit price is in yuan and includes tax. */
type Counted = { quantity: Decimal; unitPrice: Decimal }
type Uncounted = { quantity?: undefined; unitPrice?: undefined }

/**
 * Makes a line of what was paid for it, tax included. A unit price that does not agree with quantity and gross (a
 * discount came in between), or is too long for a channel, is worked out anew; when none agrees and fits, the line
 * carries neither quantity nor unit price.
 */
export function lineFromGross({ quantity, unitPrice, ...item }: LineInput): Line {
  const line = { ...item, ...amountsFromGross(item.gross, item.taxation) }
  if (quantity === undefined) return line
  const price = priceOf(item.gross, quantity, unitPrice)
  return price === undefined ? line : { ...line, quantity, unitPrice: price }
}

/** Whether `lineFromGross` would leave the quantity on the line: one that no unit price fits had better be refused. */
export function keepsQuantity({ gross, quantity, unitPrice }: Pick<LineInput, 'gross' | 'quantity' | 'unitPrice'>) {
  return quantity === undefined || priceOf(gross, quantity, unitPrice) !== undefined
}

function priceOf(gross: Fen, quantity: Decimal, unitPrice: Decimal | undefined): Decimal | undefined {
  if (!fitsLimits(quantity, strictestPriceLimits)) return undefined
  const kept =
    unitPrice !== undefined && fitsLimits(unitPrice, strictestPriceLimits) && priceAgrees(unitPrice, quantity, gross)
  const price = kept ? unitPrice : unitPriceFrom(gross, quantity)
  return price !== undefined && fitsLimits(price, strictestPriceLimits) ? price : undefined
}

/** The invoice's totals: sums of its lines, never computed anew. A RangeError beyond LARGEST_AMOUNT. */
export function totals(lines: readonly Amounts[]): Amounts {
  return {
    gross: sum(lines.map((line) => line.gross)),
    net: sum(lines.map((line) => line.net)),
    tax: sum(lines.map((line) => line.tax)),
  }
}

/**
 * What the tax bureau would refuse in the lines of a blue invoice; empty when nothing. `line` counts from 0.
 * A line may be right and the total off: rounding adds up, so more than some 220 like lines are fitted first (`fitLines`).
 */
export function lineProblems(lines: readonly Line[]): LineProblem[] {
  return [...wholeProblems(lines), ...lines.flatMap((line, index) => problemsOf(line, index))]
}

function wholeProblems(lines: readonly Line[]): LineProblem[] {
  const problems: LineProblem[] = []
  if (lines.length === 0) problems.push({ problem: 'no-lines' })
  if (lines.length > MOST_LINES) problems.push({ problem: 'too-many-lines' })
  if (lines.reduce((total, line) => total + line.gross, 0) > LARGEST_AMOUNT)
    problems.push({ problem: 'total-too-large' })
  const deviation = lines.reduce((total, line) => total + deviationOf(line), 0)
  if (Math.abs(deviation) > TOTAL_TAX_TOLERANCE) problems.push({ problem: 'total-tax-off' })
  return problems
}

function problemsOf(line: Line, index: number): LineProblem[] {
  const problems: LineProblem[] = []
  if (!/^\d{19}$/.test(line.taxCode)) problems.push({ problem: 'bad-tax-code', line: index })
  if (line.net <= 0 || line.tax < 0 || line.quantity?.startsWith('-'))
    problems.push({ problem: 'not-positive', line: index })
  if (line.net + line.tax !== line.gross) problems.push({ problem: 'gross-is-not-net-plus-tax', line: index })
  if (line.quantity !== undefined && !priceAgrees(line.unitPrice, line.quantity, line.gross))
    problems.push({ problem: 'price-off', line: index })
  if (line.taxation.kind !== 'taxed' && line.tax !== 0) problems.push({ problem: 'tax-without-rate', line: index })
  else if (Math.abs(deviationOf(line)) > LINE_TAX_TOLERANCE) problems.push({ problem: 'tax-off', line: index })
  return problems
}

function deviationOf(line: Line): number {
  return taxDeviation(line, basisPointsOf(line.taxation))
}
