import fc from 'fast-check'
import { expect, test } from 'vitest'
import { taxed } from '../test/lines.ts'
import type { Relief, Taxation } from './invoice.ts'
import { rate } from './tax.ts'
import { formatTaxation, parseTaxation, printTaxation, taxationFromCell } from './taxation.ts'

const relieved = (basisPoints: number, relief: Relief): Taxation => ({ kind: 'taxed', rate: rate(basisPoints), relief })

const anyTaxation = fc.oneof(
  fc.integer({ min: 1, max: 2000 }).map((basisPoints): Taxation => ({ kind: 'taxed', rate: rate(basisPoints) })),
  fc.constantFrom<Taxation>(
    { kind: 'exempt' },
    { kind: 'zero-rated' },
    { kind: 'outside-scope' },
    relieved(300, 'simplified'),
    relieved(500, 'simplified'),
    relieved(300, 'simplified-3'),
    relieved(500, 'simplified-5'),
    relieved(150, 'reduced-1.5'),
  ),
)

test('every taxation is read as it was written', () => {
  fc.assert(
    fc.property(anyTaxation, (taxation) => {
      expect(parseTaxation(printTaxation(taxation))).toEqual(taxation)
    }),
  )
})

test.each([
  ['免税', 'exempt'],
  [' 不征税 ', 'outside-scope'],
  ['零税率', 'zero-rated'],
  ['6％', '6%'],
  ['0.13', '13%'],
  ['3％ 简易', '3% simplified'],
  ['3%简易计税', '3% simplified'],
  ['按5%简易征收', '5% simplified'],
  ['1.5%减按', '1.5% reduced'],
])('people write %s for %s', (text, printed) => {
  const taxation = parseTaxation(text)
  expect(taxation && printTaxation(taxation)).toBe(printed)
})

test.each([
  '',
  '0%',
  '0',
  '6',
  '26%',
  '6% simplified',
  '2% reduced',
  '3% 优惠',
  '按3%',
  '免',
  'EXEMPT',
  '3% simplified-01 x',
])('“%s” says not how a sale is taxed', (text) => expect(parseTaxation(text)).toBeUndefined())

test.each<[string, Taxation]>([
  ['6%', taxed(600)],
  ['0.06', taxed(600)],
  ['1.5%', taxed(150)],
  ['0%', { kind: 'zero-rated' }],
  ['0', { kind: 'zero-rated' }],
  ['0.00', { kind: 'zero-rated' }],
  ['免税', { kind: 'exempt' }],
  ['不征税', { kind: 'outside-scope' }],
])('the cell %s is read, and read again as it is printed', (cell, taxation) => {
  expect(taxationFromCell(cell)).toEqual(taxation)
  expect(taxationFromCell(formatTaxation(taxation))).toEqual(taxation)
})

test.each(['*', '', '60%', '免', '6'])('%j is no taxation', (cell) => {
  expect(taxationFromCell(cell)).toBeUndefined()
})
