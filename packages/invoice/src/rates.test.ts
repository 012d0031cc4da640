import { expect, test } from 'vitest'
import { taxed } from '../test/lines.ts'
import { day } from './day.ts'
import type { Taxation } from './invoice.ts'
import { type RateRule, type Ruling, rateRules, rulingOn, type TaxpayerType } from './rates.ts'
import { rate } from './tax.ts'

const meal = '3070401000000000000'
const parking = '3040502020200000000'
const lease = '3040502020400000000'
const home = '3040502020102000000'
const bread = '1030201020000000000'
const water = '1100301010000000000'
const software = '3040201010000000000'
const land = '4050199000000000000'
const telecom = '3030000000000000000'
const november = day('2026-11-23')

const taxations: Record<string, Taxation> = {
  '13%': taxed(1300),
  '9%': taxed(900),
  '6%': taxed(600),
  '3%': taxed(300),
  '1%': taxed(100),
  简易3: { kind: 'taxed', rate: rate(300), relief: 'simplified-3' },
  简易5: { kind: 'taxed', rate: rate(500), relief: 'simplified-5' },
  '减按1.5': { kind: 'taxed', rate: rate(150), relief: 'reduced-1.5' },
  免税: { kind: 'exempt' },
  零税率: { kind: 'zero-rated' },
  不征税: { kind: 'outside-scope' },
}

/** What is not refused, with a question mark where it depends on what no invoice says. */
function passing(taxpayerType: TaxpayerType, taxCode: string, on = november): string {
  const marks: Record<Ruling, string | undefined> = { allowed: '', unconfirmed: '?', unknown: '??', refused: undefined }
  return Object.entries(taxations)
    .flatMap(([name, taxation]) => {
      const mark = marks[rulingOn(on, taxpayerType, { taxCode, taxation })]
      return mark === undefined ? [] : [name + mark]
    })
    .join(' ')
}

test.each([
  ['a restaurant', 'general', meal, '6% 免税?'],
  ['a bakery', 'general', bread, '13% 9% 简易3? 免税? 零税率?'],
  ['a waterworks', 'general', water, '13% 9% 简易3 免税? 零税率?'],
  ['a repairer', 'general', '2020000000000000000', '13% 免税? 零税率?'],
  ['a taxi', 'general', '3010101020203000000', '9% 简易3 免税? 零税率?'],
  ['a cable car', 'general', '3010101020204000000', '9% 免税? 零税率?'],
  ['a courier', 'general', '3040409010000000000', '6% 简易3 免税?'],
  ['a school of music', 'general', '3070201020000000000', '6% 简易3 免税?'],
  ['a clinic', 'general', '3070202000000000000', '6% 免税'],
  ['a gym', 'general', '3070102000000000000', '6% 简易3? 免税?'],
  ['a builder', 'general', '3050400000000000000', '9% 简易3? 免税?'],
  ['a software house', 'general', software, '6% 简易3? 免税? 零税率?'],
  ['a telephone line', 'general', '3030101000000000000', '9% 免税?'],
  ['an internet line', 'general', '3030203000000000000', '6% 免税?'],
  ['a power bank to rent', 'general', '3040502019900000000', '13% 免税?'],
  ['parking', 'general', parking, '9% 简易5? 免税?'],
  ['a shop to let', 'general', lease, '9% 简易5? 免税?'],
  ['a home to let by a company', 'general', home, '9% 简易5? 免税?'],
  ['a right to use land', 'general', land, '9% 免税?'],
  ['a trade mark', 'general', '4020000000000000000', '6% 免税?'],
  ['a prepaid card', 'general', '6010000000000000000', '不征税'],
  ['what telecom companies pool', 'general', telecom, '免税? 不征税?'],
  ['a restaurant', 'small-scale', meal, '3% 1% 免税'],
  ['a lessor, who has no 1 %', 'small-scale', lease, '3% 免税'],
  ['a home to let', 'small-scale', home, '3% 减按1.5? 免税'],
  ['a seller of a right to use land, who has no 1 %', 'small-scale', land, '3% 免税'],
  ['a seller of a trade mark', 'small-scale', '4020000000000000000', '3% 1% 免税'],
  ['a seller of prepaid cards', 'small-scale', '6010000000000000000', '不征税'],
] as const)('in November 2026 %s (%s) may be taxed as the law says', (_, taxpayerType, code, allowed) => {
  expect(passing(taxpayerType, code)).toBe(allowed)
})

test.each([
  ['2025-12-31', 'unknown', 'unknown'],
  ['2026-01-01', 'allowed', 'allowed'],
  ['2027-12-31', 'allowed', 'allowed'],
  ['2028-01-01', 'refused', 'refused'],
] as const)('on %s 1 %% of a small seller is %s and 3 %% of a taxi %s', (on, small, taxi) => {
  expect(rulingOn(day(on), 'small-scale', { taxCode: meal, taxation: taxed(100) })).toBe(small)
  const fare = { taxCode: '3010101020203000000', taxation: taxations.简易3 as Taxation }
  expect(rulingOn(day(on), 'general', fare)).toBe(taxi)
})

test('of days before the law, and of codes without any rule, we know nothing, rather than refuse', () => {
  expect(rulingOn(day('2025-12-31'), 'general', { taxCode: meal, taxation: taxed(1700) })).toBe('unknown')
  expect(rulingOn(november, 'general', { taxCode: '7000000000000000000', taxation: taxed(600) })).toBe('unknown')
})

test('every rule has its source, days in order and codes', () => {
  for (const { source, validFrom, validTo, codes } of rateRules) {
    expect(source).toMatch(/增值税法.* 第.+条|公告2026年第10号|乐企.* §/)
    expect(validTo === undefined || validTo > validFrom).toBe(true)
    expect(codes.every((code) => /^[1-6]\d*$/.test(code) && code.length <= 19)).toBe(true)
  }
})

test('a rate is a rate by its reason, and 简易征收 alone is enough of one', () => {
  const ruling = (basisPoints: number, relief?: 'simplified' | 'simplified-3' | 'simplified-5') =>
    rulingOn(november, 'general', { taxCode: water, taxation: { kind: 'taxed', rate: rate(basisPoints), relief } })
  expect([ruling(900), ruling(300), ruling(300, 'simplified-3'), ruling(300, 'simplified')]).toEqual([
    'allowed',
    'refused',
    'allowed',
    'allowed',
  ])
  expect([ruling(900, 'simplified'), ruling(500, 'simplified-5')]).toEqual(['refused', 'refused'])
  const [one, reduced] = [taxed(100), taxed(150)].map((taxation) => ({ ...taxation, relief: 'simplified' as const }))
  expect(rulingOn(november, 'small-scale', { taxCode: meal, taxation: one as Taxation })).toBe('refused')
  expect(rulingOn(november, 'small-scale', { taxCode: home, taxation: reduced as Taxation })).toBe('refused')
})

test('the rules of a channel take the place of ours', () => {
  const live: RateRule[] = [
    {
      taxation: taxed(500),
      kind: '征收率',
      taxpayerTypes: ['general'],
      codes: ['3'],
      validFrom: day('2026-05-01'),
      source: 'channel',
    },
  ]
  const line = { taxCode: meal, taxation: taxed(500) }
  expect(rulingOn(november, 'general', line, live)).toBe('allowed')
  expect(rulingOn(november, 'general', { ...line, taxation: taxed(600) }, live)).toBe('refused')
  expect(rulingOn(day('2026-04-30'), 'general', line, live)).toBe('unknown')
})
