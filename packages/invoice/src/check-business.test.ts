import { expect, test } from 'vitest'
import { bread, decimal, meal, pair, row } from '../test/lines.ts'
import { checkBusiness, litresOf } from './check-business.ts'
import type { InvoiceLine, RealEstateLease, SpecialBusiness } from './invoice.ts'
import { specialBusinesses, specialBusinessOf } from './special-business.ts'

const stay: RealEstateLease = {
  address: '广东省深圳市南山区科苑路15号',
  from: '2026-11-23 08:00',
  to: '2026-11-23 10:30',
  crossRegion: false,
  plates: ['粤B12345'],
}
const parking = { name: '车辆停放服务', taxCode: '3040502020200000000', unit: '平方米', lease: stay }
const month: RealEstateLease = { ...stay, from: '2026-11-01', to: '2026-11-30', plates: [] }
const shop = { name: '房租', taxCode: '3040502020400000000', unit: '平方米', lease: month }
const petrol = { name: '92号汽油', taxCode: '1070101010100000000', unit: '升', quantity: decimal('40') }
const card = { name: '充值', taxCode: '6010000000000000000', taxation: { kind: 'outside-scope' as const } }
const taxi = { name: '客运服务费', taxCode: '3010101020203000000' }
const trip = { date: '2026-11-23', departure: '深圳', destination: '广州', vehicle: '出租车' }

function check(lines: InvoiceLine[], business?: SpecialBusiness, kind: 'general' | 'special' = 'general') {
  return checkBusiness({ kind, lines, business }).map(({ problem, line }) =>
    line === undefined ? problem : [problem, line],
  )
}

const leases: SpecialBusiness = { kind: 'real-estate-lease' }

test.each([
  ['3040502020200000000', 'parking'],
  ['3040502020400000000', 'real-estate-lease'],
  ['3040502029902000000', 'real-estate-lease'],
  ['1070101010100000000', 'fuel'],
  ['1070101030200000000', 'fuel'],
  ['6010000000000000000', 'prepaid-card'],
  ['3010101020203000000', 'passenger-transport'],
  ['1060509010000000000', 'gold'],
  ['1030302000000000000', 'liquor'],
  ['1030305000000000000', undefined],
  ['3040502019900000000', undefined],
  ['3070401000000000000', undefined],
])('%s is %s', (code, business) => {
  expect(specialBusinessOf(code)).toBe(business)
})

test.each([
  ['1070101010100000000', '', undefined],
  ['3040502020200000000', '06', 'parking'],
  ['3040502029902000000', '06', 'real-estate-lease'],
  ['3070401000000000000', '06', 'real-estate-lease'],
  ['3070401000000000000', '01', 'fuel'],
  ['3070401000000000000', '13', undefined],
  ['1060509010000000000', '', 'gold'],
  ['6010000000000000000', '', 'prepaid-card'],
])('%s labelled %j in a channel’s table is %s', (code, label, business) => {
  expect(specialBusinessOf(code, { label })).toBe(business)
})

test('ordinary sales have no rules of a business', () => {
  expect(check([row(100), row(100, bread)])).toEqual([])
  expect(check([row(100), row(100, taxi)])).toEqual([])
  expect(check([row(100), row(100, { lease: month })])).toEqual([['lease-elsewhere', 1]])
})

test('parking is issued as a lease, each line with its stay', () => {
  expect(check([row(1000, parking), ...pair(1000, 100, parking)], leases)).toEqual([])
  expect(check([row(1000, parking)])).toEqual(['business-missing'])
  expect(check([row(1000, parking)], { kind: 'fuel' })).toEqual(['business-missing'])
  expect(check([row(1000, { ...parking, lease: undefined })], leases)).toEqual([['lease-for-each-line', 0]])
  const [line, discount] = pair(1000, 100, parking) as [InvoiceLine, InvoiceLine]
  expect(check([line, { ...discount, lease: stay }], leases)).toEqual([['lease-for-each-line', 1]])
  expect(check([row(1000, parking), row(500, meal)], leases)).toEqual([['business-mixed', 1]])
})

test.each<[string, Partial<InvoiceLine>, Partial<RealEstateLease>, string]>([
  ['the exact item name', { name: '停车费' }, {}, 'parking-name'],
  ['square metres, odd as it is', { unit: '小时' }, {}, 'unit-square-metre'],
  ['a plate', {}, { plates: [] }, 'parking-plates'],
  ['at most three plates', {}, { plates: ['1', '2', '3', '4'] }, 'parking-plates'],
  ['a street or a number in its address', {}, { address: '深圳湾' }, 'lease-address'],
  ['times of day', {}, { from: '2026-11-23', to: '2026-11-23' }, 'lease-period'],
  ['times in their order', {}, { from: '2026-11-23 11:00' }, 'lease-period'],
  ['times that exist', {}, { to: '2026-11-23 24:30' }, 'lease-period'],
  ['days that exist', {}, { to: '2027-02-29 10:00' }, 'lease-period'],
])('parking needs %s', (_, line, lease, problem) => {
  expect(check([row(1000, { ...parking, ...line, lease: { ...stay, ...lease } })], leases)).toEqual([[problem, 0]])
})

