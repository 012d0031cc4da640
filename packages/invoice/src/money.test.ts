import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Fen, fen, formatYuan, LARGEST_AMOUNT, parseYuan, plainYuan, sum } from './money.ts'

const amounts = fc.integer({ min: -LARGEST_AMOUNT, max: LARGEST_AMOUNT }).map(fen)

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, LARGEST_AMOUNT + 1, -LARGEST_AMOUNT - 1])(
  '%d is not an amount in fen',
  (value) => {
    expect(() => fen(value)).toThrow(RangeError)
  },
)

test('there is one zero', () => {
  expect(fen(-0)).toBe(0)
  expect(formatYuan(fen(-0))).toBe('0.00')
})

test.each([
  ['128', 12800],
  ['128.5', 12850],
  ['¥1,280.00', 128000],
  ['￥ 1,280', 128000],
  ['１２８．５０', 12850],
  ['1，280。5', 128050],
  [' \u30000.01\n', 1],
  ['007', 700],
  ['10000000000', LARGEST_AMOUNT],
])('%j is read as an amount', (text, value) => {
  expect(parseYuan(text)).toBe(value)
})

test.each([
  '',
  '.',
  '.5',
  '5.',
  '1.234',
  '-1',
  '−1',
  '－1',
  '+1',
  '1e3',
  '1,28',
  '12,80.00',
  ',128',
  '1 280',
  '5²',
  '①',
  '0x10',
  'Infinity',
  '10000000000.01',
  '9'.repeat(400),
])('%j is no amount', (text) => {
  expect(parseYuan(text)).toBeUndefined()
})

test('amounts are grouped for people and plain for wires', () => {
  expect(formatYuan(fen(128000))).toBe('1,280.00')
  expect(formatYuan(fen(-123456789))).toBe('−1,234,567.89')
  expect(formatYuan(fen(5))).toBe('0.05')
  expect(formatYuan(fen(99999))).toBe('999.99')
  expect(plainYuan(fen(128000))).toBe('1280.00')
  expect(plainYuan(fen(-7))).toBe('-0.07')
})

test('what is written can be read again', () => {
  fc.assert(
    fc.property(amounts, (amount) => {
      const size = fen(Math.abs(amount))
      expect(parseYuan(formatYuan(size))).toBe(size)
      expect(parseYuan(plainYuan(size))).toBe(size)
      expect(Math.round(Number(plainYuan(amount)) * 100) + 0).toBe(amount)
    }),
  )
})

test('no text makes the parser throw or give a fraction', () => {
  const characters = fc.constantFrom(...'0123456789.,¥ 。，５．-e')
  fc.assert(
    fc.property(fc.string({ unit: characters }), (text) => {
      const amount = parseYuan(text)
      expect(amount === undefined || Number.isSafeInteger(amount)).toBe(true)
    }),
  )
})

test('a sum is exact, and refuses to leave the range', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }).map(fen)), (list) => {
      expect(BigInt(sum(list))).toBe(list.reduce((total, amount) => total + BigInt(amount), 0n))
    }),
  )
  expect(sum([])).toBe(0)
  expect(() => sum([LARGEST_AMOUNT as Fen, fen(1)])).toThrow(RangeError)
})
