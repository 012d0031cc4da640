import { expect, test } from 'vitest'
import { row } from '../test/lines.ts'
import { remarkOf } from './remark.ts'

const seller = { name: '海边小馆', taxpayerId: '91990000MA0AAAA1XB', bank: '海岸银行', account: '6222' }
const buyer = { name: '青屿云图', bank: '青屿银行', account: '1001' }

test('an invoice without anything to say has an empty remark', () => {
  expect(remarkOf({ lines: [], seller, buyer })).toBe('')
  expect(remarkOf({ lines: [], seller, buyer, remark: ' \n' })).toBe('')
})

test('everything stands in the order of the rules, what has its own row on its own row', () => {
  const remark = remarkOf({
    lines: [],
    seller,
    buyer,
    reverses: { number: '99990000000000000001', confirmation: '99000026110000000001', reason: 'wrong' },
    banksInRemark: { seller: true, buyer: true },
    remark: '订单 20261123-7',
    payee: '林夏',
    reviewer: '周末',
    payments: [{ channel: '010', transaction: '4200001' }],
  })
  expect(remark.split('\n')).toEqual([
    '被红冲蓝字数电票号码：99990000000000000001 红字发票信息确认单编号：99000026110000000001',
    '购方开户银行:青屿银行;    银行账号:1001;',
    '销方开户银行:海岸银行;    银行账号:6222;',
    '订单 20261123-7',
    '收款人:林夏;    复核人:周末;',
    '支付渠道:微信支付;    交易单号:4200001;',
  ])
})

test('banks stand there only when asked for, and only as far as known', () => {
  expect(remarkOf({ lines: [], seller, buyer, banksInRemark: { seller: false, buyer: true } })).toBe(
    '购方开户银行:青屿银行;    银行账号:1001;',
  )
  const noAccount = { ...seller, account: undefined }
  expect(
    remarkOf({ lines: [], seller: noAccount, buyer: { name: '无' }, banksInRemark: { seller: true, buyer: true } }),
  ).toBe('销方开户银行:海岸银行;')
})

test('a lease says where, when and which cars', () => {
  const lease = {
    address: '浙江省杭州市云栖路1号',
    from: '2026-11-23 08:00',
    to: '2026-11-23 10:30',
    crossRegion: false,
    plates: ['浙A12345', '浙A54321'],
  }
  expect(remarkOf({ lines: [row(1000, { lease })], seller, buyer })).toBe(
    '不动产地址:浙江省杭州市云栖路1号;    租赁期起止:2026-11-23 08:00 2026-11-23 10:30;    跨地（市）标志:否;    车牌号:浙A12345、浙A54321',
  )
})
