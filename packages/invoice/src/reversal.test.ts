import { expect, test } from 'vitest'
import { bread, decimal, meal, pair, row } from '../test/lines.ts'
import type { InvoiceLine, ReversalReason } from './invoice.ts'
import { redLineProblems } from './invoice-lines.ts'
import { totals } from './line.ts'
import { fen } from './money.ts'
import { type RedLine, type ReversalRequest, reverse } from './reversal.ts'
import { isReversed, leftOf } from './reversal-left.ts'
import { reversalReasonFrom, reversalReasons } from './reversal-reason.ts'

const loaves = row(3390, { ...bread, quantity: decimal('3'), netUnitPrice: decimal('10'), unit: '个' })
const blue = { lines: [row(12800), loaves, ...pair(10000, 1000, { ...bread, name: '蛋糕' })] }

function red(earlier: RedLine[][], request: ReversalRequest, invoice: { lines: InvoiceLine[] } = blue): RedLine[] {
  const result = reverse(invoice, earlier, request)
  if (!result.ok) throw new Error(`${result.problem} ${result.line}`)
  expect(result.invoices.flatMap(redLineProblems)).toEqual([])
  const [lines, ...more] = result.invoices
  if (lines === undefined || more.length > 0) throw new Error('not one red invoice')
  return lines
}

function all(reason: ReversalReason): ReversalRequest {
  return { reason, scope: 'all' }
}

function loavesBack(quantity: string, reason: ReversalReason = 'returned'): ReversalRequest {
  return { reason, scope: 'lines', lines: [{ row: 1, take: 'quantity', quantity: decimal(quantity) }] }
}

test('an invoice issued in error is reversed in full: the same lines, negative, discounts netted', () => {
  const lines = red([], all('wrong'))
  expect(lines).toEqual([
    { ...meal, role: 'normal', gross: -12800, net: -12075, tax: -725, reversesRow: 0 },
    { ...loaves, gross: -3390, net: -3000, tax: -390, quantity: '-3', reversesRow: 1 },
    { ...bread, name: '蛋糕', role: 'normal', gross: -9000, net: -7965, tax: -1035, reversesRow: 2 },
  ])
  expect(isReversed(leftOf(blue.lines, lines))).toBe(true)
  expect(reverse(blue, [lines], all('wrong'))).toEqual({ ok: false, problem: 'already-reversed' })
})

test('a red row has the lease of its line', () => {
  const at = (address: string) => ({ address, from: '2026-11-01', to: '2026-11-30', crossRegion: false })
  const rent = { lines: [...pair(1000, 100, { lease: at('一号') }), row(1000, { lease: at('二号') })] }
  expect(red([], all('wrong'), rent).map(({ lease }) => lease?.address)).toEqual(['一号', '二号'])
  const second = {
    reason: 'allowance',
    scope: 'lines',
    lines: [{ row: 2, take: 'amount', grossFen: fen(500) }],
  } as const
  expect(red([], second, rent).map(({ lease }) => lease?.address)).toEqual(['二号'])
})

test('goods that come back are reversed by quantity at the old price', () => {
  const first = red([], loavesBack('1'))
  expect(first).toMatchObject([{ quantity: '-1', netUnitPrice: '10', gross: -1130, net: -1000, tax: -130 }])
  const rest = red([first], { reason: 'returned', scope: 'lines', lines: [{ row: 1, take: 'all' }] })
  expect(rest).toMatchObject([{ quantity: '-2', netUnitPrice: '10', gross: -2260 }])
  expect(leftOf(blue.lines, [...first, ...rest])[1]).toMatchObject({ gross: 0, net: 0, tax: 0, quantity: '0' })
})

test('a discount is in the price of what comes back', () => {
  const cakes = { lines: pair(10000, 1000, { ...bread, quantity: decimal('4'), netUnitPrice: decimal('22.125') }) }
  const request = { reason: 'returned', scope: 'lines', lines: [{ row: 0, take: 'quantity', quantity: decimal('1') }] }
  expect(red([], request as ReversalRequest, cakes)).toMatchObject([
    { quantity: '-1', netUnitPrice: '19.9125', gross: -2250, net: -1991, tax: -259, role: 'normal' },
  ])
})

