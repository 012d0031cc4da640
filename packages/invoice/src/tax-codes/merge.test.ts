import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, day, dayAfter, dayBefore } from '../day.ts'
import { mergeTaxCodes, type ShortName, seedTaxCodes, shortNameOn, type TaxCode } from './index.ts'

const meals = '3070401000000000000'

function row(code: string, ...shortNames: ShortName[]): TaxCode {
  return { code, name: code, initials: '', shortNames, usual: [] }
}

function from(shortName: string, first: string, last?: string): ShortName {
  return { shortName, from: day(first), source: 'channel', ...(last && { to: day(last) }) }
}

test('the table of 2017 with the seed over it knows the short names of before and after the change', () => {
  const old: ShortName = { shortName: '餐饮服务', from: day('2017-12-01'), source: 'table-2017' }
  const merged = mergeTaxCodes([row(meals, old)], seedTaxCodes)
  expect(merged).toHaveLength(seedTaxCodes.length)
  expect(shortNameOn(merged, meals, day('2026-05-31'))?.shortName).toBe('餐饮服务')
  expect(shortNameOn(merged, meals, day('2026-11-23'))?.shortName).toBe('生产生活服务')
})

test('a channel overrules what was expected, and leaves the days it says nothing of', () => {
  const merged = mergeTaxCodes(seedTaxCodes, [row(meals, from('居民服务', '2026-09-01'))])
  const names = ['2026-05-31', '2026-08-31', '2026-09-01'].map((on) => shortNameOn(merged, meals, day(on))?.shortName)
  expect(names).toEqual(['餐饮服务', '生产生活服务', '居民服务'])
  const [first] = merged
  expect(first).toMatchObject({ code: meals, usual: seedTaxCodes[0]?.usual })
})

test('codes of one table only stay as they are, the older table’s first', () => {
  const [a, b, c] = [row('1'.padEnd(19, '0')), row('2'.padEnd(19, '0')), row('3'.padEnd(19, '0'))]
  expect(mergeTaxCodes([b, a], [c, a]).map(({ code }) => code)).toEqual([b, a, c].map(({ code }) => code))
})

test('on any day the newer table is asked first and the older one for what is left', () => {
  // Short names follow each other with gaps between, as both tables have them.
  const names = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 8 }).map((marks) => {
    const days = marks.toSorted((a, b) => a - b).map((mark) => later(day('2026-01-01'), mark))
    return days.flatMap((first, at): ShortName[] => {
      if (at % 2 === 1) return []
      const last = days[at + 1]
      return [{ shortName: first, from: first, source: 'channel', ...(last && { to: dayBefore(last) }) }]
    })
  })
  fc.assert(
    fc.property(names, names, fc.integer({ min: 0, max: 45 }), (older, newer, at) => {
      const on = later(day('2026-01-01'), at)
      const expected = shortNameOn([row(meals, ...newer)], meals, on) ?? shortNameOn([row(meals, ...older)], meals, on)
      const merged = mergeTaxCodes([row(meals, ...older)], [row(meals, ...newer)])
      expect(shortNameOn(merged, meals, on)?.shortName).toBe(expected?.shortName)
      const laid = merged[0]?.shortNames ?? []
      for (const [index, { from }] of laid.slice(1).entries()) expect((laid[index]?.to ?? '9999') < from).toBe(true)
    }),
  )
})

function later(start: Day, days: number): Day {
  return days === 0 ? start : later(dayAfter(start), days - 1)
}
