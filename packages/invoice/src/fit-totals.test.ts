import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal, pair, row, taxed } from '../test/lines.ts'
import { fitTotals } from './fit-totals.ts'
import type { InvoiceLine } from './invoice.ts'
import { blueLineProblems, deviationOf } from './invoice-lines.ts'
import { totals } from './line.ts'
import { fen } from './money.ts'

function fitted(rows: InvoiceLine[]) {
  const result = fitTotals(rows)
  if (!result.ok) throw new Error(result.problem)
  return result
}

test('an invoice that is in order is left as it is', () => {
  const rows = [row(12800), ...pair(100, 10)]
  expect(fitted(rows)).toEqual({ ok: true, lines: rows, moved: 0 })
})

test('of 2000 unlucky lines a few hundred are moved by a few fen, the largest first, and no gross changes', () => {
  const rows = [...Array(1990).fill(row(62)), ...Array(10).fill(row(100_000))]
  const { lines, moved } = fitted(rows)
  expect(blueLineProblems(lines)).toEqual([])
  expect(lines.slice(1990).every((line) => line.tax !== row(100_000).tax)).toBe(true)
  expect(moved).toBeLessThan(500)
  expect(lines.map(({ gross }) => gross)).toEqual(rows.map(({ gross }) => gross))
  expect(lines.every((line) => Math.abs(deviationOf(line)) <= 40_000)).toBe(true)
})

test('no more is moved than has to be', () => {
  const off = (tax: number) => row(0, { gross: fen(10000 + tax), net: fen(10000), tax: fen(tax) })
  // 1.27 and a quarter of a fen too much: a fen from the largest line is enough.
  const { lines, moved } = fitted([...Array(42).fill(off(603)), row(10_000_00), off(601)])
  expect(moved).toBe(1)
  expect(lines[42]).toEqual({ ...row(10_000_00), net: row(10_000_00).net + 1, tax: row(10_000_00).tax - 1 })
})

test('the unit price follows when net moves, or goes with its quantity', () => {
  const many = { quantity: decimal('3'), netUnitPrice: decimal('0.193333') }
  const { lines } = fitted(Array(2000).fill(row(62, many)))
  const changed = lines.filter(({ netUnitPrice }) => netUnitPrice !== many.netUnitPrice)
  expect(changed.length).toBeGreaterThan(100)
  expect(blueLineProblems(lines)).toEqual([])
})

test('lines that are off in a way that rounding is not cannot be fitted', () => {
  const off = row(0, { gross: fen(10606), net: fen(10000), tax: fen(606) })
  expect(fitTotals(Array(2000).fill(off)).ok).toBe(true)
  const untaxed = Array(30).fill(row(0, { gross: fen(107), net: fen(101), tax: fen(6), taxation: { kind: 'exempt' } }))
  expect(fitTotals(untaxed)).toEqual({ ok: false, problem: 'total-tax-off' })
})

test('whatever stands on a long invoice, it fits afterwards, to the fen', () => {
  const basis = fc.constantFrom(100, 150, 300, 600, 900, 1300)
  const kinds = fc.tuple(
    fc.integer({ min: 1, max: 5000 }),
    basis,
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 1, max: 400 }),
  )
  let long = 0
  fc.assert(
    fc.property(fc.array(kinds, { minLength: 1, maxLength: 4 }), (list) => {
      const rows = list.flatMap(([gross, basisPoints, off, times]) => {
        const taxation = taxed(basisPoints)
        return Array.from({ length: times }, () =>
          off > 0 && gross > off + 1 ? pair(gross, off, { taxation }) : [row(gross, { taxation })],
        ).flat()
      })
      // A fen off a few makes discounts of nothing but tax, which a sale would not have made.
      if (rows.length > 2000 || rows.some(({ role, net }) => role === 'discount' && net >= 0)) return
      if (blueLineProblems(rows).some(({ problem }) => problem !== 'total-tax-off')) return
      const { lines, moved } = fitted(rows)
      if (moved > 0) long++
      const problems = blueLineProblems(lines)
      if (problems.length > 0) throw new Error(JSON.stringify(problems[0]))
      if (totals(lines).gross !== totals(rows).gross) throw new Error('gross moved')
    }),
    { numRuns: 10_000 },
  )
  expect(long).toBeGreaterThan(500)
})
