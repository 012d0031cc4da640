import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen, LARGEST_AMOUNT } from './money.ts'
import { formatRate, parseRate, rate, splitTaxIncluded, taxOn } from './tax.ts'

const rates = fc.integer({ min: 1, max: 2000 }).map(rate)
const amounts = fc.integer({ min: -LARGEST_AMOUNT, max: LARGEST_AMOUNT }).map(fen)

test.each([0, -600, 0.06, 2001, Number.NaN])('%d is not a rate in basis points', (value) => {
  expect(() => rate(value)).toThrow(RangeError)
})

test.each([
  ['6%', 600],
  ['13 %', 1300],
  ['1.5%', 150],
  ['９％', 900],
  ['0.06', 600],
  ['0.060000', 600],
  ['0.015', 150],
  [' 0.13 ', 1300],
])('%j is read as a rate', (text, value) => {
  expect(parseRate(text)).toBe(value)
})

test.each(['', '6', '0', '0%', '0.00', '免税', '60%', '0.6', '1.555%', '0.00005', '-6%', '6%%', '1'])(
  '%j is no rate: zero is not one, and what it could mean is never guessed',
  (text) => {
    expect(parseRate(text)).toBeUndefined()
  },
)

test('a rate that is written can be read again', () => {
  expect([100, 150, 600, 1300].map((value) => formatRate(rate(value)))).toEqual(['1%', '1.5%', '6%', '13%'])
  fc.assert(
    fc.property(rates, (value) => {
      expect(parseRate(formatRate(value))).toBe(value)
    }),
  )
})

test.each([
  ['128.00 @ 6%', 12800, 600, 12075, 725],
  ['100.00 @ 1%', 10000, 100, 9901, 99],
  ['113.00 @ 13%', 11300, 1300, 10000, 1300],
  ['0.01 @ 6%', 1, 600, 1, 0],
  ['500.00 @ 1%', 50000, 100, 49505, 495],
])('%s is split as on real invoices', (_, gross, basisPoints, net, tax) => {
  expect(splitTaxIncluded(fen(gross), rate(basisPoints))).toEqual({ net, tax })
})

test('net and tax make up the gross, and the tax is within a fen of net × rate', () => {
  fc.assert(
    fc.property(amounts, rates, (gross, value) => {
      const { net, tax } = splitTaxIncluded(gross, value)
      expect(net + tax).toBe(gross)
      const deviation = BigInt(net) * BigInt(value) - BigInt(tax) * 10_000n
      expect(deviation <= 10_000n && deviation >= -10_000n).toBe(true)
    }),
  )
})

test('a reversal is the mirror of its invoice', () => {
  fc.assert(
    fc.property(amounts, rates, (gross, value) => {
      const { net, tax } = splitTaxIncluded(gross, value)
      expect(splitTaxIncluded(fen(-gross), value)).toEqual({ net: fen(-net), tax: fen(-tax) })
    }),
  )
})

test('a tie is rounded up, away from zero', () => {
  // 4 % of gross 0.13 is exactly 0.005.
  const ties = [13, 39, -13].map((gross) => splitTaxIncluded(fen(gross), rate(400)).tax)
  expect(ties).toEqual([1, 2, -1])
})

test('the tax on a net amount is rounded half up, and mirrored by a reversal', () => {
  expect([100, 108, 109, 1e12].map((net) => taxOn(fen(net), rate(600)))).toEqual([6, 6, 7, 6e10])
  expect(taxOn(fen(50), rate(100))).toBe(1)
  expect(taxOn(fen(-50), rate(100))).toBe(-1)
})
