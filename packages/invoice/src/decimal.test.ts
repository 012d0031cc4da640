import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal } from '../test/lines.ts'
import { parts } from '../test/parts.ts'
import {
  bureauPriceLimits,
  compare,
  fenOf,
  longestUnitPrice,
  negative,
  parseDecimal,
  partsOfAmount,
  plus,
  priceAgrees,
  timesToFen,
  unitPriceFrom,
} from './decimal.ts'
import { fen } from './money.ts'

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

test('a product beyond the largest amount from outside is no amount', () => {
  expect(fenOf(decimal('1000000'), decimal('10000.01'))).toBeUndefined()
  expect(fenOf(decimal('1000000'), decimal('10000'))).toBe(1e12)
})

test.each([
  [1000, '3', {}, '3.33333333333333'],
  [1, '3', {}, '0.00333333333333333'],
  [-1000, '-3', {}, '3.33333333333333'],
  [12345678901, '7', {}, '17636684.1442857'],
  [1000, '3', { decimals: 8, characters: 16 }, '3.33333333'],
  [1e12, '3', { decimals: 8, characters: 16 }, '3333333333.33333'],
  [-1e12, '3', { decimals: 8, characters: 16 }, '-3333333333.3333'],
  [5970, '3', {}, '19.9'],
  [100, '0.00000000000000001', {}, '100000000000000000'],
  [1e12, '0.0000000000000000000001', {}, undefined],
  [100, '12345678901234567', { characters: 16 }, undefined],
  [100, '1.2345', { decimals: 2 }, undefined],
  [100, '0', {}, undefined],
] as const)('%d fen for %s within %j is a long unit price of %s', (amount, quantity, limits, price) => {
  const found = longestUnitPrice(fen(amount), decimal(quantity), { ...bureauPriceLimits, ...limits })
  expect(found).toBe(price)
})

test('a long unit price fits and agrees, or there is none', () => {
  const limits = fc.record({
    significant: fc.integer({ min: 5, max: 15 }),
    decimals: fc.integer({ min: 0, max: 20 }),
    characters: fc.integer({ min: 8, max: 25 }),
  })
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }).map(fen), numbers, limits, (amount, number, within) => {
      const quantity = decimal(written(number))
      const price = longestUnitPrice(amount, quantity, within)
      if (price === undefined) return
      const digits = price.replace(/[-.]/g, '').replace(/^0+/, '')
      const significant = price.includes('.') ? digits.length : 0
      const fits = price.length <= within.characters && significant <= Math.max(within.significant, digits.length - 1)
      if (!fits || (price.split('.')[1]?.length ?? 0) > within.decimals) throw new Error(`${price} is too long`)
      if (!priceAgrees(price, quantity, amount)) throw new Error(`${price} is off`)
    }),
    { numRuns: 10_000 },
  )
})

test('sums and comparisons are those of whole numbers', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      const [one, other] = [a[0] * 10n ** BigInt(8 - a[1]), b[0] * 10n ** BigInt(8 - b[1])]
      expect(plus(decimal(written(a)), decimal(written(b)))).toBe(decimal(written([one + other, 8])))
      expect(compare(decimal(written(a)), decimal(written(b)))).toBe(one === other ? 0 : one < other ? -1 : 1)
      expect(plus(decimal(written(a)), negative(decimal(written(a))))).toBe('0')
    }),
  )
  expect(plus(decimal('1234567890123456789012345'), decimal('0.1'))).toBeUndefined()
})

test('parts taken of an amount one after the other agree with the price, and so does the rest', () => {
  const wholes = fc.tuple(fc.bigInt({ min: 1n, max: 5000n }), fc.integer({ min: 0, max: 3 }))
  const prices = fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 6n }), fc.integer({ min: 0, max: 6 }))
  const cuts = fc.array(parts(0, 1), { maxLength: 10 })
  const which = fc.constantFrom('least', 'middle', 'most')
  fc.assert(
    fc.property(
      wholes,
      prices,
      fc.integer({ min: -1, max: 1 }),
      cuts,
      which,
      ([pieces, scale], price, off, list, at) => {
        const unitPrice = decimal(written(price))
        let left = { pieces, amount: timesToFen(decimal(written([pieces, scale])), unitPrice) + off }
        if (!priceAgrees(unitPrice, decimal(written([pieces, scale])), fen(left.amount))) return
        for (const cut of list) {
          const part = BigInt(Math.floor(Number(left.pieces) * cut))
          const quantity = decimal(written([part, scale]))
          const range = partsOfAmount(fen(left.amount), decimal(written([left.pieces, scale])), unitPrice, quantity)
          if (range.least > range.middle || range.middle > range.most) throw new Error(JSON.stringify(range))
          const amount = range[at]
          left = { pieces: left.pieces - part, amount: left.amount - amount }
          if (!priceAgrees(unitPrice, quantity, amount)) throw new Error(`${amount} for ${quantity} is off`)
          if (!priceAgrees(unitPrice, decimal(written([left.pieces, scale])), fen(left.amount)))
            throw new Error(`${left.amount} is off`)
        }
      },
    ),
    { numRuns: 10_000 },
  )
})
