import { expect, test } from 'vitest'
import { anInvoice as invoice, row } from '../test/lines.ts'
import type { Invoice } from './invoice.ts'
import { bureauTextLimits, remarkCut, starredName, type TextLimits, textProblems } from './text-limits.ts'

const reverses = { number: '99990000000000000001', confirmation: '99000026110000000001', reason: 'wrong' } as const

test('an ordinary invoice fits', () => {
  expect(textProblems(invoice)).toEqual([])
})

test('the bureau counts an ideograph as three', () => {
  expect(textProblems({ ...invoice, buyer: { name: '长'.repeat(100) } })).toEqual([])
  expect(textProblems({ ...invoice, buyer: { name: `${'长'.repeat(100)}a` } })).toEqual([
    { problem: 'too-long', field: 'buyer.name', length: 301, most: 300 },
  ])
})

test('the free remark has 450 of room on a blue invoice, and 382 on a red one', () => {
  expect(textProblems({ ...invoice, remark: 'a'.repeat(450) })).toEqual([])
  expect(textProblems({ ...invoice, remark: '长'.repeat(151) })).toMatchObject([{ field: 'remark', length: 453 }])
  expect(textProblems({ ...invoice, reverses, remark: 'a'.repeat(382) })).toEqual([])
  expect(textProblems({ ...invoice, reverses, remark: 'a'.repeat(383) })).toMatchObject([{ length: 383, most: 382 }])
})

test('what has fields of its own takes nothing of that room: leases, payments, and banks as far as the XML has room', () => {
  const lease = {
    address: `广东省深圳市南山区${'科'.repeat(30)}路15号`,
    from: '2026-11-01',
    to: '2026-11-30',
    crossRegion: false,
  }
  const lines = Array(9).fill(row(100, { lease }))
  const business = { kind: 'real-estate-lease' } as const
  const payments = Array(9).fill({ channel: '010', transaction: '4'.repeat(40) })
  expect(textProblems({ ...invoice, lines, business, payments, remark: 'a'.repeat(450) })).toEqual([])
  expect(textProblems({ ...invoice, reverses, lines, business })).toEqual([])

  const bank = { bank: '中国工商银行杭州文三路支行', account: '1202026719900012345' }
  const withBanks: Invoice = {
    ...invoice,
    seller: { ...invoice.seller, ...bank },
    buyer: { ...invoice.buyer, ...bank },
    banksInRemark: { seller: true, buyer: true },
  }
  expect(textProblems({ ...withBanks, remark: '长'.repeat(90) })).toEqual([])
  expect(textProblems({ ...withBanks, remark: 'a'.repeat(450) })).toMatchObject([{ field: 'remarkInXml', most: 450 }])
})

test('a remark of more than six printed lines is a warning: the face cuts it', () => {
  expect(remarkCut({ ...invoice, remark: '长'.repeat(150) })).toBeUndefined()
  expect(remarkCut({ ...invoice, remark: '一\n二\n三\n四\n五\n六' })).toBeUndefined()
  const remark = '一\n二\n三\n四\n五\n六\n七'
  expect(remarkCut({ ...invoice, remark })).toEqual({ problem: 'remark-cut', lines: 7, most: 6 })
  const trip = { date: '2026-11-23', departure: '南宁', destination: '桂林', vehicle: '公路客运' }
  const trips = Array(7).fill(trip)
  expect(remarkCut({ ...invoice, business: { kind: 'passenger-transport', trips } })).toMatchObject({ lines: 7 })
  expect(textProblems({ ...invoice, remark, business: { kind: 'passenger-transport', trips } })).toEqual([])
})

test('a channel may count characters and take fewer of them', () => {
  const channel: TextLimits = { ...bureauTextLimits, counts: 'characters', line: { name: 4, unit: 2 }, party: {} }
  const lines = [row(100), row(100, { name: '红烧牛肉面', unit: '大碗装' })]
  expect(textProblems({ ...invoice, lines }, channel)).toEqual([
    { problem: 'too-long', field: 'lines.1.name', length: 5, most: 4 },
    { problem: 'too-long', field: 'lines.1.unit', length: 3, most: 2 },
  ])
})

