import { expect, test } from 'vitest'
import type { Buyer } from './buyer.ts'
import { linesNotDeductible, specialInvoiceProblem } from './special-invoice.ts'
import { parseTaxpayerId } from './taxpayer-id.ts'

const taxpayerId = parseTaxpayerId('91990000MA0AAAA1XB', 'strict')
if (!taxpayerId) throw new Error('the id of this test is none')

test.each<[string, Buyer, string | undefined]>([
  ['a company', { kind: 'enterprise', name: '上海示例有限公司', taxpayerId }, undefined],
  ['an institution with an id', { kind: 'institution', name: '示例中学', taxpayerId }, undefined],
  ['an institution without one', { kind: 'institution', name: '示例中学' }, 'special-without-taxpayer-id'],
  ['a person', { kind: 'individual', name: '王小明' }, 'special-to-individual'],
])('a special invoice to %s', (_, buyer, problem) => {
  expect(specialInvoiceProblem(buyer)?.problem).toBe(problem)
})

test('a meal and a haircut cannot be deducted, a printer can', () => {
  const codes = ['3070401000000000000', '1090512020000000000', '3070599000000000000']
  expect(linesNotDeductible(codes.map((taxCode) => ({ taxCode })))).toEqual([0, 2])
})
