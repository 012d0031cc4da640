import { expect, test } from 'vitest'
import { row } from '../test/lines.ts'
import type { Invoice } from './invoice.ts'
import { bureauTextLimits, starredName, type TextLimits, textProblems } from './text-limits.ts'

const invoice: Invoice = {
  number: '99990000000000000001',
  issuedAt: '2026-11-23 14:05:09',
  kind: 'general',
  seller: { name: '海边小馆', taxpayerId: '91990000MA0AAAA1XB' },
  buyer: { name: '林夏（个人）' },
  lines: [row(12800)],
  drawer: '周末',
  taxpayerType: 'general',
  bureau: { code: '14400', name: '广东' },
  origin: { kind: 'sample' },
}

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

test('a remark has 450 of room on a blue invoice, and 382 on a red one, its facts of the reversal included', () => {
  expect(textProblems({ ...invoice, remark: 'a'.repeat(450) })).toEqual([])
  expect(textProblems({ ...invoice, remark: 'a'.repeat(451) })).toMatchObject([{ field: 'remark', length: 451 }])
  const facts = 33 + 20 + 1 + 36 + 20
  expect(textProblems({ ...invoice, reverses, remark: 'a'.repeat(382 - facts - 1) })).toEqual([])
  expect(textProblems({ ...invoice, reverses, remark: 'a'.repeat(382 - facts) })).toMatchObject([{ length: 383 }])
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
  // They all stand in the remark too, which has a limit of its own.
  const beside = textProblems(paid).filter(({ field }) => field !== 'remark')
  expect(beside.map(({ field, most }) => [field, most])).toEqual([
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
