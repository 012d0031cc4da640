import { expect, test } from 'vitest'
import { chinaTime } from './china-time.ts'

test.each([
  ['2026-11-23T06:05:09.999Z', '2026-11-23 14:05:09'],
  ['2025-12-31T16:00:00Z', '2026-01-01 00:00:00'],
])('%s is %s in China', (at, shown) => {
  expect(chinaTime(new Date(at))).toBe(shown)
})
