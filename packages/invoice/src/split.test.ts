import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bread, decimal, pair, row, taxed } from '../test/lines.ts'
import { parts } from '../test/parts.ts'
import { checkBusiness } from './check-business.ts'
import type { InvoiceLine } from './invoice.ts'
import { blueLineProblems } from './invoice-lines.ts'
import { leasesOf } from './lease.ts'
import { totals } from './line.ts'
import { fen } from './money.ts'
import { type SplitLimits, splitInvoice } from './split.ts'
import { rate } from './tax.ts'

function groups(rows: InvoiceLine[], limits: SplitLimits) {
  const result = splitInvoice(rows, limits)
  if (!result.ok) throw new Error(result.problem)
  return result.groups
}

function nets(split: InvoiceLine[][]): number[] {
  return split.map((group) => totals(group).net)
}

test('what fits stays one invoice', () => {
  const rows = [row(12800), ...pair(100, 10)]
  expect(groups(rows, {})).toEqual([rows])
})

test('rows are distributed in their order, and a discount stays with its line', () => {
  const rows = [row(100), ...pair(100, 10), row(200)]
  expect(groups(rows, { lines: 2 })).toEqual([[rows[0]], [rows[1], rows[2]], [rows[3]]])
  expect(groups(rows, { lines: 3 })).toEqual([rows.slice(0, 3), [rows[3]]])
})

test('a lease goes with its line, whole or cut', () => {
  const at = (address: string) => ({ address, from: '2026-11-01', to: '2026-11-30', crossRegion: false })
  const rows = [
    row(100, { lease: at('一号') }),
    ...pair(100, 10, { lease: at('二号') }),
    row(300, { lease: at('三号') }),
  ]
  const split = groups(rows, { lines: 2, netFen: fen(150) })
  expect(split.map((group) => leasesOf(group).map(({ address }) => address))).toEqual([
    ['一号'],
    ['二号'],
    ['三号'],
    ['三号'],
  ])
})

test('no invoice has more net than it may', () => {
  const rows = [row(10600), row(10600), row(5300)]
  expect(groups(rows, { netFen: fen(20000) }).map((group) => totals(group).net)).toEqual([20000, 5000])
  expect(groups(rows, { netFen: fen(15000) }).map((group) => totals(group).net)).toEqual([10000, 15000])
})

test('a line that is too large is cut by whole pieces', () => {
  const phones = row(1_130_000, { ...bread, quantity: decimal('10'), netUnitPrice: decimal('1000'), unit: '台' })
  const parts = groups([phones], { netFen: fen(400_000) })
  expect(parts.map((group) => group.map(({ quantity, net, netUnitPrice }) => [quantity, net, netUnitPrice]))).toEqual([
    [['4', 400_000, '1000']],
    [['4', 400_000, '1000']],
    [['2', 200_000, '1000']],
  ])
})

test('where one piece is too large, the piece is cut, so that its price still agrees', () => {
  const house = row(1_090_000, { taxation: taxed(900), quantity: decimal('1'), netUnitPrice: decimal('10000') })
  expect(
    groups([house], { netFen: fen(300_000) })
      .flat()
      .map(({ quantity, netUnitPrice, net, tax }) => [quantity, netUnitPrice, net, tax]),
  ).toEqual([...Array(3).fill(['0.3', '10000', 300_000, 27_000]), ['0.1', '10000', 100_000, 9_000]])

  const petrol = { taxCode: '1070101010100000000', unit: '升', taxation: taxed(1300) }
  const litre = row(786, { ...petrol, quantity: decimal('1'), netUnitPrice: decimal('6.96') })
  const parts = groups([litre], { netFen: fen(400) })
  expect(parts.map(([line]) => line?.quantity)).toEqual(['0.5', '0.5'])
  for (const lines of parts) expect(checkBusiness({ kind: 'general', lines, business: { kind: 'fuel' } })).toEqual([])
})

test('where there is no quantity the amount is cut', () => {
  const service = row(1_060_000)
  expect(nets(groups([service], { netFen: fen(300_000) }))).toEqual([300_000, 300_000, 300_000, 100_000])
})