test('what was refunded for one of two is half of what was paid, and so is the other', () => {
  const shoes = row(89_800, { ...bread, quantity: decimal('2'), netUnitPrice: decimal('397.345132743363') })
  const one = { reason: 'returned', scope: 'lines', lines: [{ row: 0, take: 'quantity', quantity: decimal('1') }] }
  const first = red([], one as ReversalRequest, { lines: [shoes] })
  const second = red([first], one as ReversalRequest, { lines: [shoes] })
  expect([first, second]).toMatchObject([[{ gross: -44_900 }], [{ gross: -44_900 }]])
  expect(isReversed(leftOf([shoes], [...first, ...second]))).toBe(true)
})

test('an allowance has an amount, and neither quantity nor price', () => {
  const lines = red([], {
    reason: 'allowance',
    scope: 'lines',
    lines: [{ row: 1, take: 'amount', grossFen: fen(500) }],
  })
  expect(lines).toMatchObject([{ gross: -500, net: -442, tax: -58 }])
  expect(lines[0]).not.toHaveProperty('quantity')
  expect(red([lines], all('allowance'))[1]).not.toHaveProperty('netUnitPrice')
})

test('an allowance on the whole invoice is spread over what is left of its lines, to the fen', () => {
  const first = red([], { reason: 'allowance', scope: 'amount', grossFen: fen(100) })
  expect(first.map(({ reversesRow, gross }) => [reversesRow, gross])).toEqual([
    [0, -51],
    [1, -13],
    [2, -36],
  ])
  const rest = red([first], { reason: 'allowance', scope: 'amount', grossFen: fen(25190 - 100) })
  expect(totals([...first, ...rest])).toEqual({ gross: -25190, net: -23040, tax: -2150 })
})

test('fen by fen an allowance takes no tax, and ends while the rest can still be reversed at once', () => {
  const lines = [row(113, bread)]
  const fenBack: ReversalRequest = { reason: 'allowance', scope: 'amount', grossFen: fen(1) }
  const earlier: RedLine[][] = []
  for (let i = 0; i < 40; i++) earlier.push(red(earlier, fenBack, { lines }))
  for (let i = 0; i < 10 && reverse({ lines }, earlier, fenBack).ok; i++) earlier.push(red(earlier, fenBack, { lines }))
  expect(reverse({ lines }, earlier, fenBack)).toEqual({ ok: false, problem: 'too-small-to-reverse', line: 0 })
  earlier.push(red(earlier, all('allowance'), { lines }))
  expect(totals(earlier.flat())).toEqual({ gross: -113, net: -100, tax: -13 })
})

test('all pieces at once take all of the amount, where the price of the till is a fen off', () => {
  const lines = [{ ...loaves, gross: fen(3389), net: fen(2999) }]
  expect(
    red([], { ...loavesBack('3'), lines: [{ row: 0, take: 'quantity', quantity: decimal('3') }] } as ReversalRequest, {
      lines,
    }),
  ).toMatchObject([{ gross: -3389, net: -2999, tax: -390 }])
})

test('a service without a quantity is discontinued by amount', () => {
  const lines = red([], {
    reason: 'discontinued',
    scope: 'lines',
    lines: [{ row: 0, take: 'amount', grossFen: fen(640) }],
  })
  expect(lines).toMatchObject([{ gross: -640, net: -604, tax: -36 }])
})

function line(part: object) {
  return { scope: 'lines', lines: [part] } as unknown as Omit<ReversalRequest, 'reason'>
}

const meals = { lines: [row(12800)] }
const breads = { lines: [loaves] }

