import { expect, test } from 'vitest'
import { bread, meal, taxed } from '../test/lines.ts'
import type { InvoiceKind, Taxation } from './invoice.ts'
import { fen } from './money.ts'
import { rate } from './tax.ts'
import { amountsFromGross, amountsFromNet, formatTaxation, sameTaxation } from './taxation.ts'
import { treatmentDoubts, treatmentProblems } from './treatments.ts'

const exempt: Taxation = { kind: 'exempt' }
const zero: Taxation = { kind: 'zero-rated' }
const outside: Taxation = { kind: 'outside-scope' }
const reduced: Taxation = { kind: 'taxed', rate: rate(150), relief: 'reduced-1.5' }
const card = { taxCode: '6010000000000000000', taxation: outside }
const home = { taxCode: '3040502020102000000', taxation: reduced }

function problems(kind: InvoiceKind, ...lines: { taxCode: string; taxation: Taxation }[]) {
  return treatmentProblems({ kind, issuedAt: '2026-11-23 14:05:09', taxpayerType: 'general', lines })
}

test('nothing is wrong with taxed lines of several rates, on either kind of invoice', () => {
  expect(problems('general', meal, bread)).toEqual([])
  expect(problems('special', meal, bread)).toEqual([])
})

test('exempt, zero-rated and outside scope are three things, and none is a rate', () => {
  expect([exempt, zero, outside, taxed(150)].map(formatTaxation)).toEqual(['免税', '0%', '不征税', '1.5%'])
  expect(sameTaxation(exempt, zero)).toBe(false)
  expect(sameTaxation(exempt, { kind: 'exempt' })).toBe(true)
  expect(sameTaxation(taxed(150), reduced)).toBe(false)
  for (const taxation of [exempt, zero, outside]) {
    expect(amountsFromGross(fen(100), taxation)).toEqual({ gross: 100, net: 100, tax: 0 })
    expect(amountsFromNet(fen(100), taxation)).toEqual({ gross: 100, net: 100, tax: 0 })
  }
  expect(amountsFromNet(fen(12075), taxed(600))).toEqual({ gross: 12800, net: 12075, tax: 725 })
})

test('exempt lines stand on general invoices only, zero-rated ones on both', () => {
  expect(problems('general', { ...meal, taxation: exempt }, meal)).toEqual([])
  expect(problems('special', meal, { ...meal, taxation: exempt })).toEqual([{ problem: 'exempt-on-special', line: 1 }])
  expect(problems('special', { ...bread, taxation: zero })).toEqual([])
})

test('what is outside the scope stands alone, on a general invoice', () => {
  expect(problems('general', card)).toEqual([])
  expect(problems('special', card)).toEqual([{ problem: 'outside-scope-on-special', line: 0 }])
  expect(problems('general', card, meal)).toEqual([{ problem: 'outside-scope-mixed' }])
})

test('the civil aviation fund stands beside air fares and nothing else', () => {
  const fund = { ...card, taxCode: '6130000000000000000' }
  const flight = { taxCode: '3010301010100000000', taxation: taxed(900) }
  expect(problems('general', fund, flight)).toEqual([])
  expect(problems('general', fund, { ...flight, taxCode: '3010301020100000000' })).toEqual([
    { problem: 'outside-scope-mixed' },
  ])
  expect(problems('general', fund, flight, bread)).toEqual([{ problem: 'outside-scope-mixed' }])
})

test('water outside the scope stands beside anything, but brings no prepaid card with it', () => {
  const water = { ...card, taxCode: '6110000000000000000' }
  expect(problems('general', water, meal, { ...bread, taxation: exempt })).toEqual([])
  expect(problems('general', water, card)).toEqual([])
  expect(problems('general', water, card, meal)).toEqual([{ problem: 'outside-scope-mixed' }])
})

test('what telecom companies pool stands beside the calls', () => {
  const pooled = { taxCode: '3030000000000000000', taxation: outside }
  expect(problems('general', pooled, { taxCode: '3030101000000000000', taxation: taxed(900) })).toEqual([])
})