test('a quantity that cannot be cut as finely as the channel writes is dropped, and that is told', () => {
  const limits = { price: { significant: 15, decimals: 0, characters: 16 }, netFen: fen(60) }
  const pin = row(106, { quantity: decimal('1'), netUnitPrice: decimal('1') })
  const split = splitInvoice([row(106), pin], { ...limits, netFen: fen(60) })
  expect(split).toMatchObject({ ok: true, notes: [{ note: 'quantity-dropped', line: 1 }] })
  expect(split.ok && split.groups.flat().every(({ quantity }) => quantity === undefined)).toBe(true)
})

test('a line that is cut fills the room there is, so that no invoice is needed more than must be', () => {
  expect(nets(groups([row(43_460), row(40_280)], { netFen: fen(40_000) }))).toEqual([40_000, 39_000])
  expect(nets(groups([row(10_600), row(84_800)], { netFen: fen(40_000) }))).toEqual([40_000, 40_000, 10_000])
})

test('a discount of a line that is cut is netted first', () => {
  const parts = groups(pair(212_000, 1_060), { netFen: fen(100_000) }).flat()
  expect(parts.map(({ role, net }) => [role, net])).toEqual([
    ['normal', 100_000],
    ['normal', 99_000],
  ])
})

test('what may not stand together goes on invoices of its own, each in its order', () => {
  const outside = { taxation: { kind: 'outside-scope' } as const }
  const card = row(100, { ...outside, taxCode: '6010000000000000000' })
  const water = row(100, { ...outside, taxCode: '6110000000000000000' })
  const deposit = row(100, { ...outside, taxCode: '6120000000000000000' })
  const petrol = row(100, { taxCode: '1070101010100000000', taxation: taxed(1300) })
  const taxi = row(100, { taxCode: '3010101020203000000', taxation: taxed(900) })
  const rent = (address: string, taxation = taxed(900)) =>
    row(100, {
      taxCode: '3040502020400000000',
      taxation,
      lease: { address, from: '2026-11-01', to: '2026-11-30', crossRegion: false },
    })
  const reduced = { kind: 'taxed', rate: rate(150), relief: 'reduced-1.5' } as const
  const [here, there, home] = [rent('广东省深圳市1号'), rent('湖南省长沙市1号'), rent('广东省深圳市2号', reduced)]
  const [meal, loaf] = [row(100), row(100, bread)]
  const rows = [meal, card, petrol, here, there, loaf, home, deposit, water, taxi, here]
  expect(groups(rows, {})).toEqual([
    [meal, loaf, water, taxi],
    [card],
    [petrol],
    [here, here],
    [there],
    [home],
    [deposit],
  ])
})

test('5,000 products at two rates are split about as fast as 5,000 of one', () => {
  const rows = Array.from({ length: 5000 }, (_, i) =>
    row(11300, { taxCode: String(1010100000000000000n + BigInt(i) * 100n), taxation: taxed(i % 2 ? 900 : 1300) }),
  )
  const started = performance.now()
  expect(groups(rows, {})).toHaveLength(1)
  // Some 0.1 s on a slow machine; pair by pair it was half a minute.
  expect(performance.now() - started).toBeLessThan(1500)
})

test('a long invoice is fitted rather than split', () => {
  expect(groups(Array(2000).fill(row(62)), {})).toHaveLength(1)
})

test('what fitting adds to net counts against the limit and the quota', () => {
  const rows = Array(2000).fill(row(62))
  const net = totals(rows).net
  const split = groups(rows, { netFen: net })
  expect(split.map(({ length }) => length)).toEqual([1000, 1000])
  expect(split.flatMap(blueLineProblems)).toEqual([])
  const reached = splitInvoice(rows, { quota: net })
  if (!reached.ok) throw new Error(reached.problem)
  expect(totals(reached.groups.flat()).net).toBeLessThanOrEqual(net)
  expect(reached.later.length).toBeGreaterThan(0)
  expect(reached.later.length).toBeLessThan(50)
  expect(splitInvoice(rows.slice(0, 200), { quota: totals(rows.slice(0, 200)).net })).toMatchObject({ later: [] })
})

test('what the quota reaches is issued now, and the rest later', () => {
  const [a, b, c] = [row(5300), row(3180), row(2120)]
  expect(splitInvoice([a, b, c], { quota: fen(8000) })).toEqual({ ok: true, groups: [[a, b]], later: [c], notes: [] })
  const service = splitInvoice([row(10_600), row(106)], { quota: fen(8000) })
  expect(service).toMatchObject({ ok: true, groups: [[{ net: 8000, tax: 480 }]], later: [{ net: 2000 }, { net: 100 }] })
})

