import { expect, test } from 'vitest'
import { isAllowedOn, type RateRule, rateRules, taxationsOn } from './rates.ts'
import { rate } from './tax.ts'
import { formatTaxation } from './taxation.ts'

const meal = '3070401000000000000'
const parking = '3040502020200000000'
const lease = '3040502020400000000'
const bread = '1030201020000000000'
const land = '4050199000000000000'

function named(date: string, taxpayerType: 'general' | 'small-scale', taxCode: string): string[] {
  return taxationsOn(date, { taxpayerType, taxCode }).map(
    ({ taxation, kind, unconfirmed }) => `${formatTaxation(taxation)}${kind ?? ''}${unconfirmed ? '?' : ''}`,
  )
}

const untaxed = ['免税', '0%']

test.each([
  ['a restaurant', 'general', meal, ['6%税率', '3%征收率', ...untaxed]],
  ['a bakery', 'general', bread, ['13%税率', '9%税率', '3%征收率', ...untaxed]],
  ['a repairer', 'general', '2020000000000000000', ['13%税率', '3%征收率', ...untaxed]],
  ['a taxi', 'general', '3010101020203000000', ['9%税率', '3%征收率', ...untaxed]],
  ['a telephone line', 'general', '3030101000000000000', ['9%税率', '3%征收率', ...untaxed]],
  ['an internet line', 'general', '3030203000000000000', ['6%税率', '3%征收率', ...untaxed]],
  ['a power bank to rent', 'general', '3040502019900000000', ['13%税率', '3%征收率', ...untaxed]],
  ['parking', 'general', parking, ['9%税率', '3%征收率', '5%征收率?', ...untaxed]],
  ['a shop to let', 'general', lease, ['9%税率', '3%征收率', '5%征收率?', '1.5%征收率?', ...untaxed]],
  ['a small restaurant', 'small-scale', meal, ['3%征收率', '1%征收率', '免税']],
  ['a small lessor, who has no 1 %', 'small-scale', lease, ['1.5%征收率?', '3%征收率', '免税']],
  ['a right to use land', 'general', land, ['9%税率', '3%征收率', ...untaxed]],
  ['a trade mark', 'general', '4020000000000000000', ['6%税率', '3%征收率', ...untaxed]],
  ['a small seller of a right to use land, who has no 1 %', 'small-scale', land, ['3%征收率', '免税']],
  ['a small seller of a trade mark', 'small-scale', '4020000000000000000', ['3%征收率', '1%征收率', '免税']],
  ['a prepaid card', 'general', '6010000000000000000', ['不征税']],
  ['a small seller of prepaid cards', 'small-scale', '6010000000000000000', ['不征税']],
] as const)('in November 2026 %s (%s) may be taxed as the law says', (_, taxpayerType, code, allowed) => {
  expect(named('2026-11-23', taxpayerType, code)).toEqual(allowed)
})

test('the 1 % of small sellers begins and ends on its days', () => {
  const days = ['2025-12-31', '2026-01-01', '2027-12-31', '2028-01-01']
  expect(days.map((day) => named(day, 'small-scale', meal).includes('1%征收率'))).toEqual([false, true, true, false])
  expect(named('2028-01-01', 'small-scale', meal)).toEqual(['3%征收率', '免税'])
})

test('of days before the law we know nothing, rather than guess', () => {
  expect(named('2025-12-31', 'general', meal)).toEqual([])
})

test('every rule has its source, days in order and codes of sales', () => {
  for (const { source, validFrom, validTo, codes } of rateRules) {
    expect(source).toMatch(/增值税法|公告|乐企/)
    expect(validFrom).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(validTo === undefined || validTo > validFrom).toBe(true)
    expect(codes.every((code) => /^[1-6]\d*$/.test(code))).toBe(true)
  }
})

test('a rate is a rate by its reason, and 简易征收 alone is enough of one', () => {
  const allowed = (basisPoints: number, relief?: 'simplified' | 'simplified-3' | 'simplified-5') =>
    isAllowedOn('2026-11-23', 'general', {
      taxCode: meal,
      taxation: { kind: 'taxed', rate: rate(basisPoints), relief },
    })
  expect([allowed(600), allowed(300), allowed(300, 'simplified-3'), allowed(300, 'simplified')]).toEqual([
    true,
    false,
    true,
    true,
  ])
  expect([allowed(600, 'simplified'), allowed(500, 'simplified-5')]).toEqual([false, false])
})

test('the rules of a channel take the place of ours', () => {
  const live: RateRule[] = [
    {
      taxation: { kind: 'taxed', rate: rate(500) },
      kind: '征收率',
      taxpayerTypes: ['general'],
      codes: ['3'],
      validFrom: '2026-05-01',
      source: 'channel',
    },
  ]
  expect(taxationsOn('2026-11-23', { taxpayerType: 'general', taxCode: meal }, live)).toEqual(live)
  expect(taxationsOn('2026-04-30', { taxpayerType: 'general', taxCode: meal }, live)).toEqual([])
})
