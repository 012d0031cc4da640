import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bread, decimal, pair, row, taxed } from '../test/lines.ts'
import { parts } from '../test/parts.ts'
import type { InvoiceLine } from './invoice.ts'
import { blueLineProblems } from './invoice-lines.ts'
import { totals } from './line.ts'
import { fen } from './money.ts'
import { type SplitLimits, splitInvoice } from './split.ts'

function groups(rows: InvoiceLine[], limits: SplitLimits) {
  const result = splitInvoice(rows, limits)
  if (!result.ok) throw new Error(result.problem)
  return result.groups
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

test('no invoice has more net than it may', () => {
  const rows = [row(10600), row(10600), row(5300)]
  expect(groups(rows, { netFen: fen(20000) }).map((group) => totals(group).net)).toEqual([20000, 5000])
  expect(groups(rows, { netFen: fen(15000) }).map((group) => totals(group).net)).toEqual([10000, 15000])
})

test('a line that is too large is cut by whole pieces', () => {
  const phones = row(1_130_000, { ...bread, quantity: decimal('10'), netUnitPrice: decimal('1000'), unit: '台' })
  const parts = groups([phones], { netFen: fen(400_000) })
  expect(parts.map((group) => group.map(({ quantity, net, netUnitPrice }) => [quantity, net, netUnitPrice]))).toEqual([
    [['3', 300_000, '1000']],
    [['3', 300_000, '1000']],
    [['4', 400_000, '1000']],
  ])
})

test('where one piece is too large, or there is no quantity, the amount is cut', () => {
  const house = row(1_090_000, { taxation: taxed(900), quantity: decimal('1'), netUnitPrice: decimal('10000') })
  const parts = groups([house], { netFen: fen(300_000) }).flat()
  expect(parts.map(({ quantity, net, tax }) => [quantity, net, tax])).toEqual(
    Array(4).fill([undefined, 250_000, 22_500]),
  )
})

test('pieces of less than a fen are cut by amount', () => {
  const pins = row(5, { taxation: { kind: 'exempt' }, quantity: decimal('7'), netUnitPrice: decimal('0.0071') })
  expect(
    groups([pins], { netFen: fen(1) })
      .flat()
      .map(({ net, quantity }) => [net, quantity]),
  ).toEqual(Array(5).fill([1, undefined]))
})

test('a discount of a line that is cut is netted first', () => {
  const parts = groups(pair(212_000, 1_060), { netFen: fen(100_000) }).flat()
  expect(parts.map(({ role, net }) => [role, net])).toEqual([
    ['normal', 99_500],
    ['normal', 99_500],
  ])
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
  expect(splitInvoice(rows, { quota: net })).toEqual({ ok: false, problem: 'quota-exceeded' })
  expect(splitInvoice(rows.slice(0, 200), { quota: totals(rows.slice(0, 200)).net }).ok).toBe(true)
})

test.each<[string, InvoiceLine[], SplitLimits, object]>([
  ['nothing', [], {}, { problem: 'no-lines' }],
  ['more than the quota', [row(10600), row(106)], { quota: fen(10099) }, { problem: 'quota-exceeded' }],
  ['a line for invoices of a fen', [row(1), row(100_000)], { netFen: fen(1) }, { problem: 'line-too-large', line: 1 }],
  ['a line for invoices of nothing', [row(100)], { netFen: fen(0) }, { problem: 'line-too-large', line: 0 }],
  ['anything onto invoices without lines', [row(100)], { lines: 0 }, { problem: 'line-too-large', line: 0 }],
])('splitting %s is refused', (_, rows, limits, refusal) => {
  expect(splitInvoice(rows, limits)).toEqual({ ok: false, ...refusal })
})

test('what is outside the scope of tax uses no quota', () => {
  const card = row(100_000, { taxCode: '6010000000000000000', taxation: { kind: 'outside-scope' } })
  expect(splitInvoice([card], { quota: fen(0) }).ok).toBe(true)
  expect(splitInvoice([row(106)], { quota: fen(100) }).ok).toBe(true)
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
      const split = groups(rows, within)
      const problems = split.flatMap(blueLineProblems)
      if (problems.length > 0) throw new Error(JSON.stringify(problems))
      for (const group of split) {
        if (group.length > (within.lines ?? 5000)) throw new Error('too many lines')
        if (totals(group).net > (within.netFen ?? 1e12)) throw new Error('too much net')
      }
      if (JSON.stringify(totals(split.flat())) !== JSON.stringify(totals(rows))) throw new Error('sums differ')
    }),
    { numRuns: 10_000 },
  )
})
