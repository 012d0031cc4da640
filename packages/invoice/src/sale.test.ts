import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bread, decimal, meal, taxed } from '../test/lines.ts'
import { parts } from '../test/parts.ts'
import { blueLineProblems } from './invoice-lines.ts'
import { totals } from './line.ts'
import { fen } from './money.ts'
import { linesFromSale, type Sale } from './sale.ts'
import type { SaleLine } from './sale-line.ts'
import { amountsFromNet } from './taxation.ts'
import { tenders } from './tender.ts'

const dinner: SaleLine = { ...meal, item: 'dinner', amount: fen(12800) }
const loaf: SaleLine = { ...bread, item: 'loaf', quantity: decimal('3'), unitPrice: decimal('11.3'), unit: '个' }

function sale(lines: SaleLine[], rest: Partial<Sale> = {}): Sale {
  return { prices: 'tax-included', lines, ...rest }
}

function issued(lines: SaleLine[], rest: Partial<Sale> = {}) {
  const result = linesFromSale(sale(lines, rest))
  if (!result.ok) throw new Error(result.problem)
  return result
}

test('what is let stands on its line and not on the discount', () => {
  const lease = { address: '科苑路15号', from: '2026-11-01', to: '2026-11-30', crossRegion: false }
  const { lines } = issued([{ ...dinner, lease, discount: fen(100) }, loaf])
  expect(lines.map((line) => line.lease)).toEqual([lease, undefined, undefined])
})

test('several rates stand on one invoice, and prices are printed without tax', () => {
  const { lines, notes } = issued([dinner, loaf])
  expect(lines).toEqual([
    { ...meal, role: 'normal', gross: 12800, net: 12075, tax: 725 },
    { ...bread, role: 'normal', unit: '个', quantity: '3', netUnitPrice: '10', gross: 3390, net: 3000, tax: 390 },
  ])
  expect(notes).toEqual([])
})

test('prices without tax keep their unit price to the letter', () => {
  const { lines } = issued([{ ...loaf, unitPrice: decimal('9.99') }], { prices: 'tax-exclusive' })
  expect(lines).toMatchObject([{ quantity: '3', netUnitPrice: '9.99', gross: 3387, net: 2997, tax: 390 }])
})

test('a unit price has as many digits as the channel takes, or none', () => {
  const three: SaleLine = { ...dinner, amount: fen(10000), quantity: decimal('3') }
  const bureau = linesFromSale(sale([three]))
  expect(bureau).toMatchObject({ lines: [{ net: 9434, netUnitPrice: '31.4466666666667' }] })
  const channel = linesFromSale(sale([three]), { significant: 15, decimals: 8, characters: 16 })
  expect(channel).toMatchObject({ lines: [{ net: 9434, netUnitPrice: '31.44666667' }] })
  const narrow = linesFromSale(sale([{ ...three, quantity: decimal('3000000') }]), {
    significant: 15,
    decimals: 2,
    characters: 16,
  })
  expect(narrow).toMatchObject({ notes: [{ note: 'quantity-dropped', line: 0 }] })
  expect(narrow.ok && 'quantity' in (narrow.lines[0] ?? {})).toBe(false)
})

test('a price that does not make the amount is worked out anew, and said so', () => {
  const { lines, notes } = issued([{ ...dinner, quantity: decimal('2'), unitPrice: decimal('70') }])
  expect(lines).toMatchObject([{ quantity: '2', netUnitPrice: '60.375' }])
  expect(notes).toEqual([{ note: 'unit-price-recomputed', line: 0 }])
})

test('a discount of a line is a row right after it, without quantity, unit and price', () => {
  const { lines } = issued([{ ...loaf, discount: fen(339) }, dinner])
  expect(lines.map(({ role, gross, net, tax }) => [role, gross, net, tax])).toEqual([
    ['discounted', 3390, 3000, 390],
    ['discount', -339, -300, -39],
    ['normal', 12800, 12075, 725],
  ])
  expect(lines[1]).toEqual({ ...bread, role: 'discount', gross: -339, net: -300, tax: -39 })
})

