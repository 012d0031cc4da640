import { priceAgrees } from './decimal.ts'
import type { InvoiceLine } from './invoice.ts'
import { LARGEST_AMOUNT } from './money.ts'
import { basisPointsOf, sameTaxation } from './taxation.ts'
import { LINE_TAX_TOLERANCE, MOST_LINES, TOTAL_TAX_TOLERANCE, taxDeviation } from './tolerance.ts'

/** What the bureau would refuse; `line` counts rows from 0, discounts included. */
export type InvoiceLineProblem =
  | { problem: 'no-lines' | 'too-many-lines' | 'total-too-large' | 'total-tax-off'; line?: undefined }
  | {
      problem:
        | 'bad-tax-code'
        | 'not-positive'
        | 'not-negative'
        | 'gross-is-not-net-plus-tax'
        | 'price-off'
        | 'price-without-quantity'
        | 'tax-off'
        | 'netted-tax-off'
        | 'counted-as-zero'
        | 'tax-without-rate'
        | 'discount-alone'
      line: number
    }

type RowProblem = Extract<InvoiceLineProblem, { line: number }>['problem']

/**
 * What the bureau would refuse in the rows of a blue invoice before it is sent; empty when nothing. Checks every
 * tolerance of 版式及XML规范 V5.002 §5, the places of discounts, and that nothing untaxed has a tax.
 *
 * A line and its discount may each be within 0.06 and further off together. The bureau takes such a pair, but a red
 * invoice shows the two netted (乐企 §3.1.2.3), where no amounts would be both equal to the blue ones and within the
 * tolerance. Since 数电票 cannot be voided, such a pair is refused while it can still be changed: `netted-tax-off`.
 */
export function blueLineProblems(rows: readonly InvoiceLine[]): InvoiceLineProblem[] {
  return [
    ...wholeProblems(rows),
    ...rows.flatMap((row, index) =>
      [...problemsOf(row), ...signProblems(row), ...discountProblems(rows, index)].map((problem) => ({
        problem,
        line: index,
      })),
    ),
  ]
}

/** The same for a red invoice: every amount negative, and discounts netted into their lines. */
export function redLineProblems(rows: readonly InvoiceLine[]): InvoiceLineProblem[] {
  return [
    ...wholeProblems(rows),
    ...rows.flatMap((row, index) => {
      const problems = problemsOf(row)
      if (row.net >= 0 || row.tax > 0 || row.quantity?.startsWith('-') === false) problems.push('not-negative')
      if (row.role !== 'normal') problems.push('discount-alone')
      return problems.map((problem) => ({ problem, line: index }))
    }),
  ]
}

/** Tax minus net × rate over all rows, in ten-thousandths of a fen; the bureau allows 1.27 yuan. */
export function totalDeviation(rows: readonly InvoiceLine[]): number {
  return rows.reduce((total, row) => total + deviationOf(row), 0)
}

export function deviationOf(row: InvoiceLine): number {
  return taxDeviation(row, basisPointsOf(row.taxation))
}

function wholeProblems(rows: readonly InvoiceLine[]): InvoiceLineProblem[] {
  const problems: InvoiceLineProblem[] = []
  if (rows.length === 0) problems.push({ problem: 'no-lines' })
  if (rows.length > MOST_LINES) problems.push({ problem: 'too-many-lines' })
  if (Math.abs(rows.reduce((total, row) => total + row.gross, 0)) > LARGEST_AMOUNT)
    problems.push({ problem: 'total-too-large' })
  if (Math.abs(totalDeviation(rows)) > TOTAL_TAX_TOLERANCE) problems.push({ problem: 'total-tax-off' })
  return problems
}

function problemsOf(row: InvoiceLine): RowProblem[] {
  const problems: RowProblem[] = []
  if (!/^\d{19}$/.test(row.taxCode)) problems.push('bad-tax-code')
  if (row.net + row.tax !== row.gross) problems.push('gross-is-not-net-plus-tax')
  if ((row.quantity === undefined) !== (row.netUnitPrice === undefined)) problems.push('price-without-quantity')
  // Within a fen nothing times nothing is 0.01, but goods that were sold were some, and cost something.
  if (row.quantity === '0' || row.netUnitPrice === '0') problems.push('counted-as-zero')
  else if (
    row.quantity !== undefined &&
    row.netUnitPrice !== undefined &&
    !priceAgrees(row.netUnitPrice, row.quantity, row.net)
  )
    problems.push('price-off')
  if (row.taxation.kind !== 'taxed' && row.tax !== 0) problems.push('tax-without-rate')
  else if (Math.abs(deviationOf(row)) > LINE_TAX_TOLERANCE) problems.push('tax-off')
  return problems
}

function signProblems(row: InvoiceLine): RowProblem[] {
  if (row.role === 'discount') return row.net >= 0 || row.tax > 0 ? ['not-negative'] : []
  return row.net <= 0 || row.tax < 0 || row.quantity?.startsWith('-') ? ['not-positive'] : []
}

/** A discounted row and its discount stand together, say the same of the item, and leave more than nothing. */
function discountProblems(rows: readonly InvoiceLine[], index: number): RowProblem[] {
  const row = rows[index]
  if (row?.role === 'discounted') return rows[index + 1]?.role === 'discount' ? [] : ['discount-alone']
  if (row?.role !== 'discount') return []
  const discounted = rows[index - 1]
  const fits =
    discounted?.role === 'discounted' &&
    discounted.name === row.name &&
    discounted.shortName === row.shortName &&
    discounted.taxCode === row.taxCode &&
    sameTaxation(discounted.taxation, row.taxation) &&
    [row.specification, row.unit, row.quantity, row.netUnitPrice].every((field) => field === undefined)
  if (!fits) return ['discount-alone']
  if (discounted.net + row.net <= 0 || discounted.tax + row.tax < 0) return ['not-positive']
  return Math.abs(deviationOf(discounted) + deviationOf(row)) > LINE_TAX_TOLERANCE ? ['netted-tax-off'] : []
}
