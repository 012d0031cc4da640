import { fen, lineFromGross, parseDecimal, parseTaxpayerId, rate, totals } from '@mashang/invoice'
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
    rate: rate(1300),
    gross,
    quantity: parseDecimal(quantity),
  })
  const request = { requestNumber: 'A'.repeat(20), kind: 'general', seller, drawer: '林晓' } as const
  const buyer = { kind: 'individual', name: '王小明' } as const
  const order = orderFrom({ ...request, buyer, lines: [line], totals: totals([line]) }, new Date())
  expect(order.invoiceDetail).toMatchObject([{ num: quantity, price }])
})
