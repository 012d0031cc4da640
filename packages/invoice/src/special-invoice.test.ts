import { expect, test } from 'vitest'
import { linesNotDeductible, specialInvoiceProblem } from './special-invoice.ts'

test.each([
  ['a company', { name: '上海示例有限公司', taxpayerId: '91990000MA0AAAA1XB' }, undefined],
  ['whoever gives no id', { name: '示例中学' }, 'special-without-taxpayer-id'],
  ['a person', { name: '王小明（个人）', taxpayerId: '11010519491231002X' }, 'special-to-individual'],
])('a special invoice to %s', (_, buyer, problem) => {
  expect(specialInvoiceProblem({ kind: 'special', buyer })?.problem).toBe(problem)
  expect(specialInvoiceProblem({ kind: 'general', buyer })).toBeUndefined()
})

test('a meal and a haircut cannot be deducted, a printer can', () => {
  const codes = ['3070401000000000000', '1090512020000000000', '3070599000000000000']
  expect(linesNotDeductible(codes.map((taxCode) => ({ taxCode })))).toEqual([0, 2])
})
