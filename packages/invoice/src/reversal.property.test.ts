import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bread, decimal, meal, pair, row, taxed } from '../test/lines.ts'
import { parts } from '../test/parts.ts'
import { bureauPriceLimits, type Decimal, fitsLimits, longestUnitPrice, type PriceLimits } from './decimal.ts'
import { fitTotals } from './fit-totals.ts'
import type { InvoiceLine, ReversalReason } from './invoice.ts'
import { blueLineProblems, redLineProblems } from './invoice-lines.ts'
import { totals } from './line.ts'
import { fen, sum } from './money.ts'
import { type RedLine, type ReversalRequest, reverse } from './reversal.ts'
import { isReversed, type LeftLine, leftOf } from './reversal-left.ts'
import { type LinePart, shareOf } from './reversal-part.ts'

const blueRow = fc.record({
  gross: fc.oneof(
    fc.integer({ min: 1, max: 100 }),
    fc.integer({ min: 100, max: 100_000 }),
    fc.integer({ min: 1, max: 1e9 }),
  ),
  basis: fc.constantFrom(100, 300, 600, 900, 1300),
  off: fc.option(parts(0, 0.9), { nil: undefined }),
  quantity: fc.option(fc.tuple(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 0, max: 2 })), { nil: undefined }),
  /** A till's price, with the fen it is off. */
  decimals: fc.integer({ min: 2, max: 8 }),
})

type BlueRow = typeof blueRow extends fc.Arbitrary<infer R> ? R : never

const step = fc.record({
  reason: fc.constantFrom<ReversalReason>('returned', 'discontinued', 'allowance'),
  by: fc.constantFrom('quantity', 'quantity', 'quantity', 'amount', 'amount', 'spread'),
  rows: fc.uniqueArray(fc.tuple(fc.nat({ max: 3 }), parts(0, 1.05)), {
    selector: ([index]) => index,
    minLength: 1,
    maxLength: 3,
  }),
})

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function blueRows(list: BlueRow[], channel = bureauPriceLimits): InvoiceLine[] {
  return list.flatMap(({ gross, basis, off, quantity, decimals }, index) => {
    const item = { ...(index % 2 === 0 ? meal : bread), taxation: taxed(basis) }
    const plain = row(gross, item)
    const count = quantity && decimal((quantity[0] / 10 ** quantity[1]).toFixed(quantity[1]))
    const limits = { ...channel, decimals: Math.min(decimals, channel.decimals) }
    const netUnitPrice = count && longestUnitPrice(plain.net, count, limits)
    const rest = netUnitPrice === undefined ? item : { ...item, quantity: count, netUnitPrice }
    const discount = Math.floor(gross * (off ?? 0))
    return discount < 2 ? [row(gross, rest)] : pair(gross, discount, rest)
  })
}

function requestFor(all: readonly LeftLine[], { reason, by, rows }: Step): ReversalRequest {
  const left = all.filter(({ gross }) => gross > 0)
  if (by === 'spread') {
    const part = Math.floor(sum(left.map(({ gross }) => gross)) * (rows[0]?.[1] ?? 0) * 0.3)
    return { reason: 'allowance', scope: 'amount', grossFen: fen(part) }
  }
  const counted = left.filter(({ quantity }) => quantity !== undefined)
  const parts = rows.flatMap(([index, part]): LinePart[] => {
    const line = by === 'quantity' ? counted[index] : left[index]
    if (line === undefined) return []
    if (by === 'amount') return [{ row: line.row, take: 'amount', grossFen: fen(Math.floor(line.gross * part)) }]
    const { quantity = '0' } = line
    const scale = quantity.split('.')[1]?.length ?? 0
    return [{ row: line.row, take: 'quantity', quantity: decimal((Number(quantity) * part).toFixed(scale)) }]
  })
  return { reason: by === 'amount' && reason === 'returned' ? 'allowance' : reason, scope: 'lines', lines: parts }
}

