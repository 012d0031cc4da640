import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parts } from '../test/parts.ts'
import { type Fen, fen, sum } from './money.ts'
import { spread } from './spread.ts'

const fens = (...amounts: number[]) => amounts.map(fen)

test.each<[string, number, number[], number[]]>([
  ['in proportion', 10, [100, 200, 700], [1, 2, 7]],
  ['with the odd fen to the largest remainder', 10, [100, 100, 130], [3, 3, 4]],
  ['with the odd fen to the first of equals', 10, [100, 100, 100], [4, 3, 3]],
  ['in full, when it is all there is', 6, [1, 2, 3], [1, 2, 3]],
  ['not at all, when it is nothing', 0, [1, 2], [0, 0]],
])('an amount is spread %s', (_, amount, over, shares) => {
  expect(spread(fen(amount), fens(...over))).toEqual(shares)
})

test('a share that is full leaves the rest to those with room', () => {
  expect(spread(fen(5), fens(2, 2, 4), fens(1, 1, 3))).toEqual([1, 1, 3])
  expect(spread(fen(6), fens(2, 2, 4), fens(1, 1, 3))).toBeUndefined()
  expect(spread(fen(-1), fens(2))).toBeUndefined()
})

test('shares add up, fit, and are a fen from their proportion unless one was full', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 1e10 }).map(fen), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(weights, parts(0, 1), (over, part) => {
      const most = over.map((weight) => fen(weight - 1))
      const amount = fen(Math.floor(sum(most) * part))
      const shares = spread(amount, over, most) as Fen[]
      expect(sum(shares)).toBe(amount)
      const full = shares.some((share, index) => share === most[index])
      for (const [index, share] of shares.entries()) {
        if (share < 0 || share > (most[index] ?? 0)) throw new Error(`share ${share} of ${over[index]}`)
        const exact = BigInt(amount) * BigInt(over[index] ?? 0)
        const off = BigInt(share) * BigInt(sum(over)) - exact
        if (!full && (off >= BigInt(sum(over)) || -off >= BigInt(sum(over)))) throw new Error(`share ${share} is off`)
      }
    }),
    { numRuns: 10_000 },
  )
})
