import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bread, decimal, meal, pair, row, taxed } from '../test/lines.ts'
import { parts } from '../test/parts.ts'
import { type Decimal, longestUnitPrice } from './decimal.ts'
import type { InvoiceLine, ReversalReason } from './invoice.ts'
import { blueLineProblems, redLineProblems } from './invoice-lines.ts'
import { totals } from './line.ts'
import { fen, sum } from './money.ts'
import { type RedLine, type ReversalRequest, reverse } from './reversal.ts'
import { isReversed, leftOf } from './reversal-left.ts'
import type { LinePart } from './reversal-part.ts'

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

function blueRows(list: (typeof blueRow extends fc.Arbitrary<infer R> ? R : never)[]): InvoiceLine[] {
  return list.flatMap(({ gross, basis, off, quantity, decimals }, index) => {
    const item = { ...(index % 2 === 0 ? meal : bread), taxation: taxed(basis) }
    const plain = row(gross, item)
    const count = quantity && decimal((quantity[0] / 10 ** quantity[1]).toFixed(quantity[1]))
    const limits = { significant: 15, decimals, characters: 25 }
    const netUnitPrice = count && longestUnitPrice(plain.net, count, limits)
    const rest = netUnitPrice === undefined ? item : { ...item, quantity: count, netUnitPrice }
    const discount = Math.floor(gross * (off ?? 0))
    return discount < 2 ? [row(gross, rest)] : pair(gross, discount, rest)
  })
}

function requestFor(lines: InvoiceLine[], earlier: RedLine[], { reason, by, rows }: Step): ReversalRequest {
  const left = leftOf(lines, earlier).filter(({ gross }) => gross > 0)
  if (by === 'spread') {
    const part = Math.floor(sum(left.map(({ gross }) => gross)) * (rows[0]?.[1] ?? 0) * 0.3)
    return { reason: 'allowance', scope: 'amount', grossFen: fen(part) }
  }
  const counted = left.filter(({ quantity, allowed }) => quantity !== undefined && !allowed)
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

test('any sequence of partial reversals is in order, and ends at nothing: net, tax, gross and quantity', () => {
  const count = { ok: 0, refused: 0, several: 0 }
  fc.assert(
    fc.property(
      fc.array(blueRow, { minLength: 1, maxLength: 4 }),
      fc.array(step, { minLength: 2, maxLength: 8 }),
      (list, steps) => {
        const lines = blueRows(list)
        // Of a few fen a discount can leave nothing but tax; no such invoice is issued.
        if (blueLineProblems(lines).length > 0) return
        const earlier: RedLine[][] = []
        const take = (request: ReversalRequest) => {
          const result = reverse({ lines }, earlier, request)
          count[result.ok ? 'ok' : 'refused']++
          if (!result.ok) return result.problem
          const problems = redLineProblems(result.lines)
          if (problems.length > 0) throw new Error(`${JSON.stringify(problems)} in ${JSON.stringify(result.lines)}`)
          earlier.push(result.lines)
          for (const { gross, net, tax, quantity = '0' } of leftOf(lines, earlier.flat()))
            if (gross < 0 || net < 0 || tax < 0 || gross !== net + tax || quantity.startsWith('-'))
              throw new Error(`left: ${gross} = ${net} + ${tax}, ${quantity}`)
          return undefined
        }
        for (const step of steps) take(requestFor(lines, earlier.flat(), step))
        // The goods that had no allowance go back by their number, everything else as an allowance.
        const left = leftOf(lines, earlier.flat()).filter(({ gross }) => gross > 0)
        const goods = left.filter(({ allowed, quantity }) => !allowed && quantity !== undefined)
        const reason = lines.some(({ taxCode }) => taxCode.startsWith('1')) ? 'returned' : 'discontinued'
        if (goods.length > 0) take({ reason, scope: 'lines', lines: goods.map(({ row }) => ({ row, take: 'all' })) })
        const last = isReversed(leftOf(lines, earlier.flat())) ? undefined : take({ reason: 'allowance', scope: 'all' })
        if (last !== undefined) throw new Error(`the rest was refused: ${last}`)
        if (earlier.length > 2) count.several++

        const after = leftOf(lines, earlier.flat())
        if (!isReversed(after)) throw new Error(JSON.stringify(after))
        const back = totals(earlier.flat())
        const whole = totals(lines)
        if (back.net + whole.net !== 0 || back.tax + whole.tax !== 0 || back.gross + whole.gross !== 0)
          throw new Error('not zero')
        for (const { blue, row, quantity } of after) {
          if (blue.quantity !== undefined && quantity !== ('0' as Decimal))
            throw new Error(`${quantity} left of row ${row}`)
        }
      },
    ),
    { numRuns: 10_000 },
  )
  // The property says something only when much of what is asked for is done.
  expect(count.several).toBeGreaterThan(3000)
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
      const earlier: RedLine[][] = []
      for (let piece = 0; piece < pieces; piece++) {
        const part: LinePart = { row: 0, take: 'quantity', quantity: decimal('1') }
        const result = reverse({ lines }, earlier, { reason: 'returned', scope: 'lines', lines: [part] })
        if (!result.ok) {
          // Pieces of less than two fen each need not come back one by one.
          if (plain.net >= pieces * 2) throw new Error(result.problem)
          return
        }
        if (redLineProblems(result.lines).length > 0) throw new Error(JSON.stringify(redLineProblems(result.lines)))
        earlier.push(result.lines)
      }
      if (!isReversed(leftOf(lines, earlier.flat()))) throw new Error('not zero')
    }),
    { numRuns: 10_000 },
  )
})
