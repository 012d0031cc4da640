import { expect, test } from 'vitest'
import { taxed } from '../test/lines.ts'
import { parseDecimal } from './decimal.ts'
import { fitLines } from './fit-lines.ts'
import { type Line, lineFromGross, lineProblems, totals } from './line.ts'
import { fen } from './money.ts'

const sweet = { name: '糖果', taxCode: '1030202010000000000', taxation: taxed(600), quantity: parseDecimal('2') }
const many = (gross: number): Line[] =>
  Array.from({ length: 2000 }, () => lineFromGross({ ...sweet, gross: fen(gross) }))

test('an order whose rounding breaks the total is fitted, and not a fen of what was paid changes', () => {
  const lines = many(62)
  expect(lineProblems(lines)).toEqual([{ problem: 'total-tax-off' }])
  const fitted = fitLines(lines)
  expect(lineProblems(fitted)).toEqual([])
  expect(totals(fitted).gross).toBe(totals(lines).gross)
  expect(fitted.map(({ gross, quantity, unitPrice }) => [gross, quantity, unitPrice])).toEqual(
    lines.map(({ gross, quantity, unitPrice }) => [gross, quantity, unitPrice]),
  )
})

test('lines that are in order stay as they are', () => {
  const lines = many(106)
  expect(fitLines(lines)).toEqual(lines)
})