test('the short name and its stars count', () => {
  expect(starredName(row(100))).toBe('*生产生活服务*餐费')
  const long = row(100, { name: '面'.repeat(93) })
  expect(textProblems({ ...invoice, lines: [long] })).toEqual([])
  const longer = row(100, { name: '面'.repeat(94) })
  expect(textProblems({ ...invoice, lines: [longer] })).toMatchObject([{ field: 'lines.0.starredName', length: 302 }])
})

test.each<[string, string, Partial<Invoice>]>([
  ['missing', 'seller.name', { seller: { ...invoice.seller, name: '' } }],
  ['missing', 'seller.taxpayerId', { seller: { ...invoice.seller, taxpayerId: '' } }],
  ['missing', 'buyer.name', { buyer: { name: ' ' } }],
  ['missing', 'drawer', { drawer: '' }],
  ['missing', 'lines.0.name', { lines: [row(100, { name: '' })] }],
  ['missing', 'lines.0.shortName', { lines: [row(100, { shortName: '' })] }],
  ['unprintable', 'lines.1.name', { lines: [row(100), row(100, { name: '蛋糕🎂' })] }],
  ['unprintable', 'buyer.address', { buyer: { name: '甲', address: '一号\u0007' } }],
  ['unprintable', 'remark', { remark: '三楼\n🎂' }],
  ['stars-in-name', 'lines.0.name', { lines: [row(100, { name: '*餐饮服务*蛋糕' })] }],
  ['stars-in-name', 'lines.0.shortName', { lines: [row(100, { shortName: '*餐饮服务*' })] }],
])('a text that cannot stand is told: %s, %s', (problem, field, change) => {
  expect(textProblems({ ...invoice, ...change })).toEqual([{ problem, field }])
})

test('a remark has line breaks, a name rare characters, and a specification stars', () => {
  const lines = [row(100, { name: '螺丝 M8*20 𠮷', specification: '*' })]
  expect(textProblems({ ...invoice, lines, remark: '三楼\r\n靠窗' })).toEqual([])
})

test('a short name, a lease, a trip and the number of a payment have their limits too', () => {
  const lease = {
    certificate: `粤（2019）深圳市不动产权第${'1'.repeat(13)}号`,
    address: `路${'1'.repeat(120)}`,
    from: '2026-11-01',
    to: '2026-11-30',
    crossRegion: false,
  }
  const real = { ...lease, certificate: '粤（2019）深圳市不动产权第0123456号', address: `路${'1'.repeat(119)}` }
  expect(textProblems({ ...invoice, lines: [row(100, { lease: real })] })).toEqual([])
  const lines = [row(100, { shortName: '名'.repeat(41), lease })]
  expect(textProblems({ ...invoice, lines })).toEqual([
    { problem: 'too-long', field: 'lines.0.shortName', length: 123, most: 120 },
    { problem: 'too-long', field: 'lines.0.lease.certificate', length: 29, most: 28 },
    { problem: 'too-long', field: 'lines.0.lease.address', length: 121, most: 120 },
  ])
  const long = `站${'1'.repeat(80)}`
  const trip = { traveller: '人'.repeat(21), date: '2026-11-23', departure: long, destination: long, vehicle: long }
  const paid: Invoice = {
    ...invoice,
    business: { kind: 'passenger-transport', trips: [{ ...trip, traveller: '林夏' }, trip] },
    payments: [
      { channel: '010', transaction: '4'.repeat(40) },
      { channel: '009', transaction: '4'.repeat(41) },
    ],
  }
  expect(textProblems(paid).map((each) => [each.field, 'most' in each && each.most])).toEqual([
    ['business.trips.0.departure', 80],
    ['business.trips.0.destination', 80],
    ['business.trips.0.vehicle', 80],
    ['business.trips.1.traveller', 20],
    ['business.trips.1.departure', 80],
    ['business.trips.1.destination', 80],
    ['business.trips.1.vehicle', 80],
    ['payments.1.transaction', 40],
  ])
})
