import {
  fen,
  lineFromGross,
  parseDecimal,
  parseTaxation,
  parseTaxpayerId,
  rate,
  type Taxation,
  totals,
} from '@mashang/invoice'
import { expect, test } from 'vitest'
import { orderFrom } from './order.ts'

const taxpayerId = parseTaxpayerId('91990000MA0AAAA1XB', 'strict') ?? ''
const seller = { name: '蓝湖餐饮', taxpayerId, address: '深圳市南山区', phone: '0755-86000100' }

test.each([
  ['12.345', '1524064.32', '123456'],
  ['0.00000001', '0.12', '12000000'],
  ['3', '94.34', '31.44666667'],
])('a quantity of %s for %s goes with its unit price %s', (quantity, yuan, price) => {
  const gross = fen(Math.round(Number(yuan) * 100))
  const line = lineFromGross({
    name: '面料',
    taxCode: '1040201990000000000',
    taxation: { kind: 'taxed', rate: rate(1300) },
    gross,
    quantity: parseDecimal(quantity),
  })
  const request = { requestNumber: 'A'.repeat(20), kind: 'general', seller, drawer: '林晓' } as const
  const buyer = { kind: 'individual', name: '王小明' } as const
  const order = orderFrom({ ...request, buyer, lines: [line], totals: totals([line]) }, new Date())
  expect(order.invoiceDetail).toMatchObject([{ num: quantity, price }])
})

test.each([
  ['13%', { taxRate: '0.13' }, '13.00'],
  ['1%', { taxRate: '0.01' }, '1.12'],
  ['3% simplified', { taxRate: '0.03', favouredPolicyFlag: '08' }, '3.29'],
  ['3% simplified-01', { taxRate: '0.03', favouredPolicyFlag: '01' }, '3.29'],
  ['5% simplified', { taxRate: '0.05', favouredPolicyFlag: '09' }, '5.38'],
  ['1.5% reduced', { taxRate: '0.015', favouredPolicyFlag: '10' }, '1.67'],
  ['exempt', { taxRate: '0', favouredPolicyFlag: '03' }, '0.00'],
  ['outside-scope', { taxRate: '0', favouredPolicyFlag: '04' }, '0.00'],
  ['zero-rated', { taxRate: '0' }, '0.00'],
])('a line that is %s says so in the words of a 数电票', (text, fields, tax) => {
  const taxation = parseTaxation(text) as Taxation
  const line = lineFromGross({ name: '鸡蛋', taxCode: '1010303020100000000', taxation, gross: fen(113_00) })
  const buyer = { kind: 'individual', name: '王小明' } as const
  const request = { requestNumber: 'A'.repeat(20), kind: 'general', seller, drawer: '林晓', buyer } as const
  const [detail] = orderFrom({ ...request, lines: [line], totals: totals([line]) }, new Date()).invoiceDetail
  expect(detail).toMatchObject({ ...fields, tax, taxIncludedAmount: '113.00' })
  expect(detail).not.toHaveProperty('zeroRateFlag')
  if (!('favouredPolicyFlag' in fields)) expect(detail).not.toHaveProperty('favouredPolicyFlag')
})