/** Reverses one thing after the other, and throws when a red invoice, or what it leaves, is not in order. */
function reversals(lines: readonly InvoiceLine[], limits?: PriceLimits) {
  const earlier: RedLine[][] = []
  const count = { ok: 0, refused: 0, several: 0 }
  let rest = leftOf(lines, [], limits)
  return {
    earlier,
    count,
    left: () => rest,
    take(request: ReversalRequest) {
      const result = reverse({ lines }, earlier, request, limits)
      count[result.ok ? 'ok' : 'refused']++
      if (!result.ok) return result.problem
      if (result.invoices.length > 1) count.several++
      for (const invoice of result.invoices) {
        const problems = redLineProblems(invoice)
        if (problems.length > 0) throw new Error(`${JSON.stringify(problems)} in ${JSON.stringify(invoice)}`)
        for (const { quantity, netUnitPrice } of invoice)
          if ([quantity, netUnitPrice].some((number) => number && limits && !fitsLimits(number, limits)))
            throw new Error(`${quantity} × ${netUnitPrice} is longer than the channel takes`)
      }
      earlier.push(...result.invoices)
      rest = leftOf(lines, earlier.flat(), limits)
      for (const { gross, net, tax, quantity = '0' } of rest)
        if (gross < 0 || net < 0 || tax < 0 || gross !== net + tax || quantity.startsWith('-'))
          throw new Error(`left: ${gross} = ${net} + ${tax}, ${quantity}`)
      return undefined
    },
    /** All that is left, for whatever reason, and then there is nothing. */
    end(reason: ReversalReason) {
      const last = isReversed(rest) ? undefined : this.take({ reason, scope: 'all' })
      if (last !== undefined) throw new Error(`the rest was refused: ${last}`)
      if (!isReversed(rest)) throw new Error(JSON.stringify(rest))
      const [back, whole] = [totals(earlier.flat()), totals(lines)]
      if (back.net + whole.net !== 0 || back.tax + whole.tax !== 0 || back.gross + whole.gross !== 0)
        throw new Error('not zero')
      for (const { blue, row, quantity } of rest) {
        if (blue.quantity !== undefined && quantity !== ('0' as Decimal))
          throw new Error(`${quantity} left of row ${row}`)
      }
    },
  }
}

/** 销货退回, or 服务中止 of an invoice that has services only. */
function backReason(lines: readonly InvoiceLine[]): ReversalReason {
  return lines.some(({ taxCode }) => taxCode.startsWith('1')) ? 'returned' : 'discontinued'
}

const nuonuo = { significant: 15, decimals: 8, characters: 16 }

test('any sequence of partial reversals is in order, and ends at nothing: net, tax, gross and quantity', () => {
  const count = { ok: 0, refused: 0, long: 0 }
  fc.assert(
    fc.property(
      fc.array(blueRow, { minLength: 1, maxLength: 4 }),
      fc.array(step, { minLength: 2, maxLength: 8 }),
      fc.constantFrom(undefined, nuonuo),
      fc.boolean(),
      (list, steps, limits, generous) => {
        const lines = blueRows(list, limits)
        // Of a few fen a discount can leave nothing but tax; no such invoice is issued.
        if (blueLineProblems(lines).length > 0) return
        const reversing = reversals(lines, limits)
        for (const step of steps) reversing.take(requestFor(reversing.left(), step))
        reversing.end(generous ? 'allowance' : backReason(lines))
        count.ok += reversing.count.ok
        count.refused += reversing.count.refused
        if (reversing.earlier.length > 2) count.long++
        if (reversing.count.several > 0) throw new Error('a short invoice took several red ones')
      },
    ),
    { numRuns: 10_000 },
  )
  // The property says something only when much of what is asked for is done.
  expect(count.long).toBeGreaterThan(3000)
  expect(count.refused).toBeLessThan(count.ok * 3)
})

test('a line returned piece by piece agrees with its price to the last piece', () => {
  fc.assert(
    fc.property(fc.integer({ min: 50, max: 10_000_000 }), fc.integer({ min: 2, max: 40 }), (gross, pieces) => {
      const plain = row(gross, bread)
      const quantity = decimal(String(pieces))
      const netUnitPrice = longestUnitPrice(plain.net, quantity, { significant: 15, decimals: 4, characters: 25 })
      if (netUnitPrice === undefined) return
      const lines = [{ ...plain, quantity, netUnitPrice }]
      const reversing = reversals(lines)
      for (let piece = 0; piece < pieces; piece++) {
        const part: LinePart = { row: 0, take: 'quantity', quantity: decimal('1') }
        const refused = reversing.take({ reason: 'returned', scope: 'lines', lines: [part] })
        if (refused === undefined) continue
        // Pieces of less than two fen each need not come back one by one.
        if (plain.net >= pieces * 2) throw new Error(refused)
        return
      }
      if (!isReversed(reversing.left())) throw new Error('not zero')
    }),
    { numRuns: 10_000 },
  )
})