test.each<[string, { lines: InvoiceLine[] }, ReversalReason, object, object]>([
  [
    'part of an invoice issued in error',
    blue,
    'wrong',
    line({ row: 0, take: 'all' }),
    { problem: 'wrong-must-be-full' },
  ],
  ['goods that are discontinued', breads, 'discontinued', { scope: 'all' }, { problem: 'goods-not-discontinued' }],
  ['services that are returned', meals, 'returned', { scope: 'all' }, { problem: 'services-not-returned' }],
  ['no lines', blue, 'returned', { scope: 'lines', lines: [] }, { problem: 'no-lines' }],
  ['a line that is not there', blue, 'returned', line({ row: 9, take: 'all' }), { problem: 'no-such-line', line: 9 }],
  ['the row of a discount', blue, 'returned', line({ row: 3, take: 'all' }), { problem: 'no-such-line', line: 3 }],
  [
    'a line twice',
    blue,
    'returned',
    {
      scope: 'lines',
      lines: [
        { row: 1, take: 'all' },
        { row: 1, take: 'all' },
      ],
    },
    { problem: 'line-named-twice', line: 1 },
  ],
  [
    'more pieces than were sold',
    blue,
    'returned',
    line({ row: 1, take: 'quantity', quantity: '3.01' }),
    { problem: 'more-than-left', line: 1 },
  ],
  [
    'no pieces',
    blue,
    'returned',
    line({ row: 1, take: 'quantity', quantity: '0' }),
    { problem: 'too-small-to-reverse', line: 1 },
  ],
  [
    'fewer than no pieces',
    blue,
    'returned',
    line({ row: 1, take: 'quantity', quantity: '-1' }),
    { problem: 'too-small-to-reverse', line: 1 },
  ],
  [
    'a crumb',
    blue,
    'returned',
    line({ row: 1, take: 'quantity', quantity: '0.0001' }),
    { problem: 'too-small-to-reverse', line: 1 },
  ],
  [
    'all but a crumb',
    blue,
    'returned',
    line({ row: 1, take: 'quantity', quantity: '2.9999' }),
    { problem: 'too-small-to-reverse', line: 1 },
  ],
  [
    'pieces of what has none',
    blue,
    'returned',
    line({ row: 0, take: 'quantity', quantity: '1' }),
    { problem: 'no-quantity', line: 0 },
  ],
  [
    'an amount of what has pieces',
    blue,
    'discontinued',
    line({ row: 1, take: 'amount', grossFen: 100 }),
    { problem: 'quantity-needed', line: 1 },
  ],
  [
    'goods by amount',
    blue,
    'returned',
    line({ row: 0, take: 'amount', grossFen: 100 }),
    { problem: 'whole-line-only', line: 0 },
  ],
  [
    'an allowance by pieces',
    blue,
    'allowance',
    line({ row: 1, take: 'quantity', quantity: '1' }),
    { problem: 'allowance-has-no-quantity', line: 1 },
  ],
  [
    'more than was paid',
    blue,
    'allowance',
    line({ row: 1, take: 'amount', grossFen: 3391 }),
    { problem: 'more-than-left', line: 1 },
  ],
  ['more than the invoice', blue, 'allowance', { scope: 'amount', grossFen: 25191 }, { problem: 'more-than-left' }],
  ['nothing', blue, 'allowance', { scope: 'amount', grossFen: 0 }, { problem: 'too-small-to-reverse' }],
])('reversing %s is refused', (_, invoice, reason, request, refusal) => {
  expect(reverse(invoice, [], { reason, ...request } as ReversalRequest)).toEqual({ ok: false, ...refusal })
})

test('on an invoice with goods and services every reason may be chosen', () => {
  expect(reverse(blue, [], all('discontinued')).ok).toBe(true)
  expect(reverse(blue, [], all('returned')).ok).toBe(true)
})

test('what was reversed in part is no invoice issued in error any more', () => {
  expect(reverse(blue, [red([], loavesBack('1'))], all('wrong'))).toEqual({ ok: false, problem: 'wrong-must-be-full' })
})

const phones = {
  lines: [row(339_000, { ...bread, name: '手机', quantity: decimal('3'), netUnitPrice: decimal('1000') })],
}

function phonesBack(quantity: string): ReversalRequest {
  return { reason: 'returned', scope: 'lines', lines: [{ row: 0, take: 'quantity', quantity: decimal(quantity) }] }
}

