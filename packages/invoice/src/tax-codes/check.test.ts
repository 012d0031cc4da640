import { expect, test } from 'vitest'
import { day } from '../day.ts'
import type { SpecialBusiness } from '../invoice.ts'
import { type TaxCode, taxCodeProblems } from './index.ts'

const table: TaxCode[] = [
  row('3070401', ''),
  row('1070101010100', '01'),
  row('3040502020400', '06'),
  row('3010101020203', '09'),
  row('1010112010', '11'),
  row('1090305010100', '13'),
  row('4020', undefined),
  { ...row('3049900', ''), to: day('2026-05-31') },
  { ...row('3049800', ''), from: day('2026-06-01'), shortNames: [] },
  { ...row('3049700', ''), shortNames: [{ ...name('现代服务'), to: day('2026-05-31') }] },
]

function row(code: string, label: string | undefined): TaxCode {
  return { code: code.padEnd(19, '0'), name: code, initials: '', shortNames: [name('简称')], usual: [], label }
}

function name(shortName: string) {
  return { shortName, from: day('2016-05-01'), source: 'channel' as const }
}

function problems(code: string, business?: SpecialBusiness, issuedAt = '2026-11-23 14:05:09') {
  const lines = [{ taxCode: '3070401000000000000' }, { taxCode: code.padEnd(19, '0') }]
  const found = taxCodeProblems(table, { lines, business, issuedAt })
  expect(found.every(({ line }) => line === 1)).toBe(true)
  return found.map(({ problem }) => problem)
}

test('leaves may be issued by, summaries and unknown codes may not', () => {
  expect(problems('3070401')).toEqual([])
  expect(problems('4020')).toEqual([])
  expect(problems('30704')).toEqual(['tax-code-summary'])
  expect(problems('3')).toEqual(['tax-code-summary'])
  expect(problems('3070499')).toEqual(['tax-code-unknown'])
})

test('telecom companies issue by summaries', () => {
  expect(problems('303')).toEqual([])
})

test('a code that has ended is told apart from one that never was', () => {
  expect(problems('3049900', undefined, '2026-05-31 23:59:59')).toEqual([])
  expect(problems('3049900', undefined, '2026-06-01 00:00:00')).toEqual(['tax-code-stopped'])
})

test('a code that has not begun is told', () => {
  expect(problems('3049800', undefined, '2026-05-31 23:59:59')).toEqual(['tax-code-not-begun'])
  expect(problems('3049800', undefined, '2026-06-01 00:00:00')).toEqual([])
})

test('the end of a short name is not that of its code', () => {
  expect(problems('3049700')).toEqual([])
})

test('a labelled code needs an invoice of its business', () => {
  const lease: SpecialBusiness = { kind: 'real-estate-lease' }
  expect(problems('1070101010100')).toEqual(['business-missing'])
  expect(problems('1070101010100', lease)).toEqual(['business-missing'])
  expect(problems('1070101010100', { kind: 'fuel' })).toEqual([])
  expect(problems('3040502020400', lease)).toEqual([])
  expect(problems('1090305010100')).toEqual(['business-unsupported'])
})

test('fares and farm produce stand on ordinary invoices, although they are labelled', () => {
  expect(problems('3010101020203')).toEqual([])
  expect(problems('1010112010')).toEqual([])
})
