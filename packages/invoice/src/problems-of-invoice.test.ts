import { expect, test } from 'vitest'
import { anInvoice as blue, decimal, row, taxed } from '../test/lines.ts'
import type { Invoice } from './invoice.ts'
import { problemsOfInvoice } from './problems-of-invoice.ts'
import { reverse } from './reversal.ts'
import { bureauTextLimits } from './text-limits.ts'

const reverses = { number: blue.number, confirmation: '99000026110000000001', reason: 'wrong' } as const

function red(changes: Partial<Invoice> = {}): Invoice {
  const reversed = reverse(blue, [], { reason: 'wrong', scope: 'all' })
  if (!reversed.ok) throw new Error(reversed.problem)
  return { ...blue, reverses, lines: reversed.invoices.flat(), ...changes }
}

test('nothing is wrong with an ordinary invoice, nor with the one that reverses it', () => {
  expect(problemsOfInvoice(blue)).toEqual([])
  expect(problemsOfInvoice(red())).toEqual([])
})

test('everything that is wrong is told, whatever it is', () => {
  const petrol = { taxCode: '1070101010100000000', unit: '桶', taxation: taxed(1300) }
  const wrong: Invoice = {
    ...blue,
    kind: 'special',
    lines: [
      row(12800, { ...petrol, name: '' }),
      { ...row(100, { ...petrol, taxation: taxed(600) }), gross: row(99).gross },
    ],
    business: { kind: 'fuel' },
  }
  expect(problemsOfInvoice(wrong)).toEqual([
    { problem: 'special-to-individual' },
    { problem: 'rate-not-allowed', line: 1 },
    { problem: 'fuel-unit', line: 0 },
    { problem: 'fuel-unit', line: 1 },
    { problem: 'gross-is-not-net-plus-tax', line: 1 },
    { problem: 'missing', field: 'lines.0.name' },
  ])
})

test('a red invoice is judged as a whole too, but not its rates, which are those of another day', () => {
  expect(problemsOfInvoice(red({ kind: 'special', drawer: '' }))).toEqual([
    { problem: 'special-to-individual' },
    { problem: 'missing', field: 'drawer' },
  ])
  expect(problemsOfInvoice(red({ lines: blue.lines }))).toEqual([{ problem: 'not-negative', line: 0 }])
  expect(problemsOfInvoice(red({ business: { kind: 'real-estate-lease' } }))).toEqual([
    { problem: 'business-mixed', line: 0 },
  ])
  const once = row(-1700, { taxation: taxed(1700) })
  expect(problemsOfInvoice(red({ lines: [once] }))).toEqual([])
})

test('rates are judged from the first day that we know, all else on every day', () => {
  const exempt = row(100, { taxation: { kind: 'exempt' } })
  const early: Invoice = {
    ...blue,
    issuedAt: '2025-12-31 23:59:59',
    lines: [exempt, row(1700, { taxation: taxed(1700) })],
  }
  expect(problemsOfInvoice(early)).toEqual([])
  const special: Invoice = { ...early, kind: 'special', buyer: { name: '甲', taxpayerId: '91990000MA0AAAA1XB' } }
  expect(problemsOfInvoice(special)).toEqual([{ problem: 'exempt-on-special', line: 0 }])
})

test.each([
  ['a quantity of nothing', { quantity: decimal('0'), netUnitPrice: decimal('1') }],
  ['a price of nothing', { quantity: decimal('1'), netUnitPrice: decimal('0') }],
])('%s is told, though within a fen', (_, counted) => {
  expect(problemsOfInvoice({ ...blue, lines: [row(1, counted)] })).toEqual([{ problem: 'counted-as-zero', line: 0 }])
})

test('what is known of the seller, and the limits of a channel, are kept too', () => {
  const liquor = { ...blue, lines: [row(100, { taxCode: '1030302000000000000', taxation: taxed(1300) })] }
  expect(problemsOfInvoice(liquor)).toEqual([])
  expect(problemsOfInvoice(liquor, { listedForLiquor: true })).toEqual([
    { problem: 'liquor-barcode-unsupported', line: 0 },
  ])
  const narrow = { ...bureauTextLimits, drawer: 3 }
  expect(problemsOfInvoice(blue, {}, narrow)).toMatchObject([{ problem: 'too-long', field: 'drawer' }])
})
