import { expect, test } from 'vitest'
import { median, percentile, rounded } from './numbers.ts'

test('a percentile is a value that was measured, in whatever order', () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index)
  expect(percentile(values, 0.99)).toBe(198)
  expect(percentile(values, 1)).toBe(200)
  expect(median([30, 10, 20])).toBe(20)
  expect(median([7])).toBe(7)
})

test('of nothing there is no percentile', () => {
  expect(() => median([])).toThrow(RangeError)
})

test('figures keep three significant digits', () => {
  expect([1234.5, 0.98765, 12].map(rounded)).toEqual([1230, 0.988, 12])
})
