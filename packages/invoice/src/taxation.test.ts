import { expect, test } from 'vitest'
import { taxed } from '../test/lines.ts'
import type { Taxation } from './invoice.ts'
import { formatTaxation, parseTaxation } from './taxation.ts'

test.each<[string, Taxation]>([
  ['6%', taxed(600)],
  ['0.06', taxed(600)],
  ['1.5%', taxed(150)],
  ['0%', { kind: 'zero-rated' }],
  ['0', { kind: 'zero-rated' }],
  ['0.00', { kind: 'zero-rated' }],
  ['免税', { kind: 'exempt' }],
  ['不征税', { kind: 'outside-scope' }],
])('the cell %s is read, and read again as it is printed', (cell, taxation) => {
  expect(parseTaxation(cell)).toEqual(taxation)
  expect(parseTaxation(formatTaxation(taxation))).toEqual(taxation)
})

test.each(['*', '', '60%', '免', '6'])('%j is no taxation', (cell) => {
  expect(parseTaxation(cell)).toBeUndefined()
})
