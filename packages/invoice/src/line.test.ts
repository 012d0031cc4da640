import fc from 'fast-check'
import { expect, test } from 'vitest'
import { taxed } from '../test/lines.ts'
import { parseDecimal } from './decimal.ts'
import { keepsQuantity, type Line, lineFromGross, lineProblems, totals } from './line.ts'
import { fen, LARGEST_AMOUNT } from './money.ts'

const meal = { name: '餐费', taxCode: '3070401000000000000', taxation: taxed(600) }
const dinner = lineFromGross({ ...meal, gross: fen(12800) })

test('a line is made of what was paid', () => {
  expect(dinner).toEqual({ ...meal, gross: 12800, net: 12075, tax: 725 })
  expect(lineProblems([dinner])).toEqual([])
})

test.each([
  ['is worked out from the quantity', 12800, '4', undefined, '4', '32'],
  ['is kept when it agrees', 5970, '3', '19.9', '3', '19.9'],
  ['is kept when it is a fen off, as tills round', 1000, '3', '3.33', '3', '3.33'],
  ['is worked out anew after a discount', 5000, '3', '19.9', '3', '16.66666667'],
  ['is worked out anew when no channel takes it', 1000, '3', '3.3333333333', '3', '3.33333333'],
  ['is dropped with a quantity that no channel takes', 1000, '0.333333333', undefined, undefined, undefined],
  ['is dropped with the quantity when none agrees', 1, '1000000000', undefined, undefined, undefined],
  ['says nothing without a quantity', 5970, undefined, '19.9', undefined, undefined],
])('a unit price %s', (_, gross, quantity, price, quantityOut, priceOut) => {
  const counted = {
    gross: fen(gross),
    quantity: quantity === undefined ? undefined : parseDecimal(quantity),
    unitPrice: price === undefined ? undefined : parseDecimal(price),
  }
  const line = lineFromGross({ ...meal, ...counted })
  expect([line.quantity, line.unitPrice]).toEqual([quantityOut, priceOut])
  expect(keepsQuantity(counted)).toBe(quantity === quantityOut)
  expect(lineProblems([line])).toEqual([])
})

test.each(['exempt', 'zero-rated', 'outside-scope'] as const)('what is %s has no tax: net is what was paid', (kind) => {
  const egg = lineFromGross({ name: '鸡蛋', taxCode: '1010313010000000000', taxation: { kind }, gross: fen(1_180) })
  expect(egg).toMatchObject({ gross: 1_180, net: 1_180, tax: 0 })
  expect(lineProblems([egg, dinner])).toEqual([])
  expect(lineProblems([{ ...egg, gross: fen(1_181), tax: fen(1) }])).toEqual([{ problem: 'tax-without-rate', line: 0 }])
})

test('totals are sums of the lines', () => {
  const lines = [dinner, lineFromGross({ ...meal, taxation: taxed(1300), gross: fen(11300) })]
  expect(totals(lines)).toEqual({ gross: 24100, net: 22075, tax: 2025 })
})

test('whatever was paid, a few lines made of it are accepted', () => {
  const grosses = fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(grosses, fc.integer({ min: 1, max: 1300 }), (list, basisPoints) => {
      const lines = list.map((gross) => lineFromGross({ ...meal, taxation: taxed(basisPoints), gross: fen(gross) }))
      expect(lineProblems(lines)).toEqual([])
      const { gross, net, tax } = totals(lines)
      expect(net + tax).toBe(gross)
    }),
  )
})

const price = parseDecimal('10.01')
const counted = { ...dinner, quantity: parseDecimal('12'), unitPrice: price } as Line

test.each<[string, Line, string[]]>([
  ['a tax code of 18 digits', { ...dinner, taxCode: '307040100000000000' }, ['bad-tax-code']],
  ['nothing paid', { ...dinner, gross: fen(0), net: fen(0), tax: fen(0) }, ['not-positive']],
  ['a negative tax', { ...dinner, gross: fen(1), net: fen(3), tax: fen(-2) }, ['not-positive']],
  ['a fen too much', { ...dinner, gross: fen(12801) }, ['gross-is-not-net-plus-tax']],
  ['a price that is not the amount', counted, ['price-off']],
  ['0.06 of tax off', { ...dinner, gross: fen(10606), net: fen(10000), tax: fen(606) }, []],
  ['0.07 of tax off', { ...dinner, gross: fen(10607), net: fen(10000), tax: fen(607) }, ['tax-off']],
])('%s is told', (_, line, problems) => {
  expect(lineProblems([dinner, line])).toEqual(problems.map((problem) => ({ problem, line: 1 })))
})

test('deviations that are small on each line are too much together', () => {
  const off = (tax: number): Line => ({ ...dinner, gross: fen(10000 + tax), net: fen(10000), tax: fen(tax) })
  expect(lineProblems([...Array(21).fill(off(606)), off(601)])).toEqual([])
  expect(lineProblems([...Array(21).fill(off(606)), off(602)])).toEqual([{ problem: 'total-tax-off' }])
  expect(lineProblems([...Array(21).fill(off(594)), off(598)])).toEqual([{ problem: 'total-tax-off' }])
  // Opposite deviations cancel out.
  expect(lineProblems([...Array(40).fill(off(606)), ...Array(40).fill(off(594))])).toEqual([])
})

test('real rounding alone can break the total', () => {
  const unlucky = lineFromGross({ ...meal, gross: fen(62) })
  expect(lineProblems(Array(200).fill(unlucky))).toEqual([])
  expect(lineProblems(Array(2000).fill(unlucky))).toEqual([{ problem: 'total-tax-off' }])
})

test('an invoice has 1 to 5000 lines and an amount that exists', () => {
  const even = lineFromGross({ ...meal, gross: fen(10600) })
  expect(lineProblems([])).toEqual([{ problem: 'no-lines' }])
  expect(lineProblems(Array(5000).fill(even))).toEqual([])
  expect(lineProblems(Array(5001).fill(even))).toEqual([{ problem: 'too-many-lines' }])
  const largest = lineFromGross({ ...meal, gross: fen(LARGEST_AMOUNT) })
  expect(lineProblems([largest])).toEqual([])
  expect(lineProblems([largest, even])).toEqual([{ problem: 'total-too-large' }])
})

test('a quantity below zero is refused, though its price agrees', () => {
  const line = lineFromGross({ ...meal, gross: fen(1_000), quantity: parseDecimal('-1') })
  expect(lineProblems([line])).toEqual([{ problem: 'not-positive', line: 0 }])
})
