import { expect, test } from 'vitest'
import { day, dayAfter, dayBefore, dayOf, parseDay } from './day.ts'

test.each(['2026-11-23', '2024-02-29', '9999-12-31'])('%s is a day', (text) => {
  expect(parseDay(text)).toBe(text)
  expect(day(text)).toBe(text)
})

test.each(['2026-6-1', '2026-02-29', '2026-13-01', '2026-11-23 14:05:09', '20261123', ' 2026-11-23', ''])(
  '%j is none',
  (text) => {
    expect(parseDay(text)).toBeUndefined()
    expect(() => day(text)).toThrow(RangeError)
  },
)

test('the day of a time is the day alone, at the last second too', () => {
  expect(dayOf('2026-05-31 23:59:59')).toBe('2026-05-31')
  expect(dayOf('2026-05-31')).toBe('2026-05-31')
})

test.each(['2026-05-31 24:00:00', '2026-05-31T12:00:00', '2026-5-31 12:00:00', 'yesterday'])(
  '%j has no day',
  (time) => {
    expect(() => dayOf(time)).toThrow(RangeError)
  },
)

test('days follow each other over months and leap years', () => {
  expect(dayBefore(day('2026-06-01'))).toBe('2026-05-31')
  expect(dayBefore(day('2024-03-01'))).toBe('2024-02-29')
  expect(dayAfter(day('2027-12-31'))).toBe('2028-01-01')
})
