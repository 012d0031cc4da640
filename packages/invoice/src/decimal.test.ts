import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Decimal, parseDecimal, priceAgrees, timesToFen, unitPriceFrom } from './decimal.ts'
import { fen } from './money.ts'

function decimal(text: string): Decimal {
  const value = parseDecimal(text)
  if (value === undefined) throw new Error(`no decimal: ${text}`)
  return value
}

/** digits / 10^scale, written out with every zero. */
const numbers = fc.tuple(fc.bigInt({ min: -(10n ** 8n), max: 10n ** 8n }), fc.integer({ min: 0, max: 8 }))

function written([digits, scale]: [bigint, number]): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0')
  const point = text.length - scale
  return `${digits < 0n ? '-' : ''}${text.slice(0, point)}${scale > 0 ? `.${text.slice(point)}` : ''}`
}

test.each([
  ['3', '3'],
  ['0003.500', '3.5'],
  ['-0.0', '0'],
  ['-2.125', '-2.125'],
  [' １．５ ', '1.5'],
  ['0.00000001', '0.00000001'],
])('%j is kept as %j', (text, value) => {
  expect(parseDecimal(text)).toBe(value)
})

test.each(['', '-', '.5', '5.', '1e3', '1,000', '+1', '1.2.3', '0x1', `1.${'0'.repeat(24)}`])(
  '%j is refused',
  (text) => {
    expect(parseDecimal(text)).toBeUndefined()
  },
)

test.each([
  ['3', '19.9', 5970],
  ['1', '0.005', 1],
  ['1', '0.00499999', 0],
  ['-1', '0.005', -1],
  ['0.333', '3', 100],
  ['0.1', '0.2', 2],
  ['1000000', '10000', 1_000_000_000_000],
])('%s × %s yuan is %d fen', (quantity, price, amount) => {
  expect(timesToFen(decimal(quantity), decimal(price))).toBe(amount)
})

test('a product beyond the largest amount is a bug, not a wrong number', () => {
  expect(() => timesToFen(decimal('1000000'), decimal('10000.01'))).toThrow(RangeError)
})

test('products are those of whole numbers, rounded once', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      const amount = timesToFen(decimal(written([a[0], a[1] + 6])), decimal(written(b)))
      const exact = a[0] * b[0] * 100n
      const unit = 10n ** BigInt(a[1] + 6 + b[1])
      const left = exact - BigInt(amount) * unit
      expect((left < 0n ? -left : left) * 2n).toBeLessThanOrEqual(unit)
      // A tie goes away from zero: what is left has the opposite sign of the product.
      if (left * 2n === unit || left * -2n === unit) expect(left > 0n).toBe(exact < 0n)
    }),
  )
})

test.each([
  [1000, '3', '3.33333333'],
  [5970, '3', '19.9'],
  [12800, '1', '128'],
  [-1000, '-4', '2.5'],
  [1, '3', '0.00333333'],
])('%d fen for %s is a unit price of %s', (amount, quantity, price) => {
  expect(unitPriceFrom(fen(amount), decimal(quantity))).toBe(price)
})

test('there is no unit price when none comes within a fen', () => {
  expect(unitPriceFrom(fen(100), decimal('0'))).toBeUndefined()
  expect(unitPriceFrom(fen(1), decimal('1000000000'))).toBeUndefined()
  expect(unitPriceFrom(fen(100_000), decimal('300000'), { decimals: 4 })).toBeUndefined()
  expect(unitPriceFrom(fen(100_000), decimal('300000'), { decimals: 13 })).toBe('0.0033333333333')
  expect(unitPriceFrom(fen(1e12), decimal('0.00000000000000000003'))).toBeUndefined()
})

test('a unit price that is given agrees with the amount and fits a channel', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }).map(fen), numbers, (amount, number) => {
      const quantity = decimal(written(number))
      const price = unitPriceFrom(amount, quantity)
      if (price === undefined) return
      expect(price).toMatch(/^-?\d+(\.\d{0,7}[1-9])?$/)
      expect(priceAgrees(price, quantity, amount)).toBe(true)
      expect(Math.abs(timesToFen(quantity, price) - amount)).toBeLessThanOrEqual(1)
    }),
  )
})

test('a price agrees up to exactly one fen', () => {
  expect(priceAgrees(decimal('3.33'), decimal('3'), fen(1000))).toBe(true)
  expect(priceAgrees(decimal('3.3299'), decimal('3'), fen(1000))).toBe(false)
  expect(priceAgrees(decimal('3.34'), decimal('3'), fen(1000))).toBe(false)
})