test('a discount of the order is spread over all lines to the fen, one row for each', () => {
  const { lines } = issued([{ ...loaf, discount: fen(390) }, dinner, { ...dinner, amount: fen(100) }], {
    discount: fen(1000),
  })
  expect(lines.map(({ role, gross }) => [role, gross])).toEqual([
    ['discounted', 3390],
    ['discount', -390 - 189],
    ['discounted', 12800],
    ['discount', -805],
    ['discounted', 100],
    ['discount', -6],
  ])
  expect(blueLineProblems(lines)).toEqual([])
})

test('lines without a price cannot stand on an invoice and are dropped with a note', () => {
  const gift = { ...loaf, unitPrice: decimal('0') }
  const { lines, notes } = issued([gift, dinner, { ...loaf, discount: fen(3390) }])
  expect(lines).toHaveLength(1)
  expect(notes).toEqual([
    { note: 'zero-price', line: 0 },
    { note: 'discounted-away', line: 2 },
  ])
})

test('of three things for a fen one stands on the invoice', () => {
  const { lines, notes } = issued([dinner, { ...loaf, quantity: decimal('1') }, dinner], { discount: fen(26729) })
  expect(totals(lines).gross).toBe(1)
  expect(lines.map(({ role }) => role)).toEqual(['discounted', 'discount'])
  expect(notes.map(({ note }) => note)).toEqual(['discounted-away', 'discounted-away'])
})

test('a refund is netted against the same item, with its quantity and its discount', () => {
  const { lines, notes } = issued([
    { ...loaf, discount: fen(300) },
    { ...loaf, quantity: decimal('-1'), discount: fen(100) },
  ])
  expect(notes).toEqual([])
  expect(lines).toMatchObject([
    { role: 'discounted', quantity: '2', netUnitPrice: '10', gross: 2260 },
    { role: 'discount', gross: -200 },
  ])
})

test('a refund undoes the line it was rung up for, not the first of its item', () => {
  const one = (price: string, quantity = '1') => ({ ...loaf, quantity: decimal(quantity), unitPrice: decimal(price) })
  const { lines } = issued([one('5'), one('11.3'), one('11.3', '-1')])
  expect(lines).toMatchObject([{ quantity: '1', gross: 500 }])
  const some = issued([one('5', '3'), one('11.3', '3'), one('11.3', '-1')])
  expect(some.lines).toMatchObject([
    { quantity: '3', gross: 1500 },
    { quantity: '2', gross: 2260 },
  ])
})

test('a refund of a discounted piece leaves the others at their price', () => {
  const { lines, notes } = issued([
    { ...loaf, discount: fen(300) },
    { ...loaf, quantity: decimal('-1'), unitPrice: undefined, amount: fen(-1030) },
  ])
  expect(lines).toMatchObject([
    { role: 'discounted', quantity: '2', netUnitPrice: '10', gross: 2260 },
    { role: 'discount', gross: -200 },
  ])
  expect(notes).toEqual([])
})

test('a refund takes whole lines first, and what it cannot take is reported', () => {
  const { lines, notes } = issued([
    dinner,
    { ...loaf, quantity: decimal('1') },
    { ...loaf, quantity: decimal('1') },
    { ...loaf, quantity: decimal('-3') },
  ])
  expect(lines).toMatchObject([{ name: '餐费', gross: 12800 }])
  expect(notes).toEqual([
    { note: 'refunded', line: 1 },
    { note: 'refunded', line: 2 },
    { note: 'refund-left', line: 3, amount: 1130 },
  ])
})

test('money back without goods drops the quantity, which would be a guess', () => {
  const { lines, notes } = issued([loaf, { ...bread, item: 'loaf', amount: fen(-390) }])
  expect(lines).toEqual([{ ...bread, role: 'normal', unit: '个', gross: 3000, net: 2655, tax: 345 }])
  expect(notes).toEqual([{ note: 'quantity-dropped', line: 0 }])
})

test('a refund takes nothing from another item of the same code, or of another rate', () => {
  const refund = { ...dinner, amount: fen(-800) }
  const others = [
    { ...dinner, item: 'lunch' },
    { ...dinner, taxation: taxed(100) },
  ]
  const { lines, notes } = issued([...others, refund])
  expect(lines.map(({ gross }) => gross)).toEqual([12800, 12800])
  expect(notes).toEqual([{ note: 'refund-left', line: 2, amount: 800 }])
})

