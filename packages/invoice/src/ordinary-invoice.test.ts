import { expect, test } from 'vitest'
import { bread, meal } from '../test/lines.ts'
import { day } from './day.ts'
import type { Taxation } from './invoice.ts'
import { ordinaryInvoiceProblems } from './ordinary-invoice.ts'
import { invoiceProblems } from './problems.ts'
import { parseTaxation } from './taxation.ts'

const today = day('2026-11-26')
const sold = (taxCode: string, tax: string) => ({ taxCode, taxation: parseTaxation(tax) as Taxation })

const card = sold('6010000000000000000', 'outside-scope')
const parking = sold('3040502020200000000', '9%')
const petrol = sold('1070101010100000000', '13%')
const necklace = sold('1060509010000000000', '13%')
const eggs = sold('1010303020100000000', 'exempt')
const home = sold('3040502020000000000', '1.5% reduced')
const lottery = sold('6060000000000000000', 'outside-scope')

test.each([
  ['meals, bread and exempt eggs', [meal, bread, eggs], []],
  ['a prepaid card by itself', [card, card], []],
  ['a rate that this code may not have, as far as we know', [sold(meal.taxCode, '13%')], []],
  [
    'a rate that nobody has',
    [meal, sold(meal.taxCode, '4%'), sold(meal.taxCode, '17%')],
    [
      ['rate-not-in-force', 1],
      ['rate-not-in-force', 2],
    ],
  ],
  ['parking', [meal, parking], [['parking-unsupported', 1]]],
  ['a lease at the reduced rate', [home], [['lease-unsupported', 0]]],
  [
    'fuel, and jewellery',
    [petrol, bread, necklace],
    [
      ['fuel-unsupported', 0],
      ['gold-unsupported', 2],
    ],
  ],
  ['a prepaid card with a meal', [meal, card], [['prepaid-card-not-alone', 1]]],
  ['a prepaid card that is taxed', [sold(card.taxCode, '6%')], [['must-be-outside-scope', 0]]],
  ['what is outside the scope with a meal', [meal, lottery], [['outside-scope-mixed', 1]]],
] as const)('%s: %j %j', (_, lines, expected) => {
  const problems = ordinaryInvoiceProblems(lines, today)
  expect(problems.map(({ problem, line }) => [problem, line])).toEqual(expected)
  for (const { problem } of problems) expect(invoiceProblems[problem].zh).toMatch(/请|不能|必须/)
})
