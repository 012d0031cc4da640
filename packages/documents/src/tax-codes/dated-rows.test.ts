import { day, dayOf } from '@mashang/invoice'
import { mergeTaxCodes, seedTaxCodes, shortNameOn, type TaxCode, taxCodeProblems } from '@mashang/invoice/tax-codes'
import { strToU8 } from 'fflate'
import { expect, test } from 'vitest'
import { readTaxCodes, type TaxCodesFrom } from './read-tax-codes.ts'

const headings = '合并编码,名称,简称,说明'
const meals = '3070401000000000000,餐饮服务,餐饮服务,'

function tableIn(csv: string, from: TaxCodesFrom = { source: 'table-2017' }): TaxCode[] {
  const read = readTaxCodes(strToU8(csv), from)
  expect(read).toMatchObject({ ok: true, problems: [] })
  return read.ok ? read.table : []
}

test('a code in several rows has the short name of each for its days, the rest is of the latest', () => {
  const live = `编码,名称,简称,启用日期,停用日期,增值税税率
3070401000000000000,餐饮服务,生产生活服务,2026-06-01,9999-12-31,6%、3%
3070401000000000000,餐饮,餐饮服务,2016-05-01,2026-05-31,6%
3070402000000000000,住宿服务,住宿服务,2016-05-01,,6%`
  const table = tableIn(live, { source: 'channel' })
  expect(table.map(({ name, usual }) => [name, usual.length])).toEqual([
    ['餐饮服务', 2],
    ['住宿服务', 1],
  ])
  const named = (time: string) => shortNameOn(table, '3070401000000000000', dayOf(time))?.shortName
  expect(named('2026-05-31 23:59:59')).toBe('餐饮服务')
  expect(named('2026-06-01 00:00:00')).toBe('生产生活服务')
})

test('a code begins and ends with its rows, named or not, and also after a table without days is laid over it', () => {
  const table = tableIn(
    `编码,名称,简称,启用日期,停用日期
3070401000000000000,餐饮服务,,2017-12-01,2025-12-31
3070402000000000000,住宿服务,住宿服务,2017-12-01,2025-12-31
3070402000000000000,住宿服务,,2026-01-01,
3070301000000000000,旅游服务,,2027-01-01,
1030201020000000000,面包,焙烤食品,,`,
    { source: 'channel' },
  )
  const lines = table.map(({ code }) => ({ taxCode: code }))
  for (const each of [table, mergeTaxCodes(table, seedTaxCodes)])
    expect(taxCodeProblems(each, { issuedAt: '2026-06-01 10:00:00', lines })).toEqual([
      { line: 0, problem: 'tax-code-stopped' },
      { line: 2, problem: 'tax-code-not-begun' },
    ])
})

test.each([
  ['2026-06-01,', '2016-05-01,2026-06-01'],
  ['2026-06-01,', '2026-07-01,'],
  [',', ','],
])('a code in two rows whose days (%s and %s) overlap is named, and the first stands', (first, second) => {
  const csv = `编码,名称,简称,启用日期,停用日期\n${['甲', '乙']
    .map((name, at) => `3070401000000000000,${name},${name},${at === 0 ? first : second}`)
    .join('\n')}`
  const result = readTaxCodes(strToU8(csv), { source: 'channel' })
  expect(result.problems).toEqual([{ row: 3, problem: 'duplicate' }])
  expect(result.ok && result.table.map(({ name }) => name)).toEqual(['甲'])
})

test('of the table of 2017 nobody takes a short name of services for one of today', () => {
  const table = tableIn(`${headings}\n3040401010100000000,机场服务,物流辅助服务,\n1030201020000000000,面包,焙烤食品,`)
  const named = (code: string, on: string) => shortNameOn(table, code, day(on))?.shortName
  expect(named('3040401010100000000', '2026-05-31')).toBe('物流辅助服务')
  expect(named('3040401010100000000', '2026-06-01')).toBeUndefined()
  expect(named('1030201020000000000', '2026-11-23')).toBe('焙烤食品')
  const meal = mergeTaxCodes(tableIn(`${headings}\n${meals}`), seedTaxCodes)
  expect(shortNameOn(meal, '3070401000000000000', day('2026-11-23'))?.shortName).toBe('生产生活服务')
})

test('the label of a special business is read where there is one', () => {
  const live =
    'sphfwssflhbbm,sphfwmc,sphfwfljc,tdyslxdm\n1070101010100000000,汽油,汽油,01\n1030201020000000000,面包,焙烤食品,'
  const [petrol, bread] = tableIn(live, { source: 'channel' })
  expect([petrol?.label, bread?.label]).toEqual(['01', ''])
  const [one] = tableIn(live.replace(',01', ',1'), { source: 'channel' })
  expect(one?.label).toBe('01')
})

test('54,000 rows with long names are read in two seconds: initials can wait', () => {
  const name = '重型货车长途汽车客运空调调味品银行乐器会计服务'.repeat(4)
  const rows = Array.from({ length: 54_000 }, (_, at) => `1${String(at).padStart(18, '0')},${name},x`)
  const csv = `${headings}\n${rows.join('\n')}`
  const started = performance.now()
  const table = tableIn(csv)
  expect(performance.now() - started).toBeLessThan(2000)
  expect(table.at(-1)?.initials).toMatch(/^zxhcctqc/)
})