test('goods wait for quota in whole pieces', () => {
  const phones = row(1_130_000, { ...bread, quantity: decimal('10'), netUnitPrice: decimal('1000'), unit: '台' })
  expect(splitInvoice([phones], { quota: fen(350_000) })).toMatchObject({
    ok: true,
    groups: [[{ quantity: '3', net: 300_000 }]],
    later: [{ quantity: '7', net: 700_000 }],
  })
  expect(splitInvoice([phones], { quota: fen(99_999) })).toEqual({ ok: false, problem: 'quota-exceeded' })
})

test.each<[string, InvoiceLine[], SplitLimits, object]>([
  ['nothing', [], {}, { problem: 'no-lines' }],
  ['anything without quota', [row(10600), row(106)], { quota: fen(0) }, { problem: 'quota-exceeded' }],
  ['a line for invoices of a fen', [row(1), row(100_000)], { netFen: fen(1) }, { problem: 'line-too-large', line: 1 }],
  ['a line for invoices of nothing', [row(100)], { netFen: fen(0) }, { problem: 'line-too-large', line: 0 }],
  ['anything onto invoices without lines', [row(100)], { lines: 0 }, { problem: 'line-too-large', line: 0 }],
])('splitting %s is refused', (_, rows, limits, refusal) => {
  expect(splitInvoice(rows, limits)).toEqual({ ok: false, ...refusal })
})

test('what is outside the scope of tax uses no quota, unless its code begins with 6', () => {
  const outside = (taxCode: string) => row(100_000, { taxCode, taxation: { kind: 'outside-scope' } })
  const quota = fen(0)
  expect(splitInvoice([outside('3030000000000000000')], { quota })).toMatchObject({ ok: true, later: [] })
  expect(splitInvoice([outside('6010000000000000000')], { quota })).toEqual({ ok: false, problem: 'quota-exceeded' })
  expect(splitInvoice([row(106)], { quota: fen(100) })).toMatchObject({ ok: true, later: [] })
})

const basis = fc.constantFrom(100, 150, 600, 900, 1300)
const drawn = fc.record({
  gross: fc.oneof(fc.integer({ min: 100, max: 5000 }), fc.integer({ min: 1000, max: 1e8 })),
  basis,
  off: fc.option(parts(0.01, 0.9), { nil: undefined }),
  quantity: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
})
const limits = fc.record({
  lines: fc.option(fc.integer({ min: 2, max: 10 }), { nil: undefined }),
  netFen: fc.option(fc.integer({ min: 100_000, max: 1e7 }).map(fen), { nil: undefined }),
  quota: fc.option(fc.integer({ min: 0, max: 1e8 }).map(fen), { nil: undefined }),
})

test('however it is split, every invoice is in order and within limits, and the sums are exact', () => {
  fc.assert(
    fc.property(fc.array(drawn, { minLength: 1, maxLength: 12 }), limits, (list, within) => {
      const rows = list.flatMap(({ gross, basis, off, quantity }) => {
        const taxation = taxed(basis)
        const counted = row(gross, { taxation })
        const price = quantity === undefined ? undefined : decimal((counted.net / quantity / 100).toFixed(8))
        const rest =
          price === undefined ? { taxation } : { taxation, quantity: decimal(String(quantity)), netUnitPrice: price }
        return off === undefined ? [row(gross, rest)] : pair(gross, Math.max(2, Math.floor(gross * off)), rest)
      })
      if (blueLineProblems(rows).length > 0) throw new Error(`bad draw ${JSON.stringify(blueLineProblems(rows))}`)
      const result = splitInvoice(rows, within)
      if (!result.ok) return result.problem === 'quota-exceeded'
      const { groups: split, later } = result
      if (totals(split.flat()).net > (within.quota ?? 1e12)) throw new Error('more than the quota')
      const problems = split.flatMap(blueLineProblems)
      if (problems.length > 0) throw new Error(JSON.stringify(problems))
      for (const group of split) {
        if (group.length > (within.lines ?? 5000)) throw new Error('too many lines')
        if (totals(group).net > (within.netFen ?? 1e12)) throw new Error('too much net')
      }
      if (JSON.stringify(totals([...split.flat(), ...later])) !== JSON.stringify(totals(rows)))
        throw new Error('sums differ')
      return true
    }),
    { numRuns: 10_000 },
  )
})
