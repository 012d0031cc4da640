import { expect, test } from 'vitest'
import { throttle } from './throttle.ts'

test('only failures count, each key by itself, until the window has passed', () => {
  let now = 0
  const tries = throttle(3, 1_000, () => now)
  for (let n = 0; n < 10; n++) expect(tries.spent('a')).toBe(false)
  for (let n = 0; n < 3; n++) tries.failed('a')
  expect([tries.spent('a'), tries.spent('b')]).toEqual([true, false])
  now = 999
  expect(tries.spent('a')).toBe(true)
  now = 1_000
  expect(tries.spent('a')).toBe(false)
  tries.failed('a')
  expect(tries.spent('a'), 'a new window begins with one').toBe(false)
})

test('a crowd of strangers does not fill the memory; the longest unseen are forgotten first', () => {
  const tries = throttle(1, 1_000, () => 0)
  for (let n = 0; n <= 100_000; n++) tries.failed(String(n))
  expect([tries.spent('0'), tries.spent('1'), tries.spent('100000')]).toEqual([false, true, true])
})