/** Rows of a few kinds, one after the other as the till rang them up: like ones are all rounded the same way. */
const longInvoice = fc.record({
  kinds: fc.array(
    fc.record({
      gross: fc.oneof(fc.integer({ min: 5, max: 300 }), fc.integer({ min: 100, max: 20_000 })),
      basis: fc.constantFrom(100, 300, 600, 900, 1300),
      off: fc.option(parts(0, 0.9), { nil: undefined }),
      quantity: fc.option(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.constant(0)), { nil: undefined }),
      decimals: fc.integer({ min: 4, max: 8 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  lines: fc.oneof({ arbitrary: fc.integer({ min: 300, max: 600 }), weight: 3 }, fc.integer({ min: 600, max: 2000 })),
  mixed: fc.boolean(),
})

function longRows({ kinds, lines, mixed }: typeof longInvoice extends fc.Arbitrary<infer L> ? L : never) {
  const run = Math.ceil(lines / kinds.length)
  const pick = (index: number) => (mixed ? index % kinds.length : Math.floor(index / run))
  return blueRows(Array.from({ length: lines }, (_, index) => kinds[pick(index)] as BlueRow))
}

/** Takes part of many lines: those whose place leaves the right remainder, or everything spread. */
const wideStep = fc.record({
  every: fc.integer({ min: 1, max: 5 }),
  from: fc.nat({ max: 4 }),
  by: fc.constantFrom('line', 'quantity', 'quantity', 'amount', 'spread', 'spread'),
  part: parts(0.01, 0.6),
})

function wideRequest(
  all: readonly LeftLine[],
  reason: ReversalReason,
  { every, from, by, part }: typeof wideStep extends fc.Arbitrary<infer S> ? S : never,
): ReversalRequest {
  const left = all.filter(({ gross }) => gross > 0)
  if (by === 'spread') {
    const grossFen = fen(Math.floor(sum(left.map(({ gross }) => gross)) * part))
    return { reason: 'allowance', scope: 'amount', grossFen }
  }
  const some = left.filter((_, index) => index % every === from % every)
  if (by === 'line') return { reason, scope: 'lines', lines: some.map(({ row }) => ({ row, take: 'all' })) }
  const lines = some.flatMap((line): LinePart[] => {
    const { row, quantity = '0', gross } = line
    const pieces = Math.floor(Number(quantity) * part)
    const grossFen = fen(Math.floor(gross * part))
    const taken: LinePart =
      by === 'amount'
        ? { row, take: 'amount', grossFen }
        : { row, take: 'quantity', quantity: decimal(String(Math.max(1, pieces))) }
    // What is too small for any line by itself is refused, and says nothing about many together.
    const wanted = by === 'amount' ? 'allowance' : reason
    return shareOf(line, taken, wanted).ok ? [taken] : []
  })
  return { reason: by === 'amount' ? 'allowance' : reason, scope: 'lines', lines }
}

test('however a long invoice is taken back, total tax is never in the way, and nothing is left at the end', () => {
  const count = { ok: 0, several: 0 }
  fc.assert(
    fc.property(
      longInvoice,
      fc.array(wideStep, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      (long, steps, generous) => {
        const fitted = fitTotals(longRows(long))
        if (!fitted.ok || blueLineProblems(fitted.lines).length > 0) return
        const reason = backReason(fitted.lines)
        const reversing = reversals(fitted.lines)
        for (const step of steps) {
          const request = wideRequest(reversing.left(), reason, step)
          if (request.scope === 'lines' && request.lines.length === 0) continue
          const refused = reversing.take(request)
          if (refused !== undefined && refused !== 'already-reversed') throw new Error(refused)
        }
        reversing.end(generous ? 'allowance' : reason)
        count.ok += reversing.count.ok
        count.several += reversing.count.several
      },
    ),
    { numRuns: 300 },
  )
  expect(count.ok).toBeGreaterThan(800)
  // One red invoice each time, but for a few.
  expect(count.several).toBeLessThan(count.ok / 50)
})
