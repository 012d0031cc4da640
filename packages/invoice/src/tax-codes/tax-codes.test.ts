import { expect, test } from 'vitest'
import { day, dayAfter, dayOf } from '../day.ts'
import { rulingOn } from '../rates.ts'
import { searchTaxCodes, seedTaxCodes, shortNameOn, type TaxCode } from './index.ts'

function names(query: string, limit = 5): string[] {
  return searchTaxCodes(seedTaxCodes, query, { limit }).map(({ name }) => name)
}

test.each([
  ['餐饮', ['餐饮服务']],
  ['餐饮服务', ['餐饮服务']],
  ['cyfw', ['餐饮服务']],
  ['CYFW', ['餐饮服务']],
  ['３０７０４', ['餐饮服务', '住宿服务']],
  ['3070401000000000000', ['餐饮服务']],
  ['糖', ['糖果', '巧克力']],
  ['焙烤', ['糕点', '面包', '饼干', '膨化食品']],
  ['饮料', ['茶饮料', '咖啡饮料', '固体饮料', '碳酸型饮料（汽水）', '果汁和蔬菜汁类饮料']],
  ['茶 饮', ['茶饮料']],
  ['咖啡 yl', ['咖啡饮料']],
  ['yl', ['医疗服务', '娱乐服务', '茶饮料', '咖啡饮料', '固体饮料']],
  ['饮料 焙烤', []],
  ['  ', []],
  ['火箭', []],
])('searching %j finds %j', (query, found) => {
  expect(names(query)).toEqual(found)
})

test('a thing itself comes before what begins with it, and that before what contains it', () => {
  const row = (code: string, name: string, initials: string): TaxCode => ({
    code: code.padEnd(19, '0'),
    name,
    initials,
    shortNames: [],
    usual: [],
  })
  const table = [row('13', '鲜奶茶', 'xnc'), row('12', '奶茶粉', 'ncf'), row('11', '奶茶', 'nc')]
  expect(searchTaxCodes(table, '奶茶').map(({ name }) => name)).toEqual(['奶茶', '奶茶粉', '鲜奶茶'])
  expect(searchTaxCodes(table, 'nc').map(({ name }) => name)).toEqual(['奶茶', '奶茶粉', '鲜奶茶'])
})

test('a table of 4,200 rows is searched while somebody types', () => {
  const table = Array.from({ length: 42 }, (_, copy) =>
    seedTaxCodes.map((row) => ({ ...row, code: `${row.code.slice(0, 16)}${100 + copy}` })),
  ).flat()
  expect(table.length).toBeGreaterThan(4200)
  const started = performance.now()
  for (const query of ['服', 'fw', '3', '饮料', '生活']) for (let i = 0; i < 10; i++) searchTaxCodes(table, query)
  // 50 searches; a hundredth of a second each would still be quick enough, on any machine.
  expect(performance.now() - started).toBeLessThan(1500)
})

test('the short names of services changed in June 2026, those of goods did not', () => {
  const named = (code: string, date: string) => shortNameOn(seedTaxCodes, code, dayOf(date))?.shortName
  expect(named('3070401000000000000', '2026-05-31')).toBe('餐饮服务')
  expect(named('3070401000000000000', '2026-05-31 23:59:59')).toBe('餐饮服务')
  expect(named('3070401000000000000', '2026-06-01')).toBe('生产生活服务')
  expect(named('3010101020203000000', '2026-11-23')).toBe('交通运输服务')
  expect(named('2020000000000000000', '2026-11-23')).toBe('修理修配服务')
  expect(named('1030201020000000000', '2026-11-23')).toBe('焙烤食品')
  expect(named('1070101010100000000', '2024-12-31')).toBeUndefined()
  expect(named('9999999999999999999', '2026-11-23')).toBeUndefined()
})

test('what was seen is told apart from what is expected', () => {
  const source = (code: string) => shortNameOn(seedTaxCodes, code, day('2026-11-23'))?.source
  expect(source('3040502020200000000')).toBe('observed-2026')
  expect(source('3070402000000000000')).toBe('expected-2026')
  expect(source('1030201020000000000')).toBe('table-2017')
  expect(source('1070101010100000000')).toBe('bureau-2025')
})

test('the table is in order: 19 digits, no code twice, initials of every name, short names without gaps', () => {
  expect(seedTaxCodes.length).toBe(102)
  expect(new Set(seedTaxCodes.map(({ code }) => code)).size).toBe(seedTaxCodes.length)
  for (const { code, name, initials, shortNames, usual } of seedTaxCodes) {
    expect(code).toMatch(/^[1-6]\d{18}$/)
    expect(initials).toMatch(/^[a-z]+$/)
    expect(initials).toHaveLength([...name.replace(/[（）、]/g, '')].length)
    expect(usual.length).toBeGreaterThan(0)
    expect(shortNames.at(-1)?.to).toBeUndefined()
    for (const [index, { to }] of shortNames.slice(0, -1).entries()) {
      expect(to && shortNames[index + 1]?.from).toBe(to && dayAfter(to))
    }
  }
})

test('what is usual is not refused to a general taxpayer', () => {
  const odd = seedTaxCodes.filter(({ code: taxCode, usual }) =>
    usual.some((taxation) => rulingOn(day('2026-11-23'), 'general', { taxCode, taxation }) === 'refused'),
  )
  expect(odd.map(({ name }) => name)).toEqual([])
})