test('a refund of all the pieces for less money leaves an amount without pieces', () => {
  const { lines } = issued([loaf, { ...bread, item: 'loaf', quantity: decimal('-4'), amount: fen(-390) }])
  expect(lines).toMatchObject([{ gross: 3000 }])
  expect(lines[0]).not.toHaveProperty('quantity')
})

test('what was paid less a return of something bought before is what the tenders add up to', () => {
  const old = { ...loaf, quantity: decimal('-1') }
  expect(issued([dinner, old], { tenders: [{ kind: 'cash', amount: fen(12800 - 1130) }] }).lines).toHaveLength(1)
  const points = issued([dinner, old], { tenders: [{ kind: 'points', amount: fen(12800 - 1130) }] })
  expect(totals(points.lines).gross).toBe(1130)
})

test('a return of something bought before may be paid back to stored value', () => {
  const old = { ...loaf, quantity: decimal('-1'), unitPrice: decimal('5') }
  const { lines, notes } = issued([dinner, old], {
    tenders: [
      { kind: 'cash', amount: fen(12800) },
      { kind: 'stored-value', amount: fen(-500) },
    ],
  })
  expect(totals(lines).gross).toBe(12800)
  expect(notes).toEqual([{ note: 'refund-left', line: 1, amount: 500 }])
})

test('what was paid by points or stored value is not invoiced, and noted', () => {
  const { lines, notes } = issued([dinner, loaf], {
    tenders: [
      { kind: 'wechat-pay', amount: fen(14190) },
      { kind: 'points', amount: fen(1000) },
      { kind: 'stored-value', amount: fen(1000) },
    ],
  })
  expect(totals(lines).gross).toBe(14190)
  expect(notes).toEqual([
    { note: 'not-invoiceable', tender: 'points', amount: 1000 },
    { note: 'not-invoiceable', tender: 'stored-value', amount: 1000 },
  ])
})

test('whether a tender may be invoiced is a rule of the seller', () => {
  const paid = [{ kind: 'platform-coupon' as const, amount: fen(12800) }]
  expect(linesFromSale(sale([dinner], { tenders: paid }))).toEqual({ ok: false, problem: 'nothing-left' })
  expect(issued([dinner], { tenders: paid, notInvoiceable: new Set() }).lines).toHaveLength(1)
  expect(Object.entries(tenders).flatMap(([kind, { invoiceable }]) => (invoiceable ? [] : [kind]))).toEqual([
    'prepaid-card',
    'stored-value',
    'points',
    'seller-coupon',
    'platform-coupon',
  ])
})

const cash = (amount: number) => [{ kind: 'cash' as const, amount: fen(amount) }]
const { amount: _, ...unpriced } = dinner

test.each<[string, Sale, string, number | undefined]>([
  ['without lines', sale([]), 'no-lines', undefined],
  ['without an amount', sale([dinner, unpriced]), 'amount-missing', 1],
  [
    'too large',
    sale([dinner, { ...unpriced, quantity: decimal('1000000000'), unitPrice: decimal('99') }]),
    'amount-too-large',
    1,
  ],
  ['with a discount larger than its line', sale([{ ...dinner, discount: fen(12801) }]), 'discount-too-large', 0],
  ['with a negative discount', sale([{ ...dinner, discount: fen(-1) }]), 'discount-negative', 0],
  ['with a negative discount of the order', sale([dinner], { discount: fen(-1) }), 'discount-negative', undefined],
  ['discounted by 100 %', sale([dinner], { discount: fen(12800) }), 'nothing-left', undefined],
  [
    'discounted by more than all amounts together',
    sale([dinner], { discount: fen(1e12), tenders: undefined }),
    'nothing-left',
    undefined,
  ],
  ['of gifts', sale([{ ...dinner, amount: fen(0) }]), 'nothing-left', undefined],
  ['wholly refunded', sale([dinner, { ...dinner, amount: fen(-12800) }]), 'nothing-left', undefined],
  ['paid less than due', sale([dinner], { tenders: cash(12700) }), 'tenders-do-not-add-up', undefined],
  [
    'paid by a card that got money back',
    sale([dinner], { tenders: [...cash(12900), { kind: 'points', amount: fen(-100) }] }),
    'tender-given-back',
    undefined,
  ],
])('a sale %s is refused, not thrown', (_, bad, problem, line) => {
  expect(linesFromSale(bad)).toEqual(line === undefined ? { ok: false, problem } : { ok: false, problem, line })
})

