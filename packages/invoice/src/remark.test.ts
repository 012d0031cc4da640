import { expect, test } from 'vitest'
import { row } from '../test/lines.ts'
import { remarkInXml, remarkOnFace } from './remark.ts'

const seller = { name: '海边小馆', taxpayerId: '91990000MA0AAAA1XB', bank: '海岸银行', account: '6222' }
const buyer = { name: '青屿云图', bank: '青屿银行', account: '1001' }

test('an invoice without anything to say has an empty remark', () => {
  expect(remarkOnFace({ lines: [], seller, buyer })).toBe('')
  expect(remarkOnFace({ lines: [], seller, buyer, remark: ' \n' })).toBe('')
})

test('everything stands in the order of the rules, what has its own row on its own row', () => {
  const remark = remarkOnFace({
    lines: [],
    seller,
    buyer,
    reverses: { number: '99990000000000000001', confirmation: '99000026110000000001' },
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

test('the XML says only what has no element of its own', () => {
  const lease = { address: '云栖路1号', from: '2026-11-01', to: '2026-11-30', crossRegion: false }
  const invoice = {
    lines: [row(100, { lease })],
    business: { kind: 'real-estate-lease' } as const,
    seller,
    buyer,
    reverses: { number: '99990000000000000001', confirmation: '99000026110000000001' },
    remark: '订单 20261123-7\n三楼',
    payments: [{ channel: '010', transaction: '4200001' }] as const,
  }
  const [red = '', ...written] = remarkInXml(invoice).split('\n')
  expect([red, ...written]).toEqual([
    '被红冲蓝字数电票号码：99990000000000000001 红字发票信息确认单编号：99000026110000000001',
    '订单 20261123-7',
    '三楼',
  ])
  expect(remarkOnFace(invoice).split('\n')).toEqual([
    `${red};    不动产地址:云栖路1号;    租赁期起止:2026-11-01 2026-11-30;    跨地（市）标志:否`,
    ...written,
    '支付渠道:微信支付;    交易单号:4200001;',
  ])
})

test('trips stand below what a red invoice takes back, each on its own row', () => {
  const trip = { date: '2026-11-23', departure: '南宁', destination: '桂林', vehicle: '公路客运' }
  const trips = [{ ...trip, traveller: '林夏', idNumber: '11010519491231002X', grade: '二等' }, trip]
  const reverses = { number: '99990000000000000001', confirmation: '99000026110000000001' }
  const business = { kind: 'passenger-transport', trips } as const
  expect(remarkOnFace({ lines: [], seller, buyer, reverses, business, remark: '三楼' }).split('\n')).toEqual([
    '被红冲蓝字数电票号码：99990000000000000001 红字发票信息确认单编号：99000026110000000001',
    '出行人:林夏;    有效身份证件号:11010519491231002X;    出行日期:2026-11-23;    出发地:南宁;    到达地:桂林;    等级:二等;    交通工具类型:公路客运',
    '出行日期:2026-11-23;    出发地:南宁;    到达地:桂林;    交通工具类型:公路客运',
    '三楼',
  ])
})

test('banks stand there only when asked for, and only as far as known', () => {
  expect(remarkOnFace({ lines: [], seller, buyer, banksInRemark: { seller: false, buyer: true } })).toBe(
    '购方开户银行:青屿银行;    银行账号:1001;',
  )
  const noAccount = { ...seller, account: undefined }
  expect(
    remarkOnFace({ lines: [], seller: noAccount, buyer: { name: '无' }, banksInRemark: { seller: true, buyer: true } }),
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
  expect(remarkOnFace({ lines: [row(1000, { lease })], business: { kind: 'real-estate-lease' }, seller, buyer })).toBe(
    '不动产地址:浙江省杭州市云栖路1号;    租赁期起止:2026-11-23 08:00 2026-11-23 10:30;    跨地（市）标志:否;    车牌号:浙A12345、浙A54321',
  )
})