test('codes beginning with 6 are outside the scope and nothing else is', () => {
  expect(problems('general', { ...card, taxation: exempt })).toEqual([{ problem: 'must-be-outside-scope', line: 0 }])
  expect(problems('general', { ...card, taxation: taxed(600) })).toEqual([
    { problem: 'must-be-outside-scope', line: 0 },
  ])
  expect(problems('general', { ...meal, taxation: outside })).toEqual([{ problem: 'rate-not-allowed', line: 0 }])
})

test('the reduced rate of 1.5 % is for small sellers, and stands alone', () => {
  const small = (...lines: { taxCode: string; taxation: Taxation }[]) =>
    treatmentProblems({ kind: 'general', issuedAt: '2026-11-23', taxpayerType: 'small-scale', lines })
  expect(small(home, home)).toEqual([])
  expect(small(home, { ...meal, taxation: taxed(100) })).toEqual([{ problem: 'reduced-rate-mixed' }])
  expect(problems('general', home)).toEqual([{ problem: 'rate-not-allowed', line: 0 }])
})

test('a rate is wrong for the seller and for the day', () => {
  const lines = [{ ...meal, taxation: taxed(100) }]
  const small = { kind: 'special', issuedAt: '2027-12-31 23:59:59', taxpayerType: 'small-scale', lines } as const
  expect(treatmentProblems(small)).toEqual([])
  expect(treatmentProblems({ ...small, issuedAt: '2028-01-01 00:00:00' })).toEqual([
    { problem: 'rate-not-allowed', line: 0 },
  ])
  expect(problems('special', ...lines)).toEqual([{ problem: 'rate-not-allowed', line: 0 }])
})

test('a dinner is no export, and a restaurant has no simplified rate', () => {
  const simplified: Taxation = { kind: 'taxed', rate: rate(300), relief: 'simplified-3' }
  expect(problems('general', { ...meal, taxation: zero }, { ...meal, taxation: simplified })).toEqual([
    { problem: 'rate-not-allowed', line: 0 },
    { problem: 'rate-not-allowed', line: 1 },
  ])
})

test('what no invoice can tell is a doubt and no refusal', () => {
  const rent = {
    taxCode: '3040502020400000000',
    taxation: { kind: 'taxed', rate: rate(500), relief: 'simplified-5' } as const,
  }
  const invoice = { kind: 'general', issuedAt: '2026-11-23 14:05:09', taxpayerType: 'general' } as const
  const lines = [meal, rent, { ...bread, taxation: zero }]
  expect(treatmentProblems({ ...invoice, lines })).toEqual([])
  expect(treatmentDoubts({ ...invoice, lines })).toEqual([
    { problem: 'rate-unconfirmed', line: 1 },
    { problem: 'rate-unconfirmed', line: 2 },
  ])
})

test('on a day before the rates begin nothing is refused, and nothing passes as certain', () => {
  const lines = [{ ...meal, taxation: taxed(300) }]
  const old = { kind: 'general', issuedAt: '2025-12-31 23:59:59', taxpayerType: 'general', lines } as const
  expect(treatmentProblems(old)).toEqual([])
  expect(treatmentDoubts(old)).toEqual([{ problem: 'rate-unknown', line: 0 }])
})

test.each([
  [600, 'reduced-1.5'],
  [500, 'simplified-3'],
  [300, 'simplified-5'],
  [100, 'simplified'],
] as const)('%i basis points with the relief %s are refused on any day, known or not', (basisPoints, relief) => {
  const lines = [{ ...meal, taxation: { kind: 'taxed', rate: rate(basisPoints), relief } as const }]
  const invoice = { kind: 'general', taxpayerType: 'small-scale', lines } as const
  for (const issuedAt of ['2025-11-23 14:05:09', '2026-11-23 14:05:09'])
    expect(treatmentProblems({ ...invoice, issuedAt })).toEqual([{ problem: 'relief-not-at-rate', line: 0 }])
})