test('a lease of a shop has days and no plates, and all are in one province', () => {
  const rented = (...changes: Partial<RealEstateLease>[]) =>
    check(
      changes.map((change) => row(1000, { ...shop, lease: { ...month, ...change } })),
      leases,
    )
  expect(rented({}, {})).toEqual([])
  expect(rented({ plates: ['粤B12345'] })).toEqual([['lease-plates', 0]])
  expect(rented({ from: '2026-02-28', to: '2026-02-31' })).toEqual([['lease-period', 0]])
  expect(rented({}, { address: '湖南省长沙市岳麓大道1号' })).toEqual(['lease-provinces'])
  expect(rented({}, { address: '科苑路15号' })).toEqual([])
})

test('fuel has litres or tonnes, a quantity, and no other company', () => {
  const fuel: SpecialBusiness = { kind: 'fuel' }
  expect(check([...pair(30000, 500, petrol), row(100, { ...petrol, unit: '吨' })], fuel)).toEqual([])
  expect(check([row(30000, petrol)])).toEqual(['business-missing'])
  expect(check([row(30000, { ...petrol, unit: 'L' })], fuel)).toEqual([['fuel-unit', 0]])
  expect(check([row(30000, { ...petrol, quantity: undefined })], fuel)).toEqual([['fuel-quantity', 0]])
  expect(check([row(30000, petrol), row(100)], fuel)).toEqual([['business-mixed', 1]])
})

test('no more fuel is sold than is in stock, all lines together, where the stock is known', () => {
  const invoice = { kind: 'general', lines: [row(100, petrol), row(100, petrol)], business: { kind: 'fuel' } } as const
  expect(checkBusiness(invoice, { fuelLitres: new Map([[petrol.taxCode, decimal('80')]]) })).toEqual([])
  expect(checkBusiness(invoice, { fuelLitres: new Map([[petrol.taxCode, decimal('79.99')]]) })).toEqual([
    { problem: 'fuel-stock', line: 1 },
  ])
  expect(checkBusiness(invoice, { fuelLitres: new Map() })).toHaveLength(2)
})

test('fuel that comes back needs no stock, and an allowance on it no quantity', () => {
  const back = row(-100, { ...petrol, quantity: decimal('-40') })
  const reverses = { number: '99990000000000000001', confirmation: '99000026110000000001', reason: 'returned' } as const
  const invoice = { kind: 'general', lines: [back], business: { kind: 'fuel' }, reverses } as const
  expect(checkBusiness(invoice, { fuelLitres: new Map() })).toEqual([])
  const less = { ...invoice, lines: [{ ...back, quantity: undefined }] }
  expect(checkBusiness(less)).toEqual([{ problem: 'fuel-quantity', line: 0 }])
  expect(checkBusiness({ ...less, reverses: { ...reverses, reason: 'allowance' } })).toEqual([])
})

test.each([
  ['1070101010100000000', '升', '40.25', '40.25'],
  ['1070101010300000000', '吨', '1.5', '2082'],
  ['1070101030100000000', '吨', '0.001', '1.18'],
  ['1070101020100000000', '吨', '1', '1246'],
  ['1070101020200000000', '吨', '1', '1176'],
  ['1070101040100000000', '吨', '1', '1015'],
  ['1070101050100000000', '吨', '1', undefined],
] as const)('of %s, one tonne (%s) times %s is %s litres', (code, unit, quantity, litres) => {
  expect(litresOf(code, unit, decimal(quantity))).toBe(litres)
})

test('a prepaid card stands alone, on a general invoice', () => {
  expect(check([row(100000, card), row(100, card)])).toEqual([])
  expect(check([row(100000, card), row(100)])).toEqual(['prepaid-card-not-alone'])
  expect(check([row(100000, card)], undefined, 'special')).toEqual(['prepaid-card-not-alone'])
})

test('a fare may name its trips, and then names them whole', () => {
  const trips = (...list: (typeof trip)[]): SpecialBusiness => ({ kind: 'passenger-transport', trips: list })
  expect(check([row(5000, taxi)], trips(trip))).toEqual([])
  expect(check([row(5000, taxi)], trips())).toEqual(['trip-facts'])
  expect(check([row(5000, taxi)], trips({ ...trip, destination: ' ' }))).toEqual(['trip-facts'])
  expect(check([row(5000, taxi), row(100)], trips(trip))).toEqual([['business-mixed', 1]])
})

test('gold is refused, and liquor only of makers on the list', () => {
  const gold = row(100, { taxCode: '1060509010000000000' })
  const liquor = row(100, { taxCode: '1030302000000000000' })
  expect(check([row(100), gold])).toEqual([['gold-unsupported', 1]])
  expect(check([liquor, row(100)])).toEqual([])
  expect(checkBusiness({ kind: 'general', lines: [liquor] }, { listedForLiquor: true })).toEqual([
    { problem: 'liquor-barcode-unsupported', line: 0 },
  ])
})

test('every business says where its rules are from', () => {
  expect(Object.values(specialBusinesses).every(({ source }) => source.startsWith('乐企'))).toBe(true)
})
