import { expect, test } from 'vitest'
import { bread, meal, pair, row } from '../test/lines.ts'
import { day } from './day.ts'
import { reissue } from './reissue.ts'
import { reverse } from './reversal.ts'
import { seedTaxCodes, shortNameOn } from './tax-codes/index.ts'

const blue = { lines: [row(12800), ...pair(10000, 1000, bread)] }
const wrong = { reason: 'wrong', scope: 'all' } as const
const shortNameOf = (taxCode: string) => shortNameOn(seedTaxCodes, taxCode, day('2026-08-20'))?.shortName

test('a corrected invoice reverses the old one in full and has its amount', () => {
  const reversed = reverse(blue, [], wrong)
  if (!reversed.ok) throw new Error(reversed.problem)
  expect(reissue(blue, [], { shortNameOf })).toEqual({ ok: true, red: reversed.invoices[0], blue: blue.lines })
  const cheaper = [row(12799), ...blue.lines.slice(1)]
  expect(reissue(blue, [], { lines: cheaper, shortNameOf })).toEqual({ ok: false, problem: 'amount-changed' })
})

test('what was reversed in part is not corrected any more', () => {
  const first = reverse(blue, [], { reason: 'returned', scope: 'lines', lines: [{ row: 1, take: 'all' }] })
  if (!first.ok) throw new Error(first.problem)
  expect(reissue(blue, first.invoices, { shortNameOf })).toEqual({ ok: false, problem: 'wrong-must-be-full' })
})

test('a dinner of March has the short name of August on its new invoice, and the old one on the red', () => {
  const march = { lines: [row(12800, { ...meal, shortName: '餐饮服务' })] }
  expect(reissue(march, [], { shortNameOf })).toMatchObject({
    red: [{ shortName: '餐饮服务' }],
    blue: [{ shortName: '生产生活服务' }],
  })
})

test('a code that is not known on the new day keeps its short name', () => {
  const march = { lines: [row(12800, { ...meal, shortName: '餐饮服务' })] }
  expect(reissue(march, [], { shortNameOf: () => undefined })).toMatchObject({ blue: [{ shortName: '餐饮服务' }] })
})
