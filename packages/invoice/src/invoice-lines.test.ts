import { expect, test } from 'vitest'
import { bread, decimal, meal, pair, row } from '../test/lines.ts'
import type { InvoiceLine } from './invoice.ts'
import { blueLineProblems, redLineProblems } from './invoice-lines.ts'
import { fen, LARGEST_AMOUNT } from './money.ts'

const counted = { quantity: decimal('3'), netUnitPrice: decimal('40.25') }
const exempt = { taxation: { kind: 'exempt' as const } }

function amounts(gross: number, net: number, tax: number) {
  return { gross: fen(gross), net: fen(net), tax: fen(tax) }
}

test('rows in order have no problem, discounts and untaxed lines included', () => {
  const rows = [row(12800, counted), ...pair(10000, 500, bread), row(100, exempt), row(1)]
  expect(blueLineProblems(rows)).toEqual([])
})

test.each<[string, Partial<InvoiceLine>, string[]]>([
  ['a short code', { taxCode: '307040100000000000' }, ['bad-tax-code']],
  ['nothing', amounts(0, 0, 0), ['not-positive']],
  ['a negative tax', amounts(1, 3, -2), ['not-positive']],
  [
    'a quantity of nothing',
    { ...amounts(1, 1, 0), quantity: decimal('0'), netUnitPrice: decimal('5') },
    ['counted-as-zero'],
  ],
  ['a negative quantity', { quantity: decimal('-3'), netUnitPrice: decimal('-40.25') }, ['not-positive']],
  ['a fen too much', amounts(12801, 12075, 725), ['gross-is-not-net-plus-tax']],
  ['a price 0.01 off', { ...counted, netUnitPrice: decimal('40.253333333') }, []],
  ['a price more than 0.01 off', { ...counted, netUnitPrice: decimal('40.2534') }, ['price-off']],
  ['a quantity without a price', { quantity: decimal('3') }, ['price-without-quantity']],
  ['a price without a quantity', { netUnitPrice: decimal('3') }, ['price-without-quantity']],
  ['0.06 of tax off', amounts(10606, 10000, 606), []],
  ['0.07 of tax off', amounts(10607, 10000, 607), ['tax-off']],
  ['a tax without a rate', { ...exempt, ...amounts(10001, 10000, 1) }, ['tax-without-rate']],
])('a row with %s is told', (_, rest, problems) => {
  expect(blueLineProblems([row(100), row(12800, rest)])).toEqual(problems.map((problem) => ({ problem, line: 1 })))
})

const [discounted, discount] = pair(12800, 800) as [InvoiceLine, InvoiceLine]

test.each<[string, InvoiceLine[], string[]]>([
  ['alone', [discount], ['discount-alone']],
  ['missing', [discounted], ['discount-alone']],
  ['after a line that is not discounted', [row(12800), discount], ['discount-alone']],
  ['away from its line', [discounted, row(100), discount], ['discount-alone', 'discount-alone']],
  ['of another item', [discounted, { ...discount, name: '酒' }], ['discount-alone']],
  ['of another rate', [discounted, row(-800, { role: 'discount', taxation: bread.taxation })], ['discount-alone']],
  ['with a unit', [discounted, { ...discount, unit: '份' }], ['discount-alone']],
  ['that adds', [discounted, row(800, { role: 'discount' })], ['not-negative']],
  ['of everything', [discounted, row(-12800, { role: 'discount' })], ['not-positive']],
  [
    'off one way while its line is off the other',
    [
      row(0, { role: 'discounted', ...amounts(10600, 9995, 605) }),
      row(0, { role: 'discount', ...amounts(-5300, -5005, -295) }),
    ],
    ['netted-tax-off'],
  ],
])('a discount %s is told', (_, rows, problems) => {
  expect(blueLineProblems(rows).map(({ problem }) => problem)).toEqual(problems)
})

test('an invoice has 1 to 5000 rows, an amount that exists and a total tax within 1.27', () => {
  expect(blueLineProblems([])).toEqual([{ problem: 'no-lines' }])
  expect(blueLineProblems(Array(5000).fill(row(10600)))).toEqual([])
  expect(blueLineProblems(Array(5001).fill(row(10600)))).toEqual([{ problem: 'too-many-lines' }])
  expect(blueLineProblems([row(LARGEST_AMOUNT), row(1)])).toEqual([{ problem: 'total-too-large' }])
  const off = (tax: number) => row(0, amounts(10000 + tax, 10000, tax))
  expect(blueLineProblems([...Array(21).fill(off(606)), off(601)])).toEqual([])
  expect(blueLineProblems([...Array(21).fill(off(606)), off(602)])).toEqual([{ problem: 'total-tax-off' }])
  expect(blueLineProblems(Array(2000).fill(row(62)))).toEqual([{ problem: 'total-tax-off' }])
})

test('on a red invoice every amount is negative and no discount has a row', () => {
  const red = row(-12800, { quantity: decimal('-3'), netUnitPrice: decimal('40.25') })
  expect(redLineProblems([red, row(-1)])).toEqual([])
  expect(redLineProblems([row(100)])).toEqual([{ problem: 'not-negative', line: 0 }])
  expect(redLineProblems([{ ...red, quantity: decimal('3'), netUnitPrice: decimal('-40.25') }])).toEqual([
    { problem: 'not-negative', line: 0 },
  ])
  expect(redLineProblems([red, { ...row(-800), role: 'discount' }])).toEqual([{ problem: 'discount-alone', line: 1 }])
  expect(redLineProblems([row(-12800, { ...meal, ...amounts(-12801, -12075, -726) })])).toEqual([])
})