const items = [
  { ...meal, item: 'a' },
  { ...bread, item: 'b' },
  { ...meal, item: 'c', taxation: taxed(100) },
  { ...bread, item: 'd', taxation: { kind: 'exempt' as const } },
]

const part = fc.oneof(fc.constant(0), fc.constant(0), fc.constant(1), parts(0, 1))
const saleLines = fc.record({
  item: fc.constantFrom(...items),
  amount: fc.oneof(
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: -20_000, max: 100_000 }),
    fc.integer({ min: -1e7, max: 1e8 }),
  ),
  quantity: fc.option(fc.tuple(fc.bigInt({ min: 1n, max: 5000n }), fc.integer({ min: 0, max: 3 })), { nil: undefined }),
  discount: part,
})

const sales = fc.record({
  prices: fc.constantFrom('tax-included' as const, 'tax-exclusive' as const),
  lines: fc.array(saleLines, { minLength: 1, maxLength: 10 }),
  discount: part,
  points: fc.option(part, { nil: undefined }),
  paidBack: part,
})

type Drawn = typeof sales extends fc.Arbitrary<infer T> ? T : never

function lineOf({ item, amount, quantity, discount }: Drawn['lines'][number]): SaleLine {
  const counted = quantity && decimal((Number(quantity[0]) / 10 ** quantity[1]).toFixed(quantity[1]))
  return { ...item, amount: fen(amount), quantity: counted, discount: fen(Math.floor(Math.abs(amount) * discount)) }
}

/** What a line is worth after its own discount, negative for a refund. */
const worthOf = ({ amount = fen(0), discount = fen(0) }: SaleLine) => amount - Math.sign(amount) * discount

const added = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

/** By item: what came back and was not sold in the same order. */
function returnedOf(lines: readonly SaleLine[]): number {
  const byItem = Object.values(Object.groupBy(lines, ({ item }) => item))
  return added(byItem.map((same = []) => Math.max(0, -added(same.map(worthOf)))))
}

test('whatever a till sends, the rows are in order and add up to what was paid and may be invoiced', () => {
  const seen = { issued: 0, refused: 0, paidBack: 0, exclusive: 0 }
  fc.assert(
    fc.property(sales, (drawn) => {
      const lines = drawn.lines.map(lineOf)
      const signed = added(lines.map(worthOf))
      const returned = returnedOf(lines)
      const due = Math.max(0, signed)
      const discount = fen(Math.floor(due * drawn.discount))
      const points = fen(Math.floor((due - discount) * (drawn.points ?? 0)))
      const paidBack = Math.floor(drawn.paidBack * 2 * returned)
      const paid = [
        { kind: 'points' as const, amount: points },
        { kind: 'stored-value' as const, amount: fen(-paidBack) },
        { kind: 'cash' as const, amount: fen(due - discount - points + paidBack) },
      ]
      const included = drawn.prices === 'tax-included'
      const tenders = included && drawn.points !== undefined ? paid : undefined
      const result = linesFromSale({ prices: drawn.prices, lines, discount, tenders })
      if (!result.ok) {
        seen.refused++
        if (tenders && signed >= 0 && paidBack > returned) expect(result.problem).toBe('tender-given-back')
        // More came back than was sold: no tenders were drawn for that.
        else expect(signed < 0 ? ['nothing-left', 'tenders-do-not-add-up'] : ['nothing-left']).toContain(result.problem)
        return
      }
      seen.issued++
      expect(blueLineProblems(result.lines)).toEqual([])
      const { gross } = totals(result.lines)
      if (included) {
        if (tenders && paidBack > 0) seen.paidBack++
        expect(gross).toBe(signed + returned - discount - (tenders ? points : 0))
      } else if (lines.every((line) => worthOf(line) >= 0)) {
        seen.exclusive++
        expect(gross).toBe(
          added(lines.map((line) => amountsFromNet(fen(worthOf(line)), line.taxation).gross)) - discount,
        )
      }
    }),
    { numRuns: 10_000 },
  )
  expect(seen.issued).toBeGreaterThan(6000)
  expect(seen.paidBack).toBeGreaterThan(50)
  expect(seen.exclusive).toBeGreaterThan(500)
})
