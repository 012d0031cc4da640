import { expect, test } from 'vitest'
import { bread, decimal, pair, row } from '../test/lines.ts'
import { longestUnitPrice } from './decimal.ts'
import { fitTotals } from './fit-totals.ts'
import type { InvoiceLine } from './invoice.ts'
import { redLineProblems, totalDeviation } from './invoice-lines.ts'
import { totals } from './line.ts'
import { fen } from './money.ts'
import { type RedLine, type ReversalRequest, reverse } from './reversal.ts'
import { isReversed, leftOf } from './reversal-left.ts'

function long(rows: InvoiceLine[]) {
  const fitted = fitTotals(rows)
  if (!fitted.ok) throw new Error(fitted.problem)
  return { lines: fitted.lines }
}

/** The red invoices of a reversal, all in order. */
function reds(blue: { lines: readonly InvoiceLine[] }, earlier: RedLine[][], request: ReversalRequest): RedLine[][] {
  const result = reverse(blue, earlier, request)
  if (!result.ok) throw new Error(result.problem)
  expect(result.invoices.flatMap(redLineProblems)).toEqual([])
  return result.invoices
}

const everything = { reason: 'returned', scope: 'all' } as const

test.each([
  [300, 12, bread],
  [400, 62, { ...bread, taxation: row(1).taxation }],
  [593, 150, bread],
])('of %d lines of %d fen one comes back, and then the others on one red invoice', (lines, gross, item) => {
  const blue = long(Array(lines).fill(row(gross, item)))
  for (const back of [0, lines - 1]) {
    const first = reds(blue, [], { reason: 'returned', scope: 'lines', lines: [{ row: back, take: 'all' }] })
    const rest = reds(blue, first, everything)
    expect(rest).toHaveLength(1)
    expect(isReversed(leftOf(blue.lines, [...first, ...rest].flat()))).toBe(true)
  }
})

test('forty allowances on a thousand like lines are a red invoice each, and the rest is the last', () => {
  const blue = long(Array(1000).fill(row(124)))
  const part = fen(Math.floor(totals(blue.lines).gross / 40))
  const earlier: RedLine[][] = []
  for (let i = 0; i < 39; i++) {
    const [red, ...more] = reds(blue, earlier, { reason: 'allowance', scope: 'amount', grossFen: part })
    expect(more).toEqual([])
    earlier.push(red ?? [])
  }
  earlier.push(...reds(blue, earlier, { reason: 'allowance', scope: 'all' }))
  expect(earlier).toHaveLength(40)
  expect(totals([...blue.lines, ...earlier.flat()])).toEqual({ gross: 0, net: 0, tax: 0 })
})

test('of two pieces on each of 593 lines one comes back, for half of what was paid, on one red invoice', () => {
  const two = row(198, bread)
  const netUnitPrice = longestUnitPrice(two.net, decimal('2'))
  const blue = long(Array(593).fill({ ...two, quantity: decimal('2'), netUnitPrice }))
  const lines = blue.lines.map((_, row) => ({ row, take: 'quantity' as const, quantity: decimal('1') }))
  const first = reds(blue, [], { reason: 'returned', scope: 'lines', lines })
  const second = reds(blue, first, everything)
  expect([first.length, second.length]).toEqual([1, 1])
  expect(new Set([...first, ...second].flat().map(({ gross }) => gross))).toEqual(new Set([-99]))
})

test('whole lines that are all off the same way come back on several red invoices, in their order', () => {
  // Each has half a fen of tax too much, or too little, so that the invoice itself is in order.
  const blue = { lines: Array.from({ length: 1200 }, (_, index) => row(index % 2 === 0 ? 62 : 97)) }
  expect(Math.abs(totalDeviation(blue.lines))).toBeLessThan(1_270_000)
  const lines = blue.lines.flatMap((_, row) => (row % 2 === 0 ? [{ row, take: 'all' as const }] : []))
  const first = reds(blue, [], { reason: 'discontinued', scope: 'lines', lines })
  expect(first.map((red) => red.length)).toEqual([200, 200, 200])
  expect(first.flat().map(({ reversesRow }) => reversesRow)).toEqual(lines.map(({ row }) => row))
  const rest = reds(blue, first, { reason: 'discontinued', scope: 'all' })
  expect(totals([...blue.lines, ...first.flat(), ...rest.flat()])).toEqual({ gross: 0, net: 0, tax: 0 })
})

test('a line too small for its share of an allowance passes it on', () => {
  const blue = { lines: [...pair(1000, 500), row(2, { net: fen(1), tax: fen(1) })] }
  expect(reds(blue, [], { reason: 'allowance', scope: 'amount', grossFen: fen(255) })).toMatchObject([
    [{ gross: -255, reversesRow: 0 }],
  ])
})

test('a small allowance does not leave more tax than one red invoice can take', () => {
  const blue = { lines: Array(230).fill(row(62)) }
  const lines = blue.lines.map((_, row) => ({ row, take: 'amount' as const, grossFen: fen(3) }))
  const first = reds(blue, [], { reason: 'allowance', scope: 'lines', lines })
  const rest = reds(blue, first, { reason: 'discontinued', scope: 'all' })
  expect([first.length, rest.length]).toEqual([1, 1])
})
