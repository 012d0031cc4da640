import { expect, test } from 'vitest'
import { dayOrderOf, parsePaidAt } from './paid-at.ts'

for (const [text, moment] of [
  ['2010-12-01 08:26', '2010-12-01T00:26:00.000Z'],
  ['2010/12/1 8:26:05', '2010-12-01T00:26:05.000Z'],
  ['2010-12-01T08:26:05.120', '2010-12-01T00:26:05.000Z'],
  ['2010-12-01T08:26:05Z', '2010-12-01T08:26:05.000Z'],
  ['2010-12-01 08:26:05+0900', '2010-11-30T23:26:05.000Z'],
  ['2010年12月1日 8时26分', '2010-12-01T00:26:00.000Z'],
  ['２０１０－１２－０１', '2010-11-30T16:00:00.000Z'],
  ['20101201', '2010-11-30T16:00:00.000Z'],
  ['20101201 08:26', '2010-12-01T00:26:00.000Z'],
  ['20101201082605', '2010-12-01T00:26:05.000Z'],
  ['1/12/2010', '2010-11-30T16:00:00.000Z'],
  ['1.12.2010 12:05 AM', '2010-11-30T16:05:00.000Z'],
  ['1/12/10 下午3:04', '2010-12-01T07:04:00.000Z'],
] as const)
  test(`${text} is ${moment}`, () => expect(parsePaidAt(text, 'd/m/y')?.toISOString()).toBe(moment))

for (const text of [
  '',
  '昨天',
  '31/2/2010',
  '2010-02-29',
  '1/13/2010',
  '2010-12-01 24:61',
  '10-12-01',
  '1/12',
  '44531',
])
  test(`“${text}” is no moment`, () => expect(parsePaidAt(text, 'd/m/y')).toBeUndefined())

test('a date that may begin with either is not guessed', () => {
  expect(parsePaidAt('1/12/2010', undefined)).toBeUndefined()
  expect(parsePaidAt('1/12/2010', 'm/d/y')?.toISOString()).toBe('2010-01-11T16:00:00.000Z')
})

test('a day above twelve tells the order of day and month', () => {
  expect(['13/12/2010', '12/13/2010', '1/12/2010', '2010-12-13'].map(dayOrderOf)).toEqual([
    'd/m/y',
    'm/d/y',
    'either',
    undefined,
  ])
})