function off(grossFen: number): ReversalRequest {
  return { reason: 'allowance', scope: 'amount', grossFen: fen(grossFen) }
}

test('after an allowance a piece comes back at the old price, and the last ones for what is left of the amount', () => {
  const earlier = [red([], off(5000), phones)]
  earlier.push(red(earlier, phonesBack('1'), phones))
  expect(earlier[1]).toMatchObject([
    { quantity: '-1', netUnitPrice: '1000', gross: -113_000, net: -100_000, tax: -13_000 },
  ])
  earlier.push(red(earlier, phonesBack('2'), phones))
  expect(earlier[2]).toMatchObject([{ gross: -221_000, net: -195_575, tax: -25_425 }])
  expect(earlier[2]?.[0]).not.toHaveProperty('quantity')
  const [left] = leftOf(phones.lines, earlier.flat())
  expect(left).toMatchObject({ gross: 0, net: 0, tax: 0, quantity: '0' })
})

test('an allowance after a return, and a return after that, end at nothing too', () => {
  const earlier = [red([], phonesBack('1'), phones)]
  earlier.push(red(earlier, off(100_000), phones))
  earlier.push(red(earlier, phonesBack('1'), phones))
  expect(earlier[2]).toMatchObject([{ quantity: '-1', netUnitPrice: '1000' }])
  earlier.push(red(earlier, all('returned'), phones))
  expect(totals(earlier.flat())).toEqual({ gross: -339_000, net: -300_000, tax: -39_000 })
})

test('where an allowance left less than the old price of a piece, the rest goes at once', () => {
  const earlier = [red([], off(250_000), phones)]
  expect(reverse(phones, earlier, phonesBack('1'))).toEqual({ ok: false, problem: 'quantity-after-allowance', line: 0 })
  expect(red(earlier, all('returned'), phones)).toMatchObject([{ gross: -89_000 }])
})

test('a line that is gone cannot be reversed again', () => {
  const earlier = [red([], loavesBack('3'))]
  expect(reverse(blue, earlier, loavesBack('1'))).toEqual({ ok: false, problem: 'more-than-left', line: 1 })
})

test('a red invoice cannot be reversed', () => {
  const reverses = { number: '1', confirmation: '2', reason: 'wrong' } as const
  expect(reverse({ ...blue, reverses }, [], all('wrong'))).toEqual({ ok: false, problem: 'not-reversible' })
})

test('the bureau numbers its reasons', () => {
  const codes = Object.values(reversalReasons).map(({ code, zh }) => code + zh)
  expect(codes).toEqual(['01开票有误', '02销货退回', '03服务中止', '04销售折让'])
  expect(['01', '02', '03', '04', '05'].map(reversalReasonFrom)).toEqual([
    'wrong',
    'returned',
    'discontinued',
    'allowance',
    undefined,
  ])
})

test('a blue invoice that should not have been issued is refused for what is wrong with it', () => {
  expect(reverse({ lines: [row(12800), row(100, { net: fen(93) })] }, [], all('wrong'))).toEqual({
    ok: false,
    problem: 'gross-is-not-net-plus-tax',
    line: 1,
  })
})

test('the price of a discounted line is no longer than the channel takes', () => {
  const loaves = { ...bread, quantity: decimal('3'), netUnitPrice: decimal('8.84666667') }
  const lines = pair(2999, 99, loaves)
  const nuonuo = { significant: 15, decimals: 8, characters: 16 }
  const result = reverse({ lines }, [], all('wrong'), nuonuo)
  expect(result).toMatchObject({ ok: true, invoices: [[{ quantity: '-3', netUnitPrice: '8.55333333' }]] })
  const third = line({ row: 0, take: 'quantity', quantity: '0.333333333' })
  expect(reverse({ lines }, [], { reason: 'returned', ...third } as ReversalRequest, nuonuo)).toEqual({
    ok: false,
    problem: 'too-small-to-reverse',
    line: 0,
  })
})
