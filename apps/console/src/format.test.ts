import { LARGEST_AMOUNT } from '@mashang/invoice'
import { expect, test } from 'vitest'
import { agoOrTime, clockTime, duration, exactTime, shortTime, taxationText, yuan } from './format.ts'
import { sayIn } from './words/say.ts'

const now = new Date('2026-11-23T14:32:00+08:00')
const zh = sayIn('zh')
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString()

test('amounts have two decimals and a true minus before the ¥', () => {
  expect([yuan(128_000), yuan(-6204), yuan(0)]).toEqual(['¥1,280.00', '−¥62.04', '¥0.00'])
})

test('a sum of amounts may be larger than any of them', () => {
  expect(yuan(2 * LARGEST_AMOUNT + 1)).toBe('¥20,000,000,000.01')
})

test('a taxation is shown as people call it', () => {
  const shown = ['9%', '3% simplified', '3% simplified-01', '1.5% reduced', 'exempt', 'zero-rated', 'outside-scope']
  expect(shown.map((taxation) => taxationText(zh, taxation))).toEqual([
    '9%',
    '3% 简易',
    '3% 简易（01）',
    '1.5% 减按',
    '免税',
    '零税率',
    '不征税',
  ])
})

test('times are those of China, wherever the browser is', () => {
  expect(exactTime('2026-11-22T16:00:00Z')).toBe('2026-11-23 00:00:00')
})

test('the year is left out this year, the time before it', () => {
  expect(shortTime('2026-01-02T03:04:00+08:00', now)).toBe('01-02 03:04')
  expect(shortTime('2025-12-31T23:59:00+08:00', now)).toBe('2025-12-31')
})

test('today needs no date', () => {
  expect(clockTime('2026-11-23T00:01:00+08:00', now)).toBe('00:01')
  expect(clockTime('2026-11-22T23:59:00+08:00', now)).toBe('11-22 23:59')
})

test('under a day is said as how long ago', () => {
  expect([0, 2, 59, 61, 24 * 60].map((minutes) => agoOrTime(zh, before(minutes), now))).toEqual([
    '刚刚',
    '2 分钟前',
    '59 分钟前',
    '1 小时前',
    '11-22 14:32',
  ])
})

test('a clock that runs ahead of the server waits zero seconds', () => {
  expect(duration(zh, -5_000)).toBe('0 秒')
})

test('durations', () => {
  expect([48_000, 42 * 60_000, 185 * 60_000, 50 * 3_600_000].map((ms) => duration(zh, ms))).toEqual([
    '48 秒',
    '42 分钟',
    '3 小时 5 分',
    '2 天',
  ])
})
