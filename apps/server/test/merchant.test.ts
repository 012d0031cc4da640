import type { MerchantCalls } from '@mashang/contract'
import { type Line, lineProblems, totals } from '@mashang/invoice'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItem } from '../src/items/items.ts'
import { PUBLIC_URL, type TestApp, testApp } from './app.ts'
import { type Browser, browser } from './browser.ts'
import { AT_SIX, aForm, type Chain, plantChain, submitted } from './shop.ts'
import { until } from './until.ts'

let app: TestApp
let chain: Chain
let till: Browser

beforeAll(async () => {
  app = await testApp({ bureau: true, works: true })
  chain = await plantChain(app.deps, '蓝湖')
  till = browser(app.http)
  await app.deps.db.transaction().execute(async (tx) => {
    const item = { unit: '次', taxation: AT_SIX }
    await addItem(tx, chain.tenant.id, { ...item, code: 'PARK', name: '停车费', taxCode: '3040502020200000000' })
    await addItem(tx, chain.tenant.id, { ...item, code: 'CARD', name: '礼品卡', taxCode: '6010000000000000000' })
  })
})
afterAll(() => app?.close())

let orders = 0
const anOrder = (change: object = {}) => ({
  organizationCode: 'E-1',
  number: `T${++orders}`,
  paidAt: '2026-11-23T12:40:00+08:00',
  grossFen: 4_600,
  lines: [
    { name: '午餐', itemCode: 'MEAL', quantity: '2', unitPrice: '15', grossFen: 3_000 },
    { name: '可颂', taxCode: '1030201020000000000', taxation: '13%', unit: '个', grossFen: 1_600 },
  ],
  ...change,
})

type OrderBody = MerchantCalls['POST /v1/orders']['input']['body']

const push = (order: object, headers: Record<string, string> = {}) =>
  till.call(
    'POST /v1/orders',
    { body: order as OrderBody },
    { headers: { authorization: `Bearer ${chain.apiKey}`, 'idempotency-key': crypto.randomUUID(), ...headers } },
  )
const read = (id: string, apiKey = chain.apiKey) =>
  till.call('GET /v1/orders/{id}', { params: { id } }, { headers: { authorization: `Bearer ${apiKey}` } })

test('without a valid key there is no answer but that one is needed', async () => {
  const wrong = `${chain.apiKey.slice(0, -1)}${chain.apiKey.endsWith('A') ? 'B' : 'A'}`
  for (const authorization of [
    '',
    'Bearer',
    `Bearer ${wrong}`,
    chain.apiKey,
    `Basic ${chain.apiKey}`,
    'Bearer msk_00000_x',
  ])
    expect((await push({ nonsense: true }, { authorization })).problem, authorization).toMatchObject({
      status: 401,
      code: 'api-key-required',
    })
})

test('a revoked key is worth nothing', async () => {
  const revoked = await plantChain(app.deps, '关门')
  await sql`update api_key set revoked_at = now() where tenant_id = ${revoked.tenant.id}`.execute(app.deps.db)
  expect((await push(anOrder(), { authorization: `Bearer ${revoked.apiKey}` })).problem.status).toBe(401)
})

test('an order is pushed, scanned, invoiced, and tells what became of it', async () => {
  const pushed = await push(anOrder())
  expect(pushed.status).toBe(201)
  const { id, receiptUrl } = pushed.value
  expect(pushed.value).toEqual({
    id: expect.stringMatching(/^ord_/),
    organizationCode: 'E-1',
    number: `T${orders}`,
    paidAt: '2026-11-23T04:40:00.000Z',
    grossFen: 4_600,
    receiptUrl: expect.stringMatching(new RegExp(`^${PUBLIC_URL}/r/${chain.tenant.key}`)),
  })
  expect((await read(id)).value).toEqual(pushed.value)

  const phone = browser(app.http)
  const code = receiptUrl.split('/r/')[1] as string
  expect((await phone.send({ url: `/r/${code}` })).body).toContain('可颂')
  await submitted(phone, aForm({ kind: 'receipt', code }))
  const { application } = await until(
    async () => (await read(id)).value,
    (order) => order.application?.status === 'issued',
  )
  expect(application).toEqual({
    id: expect.stringMatching(/^app_/),
    status: 'issued',
    invoiceNumber: expect.stringMatching(/^9999\d{16}$/),
  })
})

test('a supermarket’s exempt eggs, rice at 9 %, soap at 13 % and a simplified 3 % become one invoice', async () => {
  const basket = anOrder({
    grossFen: 20_300,
    lines: [
      { name: '鸡蛋', taxCode: '1010303020100000000', taxation: '免税', unit: '盒', quantity: '1', grossFen: 1_180 },
      { name: '大米', taxCode: '1030102010100000000', taxation: '9%', grossFen: 10_900 },
      { name: '肥皂', taxCode: '1070206010000000000', taxation: '0.13', grossFen: 1_130 },
      { name: '自来水', taxCode: '1100301010000000000', taxation: '3% simplified', grossFen: 7_090 },
    ],
  })
  const { id, receiptUrl } = (await push(basket)).value
  expect((await push(basket)).value.id, 'the same order').toBe(id)
  await submitted(browser(app.http), aForm({ kind: 'receipt', code: receiptUrl.split('/r/')[1] as string }))
  await until(
    async () => (await read(id)).value,
    (order) => order.application?.status === 'issued',
  )
  const { rows } = await sql<{ net: number; tax: number; lines: object[] }>`
    select i.net_fen as net, i.tax_fen as tax, a.lines from invoice i join application a on a.id = i.application_id
    where a.gross_fen = 20300`.execute(app.deps.db)
  expect(rows).toMatchObject([
    {
      net: 1_180 + 10_000 + 1_000 + 6_883,
      tax: 900 + 130 + 207,
      lines: [
        { name: '鸡蛋', net: 1_180, tax: 0, taxation: { kind: 'exempt' }, unitPrice: '11.8' },
        { net: 10_000, tax: 900, taxation: { kind: 'taxed', rate: 900 } },
        { net: 1_000, tax: 130 },
        { net: 6_883, tax: 207, taxation: { kind: 'taxed', rate: 300, relief: 'simplified-3' } },
      ],
    },
  ])
})

test('an idempotency key is required', async () => {
  for (const key of ['', 'x'.repeat(201)])
    expect((await push(anOrder(), { 'idempotency-key': key })).problem).toMatchObject({
      status: 400,
      code: 'idempotency-key-required',
    })
})

test('asking again with the same key gives the same answer; asking for something else with it is refused', async () => {
  const [order, headers] = [anOrder(), { 'idempotency-key': crypto.randomUUID() }]
  const first = await push(order, headers)
  expect((await push(order, headers)).raw.json()).toEqual(first.value)
  expect((await push({ ...order, number: 'another' }, headers)).problem.code).toBe('idempotency-key-reused')
  const other = await plantChain(app.deps, '青禾')
  const elsewhere = await push(order, { ...headers, authorization: `Bearer ${other.apiKey}` })
  expect(elsewhere.value.id, 'another tenant’s keys are its own').not.toBe(first.value.id)
})

test('a refused request may use its key again', async () => {
  const [order, headers] = [anOrder(), { 'idempotency-key': crypto.randomUUID() }]
  expect((await push({ ...order, organizationCode: 'NOWHERE' }, headers)).problem.code).toBe('organization-unknown')
  expect((await push(order, headers)).status).toBe(201)
})

test('twenty at once with one key are one order with one answer', async () => {
  const [order, headers] = [anOrder(), { 'idempotency-key': crypto.randomUUID() }]
  const answers = await Promise.all(Array.from({ length: 20 }, () => push(order, headers)))
  expect(new Set(answers.map(({ value }) => JSON.stringify(value, Object.keys(value).toSorted()))).size).toBe(1)
  const { rows } = await sql`select count(*)::int as count from "order" where number = ${order.number}`.execute(
    app.deps.db,
  )
  expect(rows).toEqual([{ count: 1 }])
})

test('the same order under another key is the same order; the same number with other content is refused', async () => {
  const order = anOrder()
  const { id } = (await push(order)).value
  expect((await push(order)).value.id).toBe(id)
  const lines = [{ name: '别的', itemCode: 'MEAL', grossFen: 4_600 }]
  expect((await push({ ...order, lines })).problem).toMatchObject({ status: 409, code: 'order-exists' })
  expect((await push({ ...order, organizationCode: 'W-1' })).value.id, 'numbers are the store’s own').not.toBe(id)
})

const meals = (count: number, grossFen: number) =>
  anOrder({ grossFen: count * grossFen, lines: Array(count).fill({ name: '午餐', itemCode: 'MEAL', grossFen }) })

test('an order so long that its rounding breaks the bureau’s tolerance is fitted into it, and stays what was paid', async () => {
  const order = meals(400, 8)
  expect((await push(order)).status).toBe(201)
  const { rows } = await sql<{ lines: Line[] }>`select lines from "order" where number = ${order.number}`.execute(
    app.deps.db,
  )
  const lines = rows[0]?.lines ?? []
  expect([lines.length, totals(lines).gross, lineProblems(lines)]).toEqual([400, 3_200, []])
})

test('an order pushed before comes back as it is, whatever the rules have become', async () => {
  const long = meals(400, 8)
  const { id } = (await push(long)).value
  // As the rules of an earlier version fitted it, and as they let fuel through.
  await sql`update "order" set lines = (select jsonb_agg(jsonb_set(line, '{net}', '7') || '{"tax": 1}')
    from jsonb_array_elements(lines) line) where number = ${long.number}`.execute(app.deps.db)
  expect((await push(long)).value.id).toBe(id)

  const bread = anOrder({ grossFen: 1_600, lines: [{ ...anOrder().lines[1] }] })
  const fuel = { ...bread, lines: [{ ...bread.lines[0], taxCode: '1070101010100000000' }] }
  const before = (await push(bread)).value
  await sql`update "order" set lines = jsonb_set(lines, '{0,taxCode}', '"1070101010100000000"')
    where number = ${bread.number}`.execute(app.deps.db)
  expect((await push(fuel)).value.id).toBe(before.id)
  expect((await push({ ...fuel, number: 'FUEL' })).problem.code).toBe('not-an-ordinary-invoice')
  const dearer = { ...fuel, grossFen: 1_700, lines: [{ ...fuel.lines[0], grossFen: 1_700 }] }
  expect((await push(dearer)).problem.code).toBe('order-exists')
})

test.each([
  ['lines-do-not-add-up', anOrder({ grossFen: 4_601 })],
  ['lines-do-not-add-up', { ...meals(2, 900_000_000_000), grossFen: 1_000_000_000_000 }],
  ['organization-unknown', anOrder({ organizationCode: 'X' })],
  ['item-unknown', anOrder({ grossFen: 1, lines: [{ name: 'x', itemCode: 'NONE', grossFen: 1 }] })],
  ['item-unknown', anOrder({ grossFen: 1, lines: [{ name: 'x', grossFen: 1 }] })],
  ['bad-input', anOrder({ lines: [] })],
  ['bad-input', anOrder({ paidAt: '2026-11-23 12:40' })],
  ['bad-input', anOrder({ number: 'a\ud83d' })],
  ['bad-input', anOrder({ grossFen: 1, lines: [{ name: '\ud83d', itemCode: 'MEAL', grossFen: 1 }] })],
  ['bad-input', anOrder({ grossFen: 1, lines: [{ name: 'x', itemCode: 'MEAL', grossFen: 1, taxation: '0%' }] })],
])('%s: an order is refused and not written', async (code, order) => {
  expect((await push(order)).problem.code).toBe(code)
  const { rows } = await sql`select from "order" where number = ${order.number.replace('\ud83d', '�')}`.execute(
    app.deps.db,
  )
  expect(rows).toHaveLength(0)
})

const meal = { name: '午餐', itemCode: 'MEAL', grossFen: 1_000 }
const NO_PRICE = '数量最多 16 位、8 位小数，并要算得出单价，请核对数量和金额'
const aMeal = (line: object, change: object = {}) =>
  anOrder({ grossFen: 1_000, lines: [{ ...meal, ...line }], ...change })

test.each([
  ['quantity', { quantity: '0' }, '数量要大于 0'],
  ['quantity', { quantity: '-1' }, '数量要大于 0'],
  ['quantity', { quantity: '0.0000001', grossFen: 1_000_000_000_000 }, NO_PRICE],
  ['quantity', { quantity: '0.333333333' }, NO_PRICE],
  ['quantity', { quantity: '9999999999' }, NO_PRICE],
  ['quantity', { quantity: '100000000000000000000' }, NO_PRICE],
  ['name', { name: '🍕🍕' }, '没有能印在发票上的字'],
  ['name', { name: '*饮料*可乐' }, '项目名称不带星号和简称，开票时由税局加上'],
])('a line whose %s cannot stand on an invoice (%j) is refused by name', async (field, line, message) => {
  const { grossFen } = { ...meal, ...line }
  const { problem } = await push(aMeal(line, { grossFen }))
  expect(problem).toMatchObject({ code: 'bad-input', errors: [{ path: `lines.0.${field}`, message }] })
})

const parking = { name: '停车费', taxCode: '3040502020200000000', taxation: '9%', grossFen: 1_000 }
const card = { name: '礼品卡', taxCode: '6010000000000000000', taxation: '不征税', grossFen: 1_000 }
const necklace = { name: '金项链', taxCode: '1060509010000000000', taxation: '13%', grossFen: 1_000 }
const lunch = { name: '午餐', itemCode: 'MEAL', grossFen: 1_000 }

test.each([
  ['parking', [lunch, parking], [['lines.1.taxCode', 'parking-unsupported', /电子税务局/]]],
  ['gold', [necklace, lunch], [['lines.0.taxCode', 'gold-unsupported', /电子税务局/]]],
  ['a prepaid card with a meal', [lunch, card], [['lines.1.taxCode', 'prepaid-card-not-alone', /单独开具/]]],
  [
    'a prepaid card that is taxed',
    [{ ...card, taxation: '6%' }],
    [['lines.0.taxation', 'must-be-outside-scope', /不征税/]],
  ],
  [
    'a prepaid card that is taxed, with a meal',
    [lunch, { ...card, taxation: '6%' }],
    [
      ['lines.1.taxCode', 'prepaid-card-not-alone', /单独开具/],
      ['lines.1.taxation', 'must-be-outside-scope', /不征税/],
    ],
  ],
  [
    'an item for parking',
    [{ name: '停车', itemCode: 'PARK', grossFen: 1_000 }],
    [['lines.0.itemCode', 'parking-unsupported', /电子税务局/]],
  ],
  [
    'an item for cards that is taxed, with a meal',
    [lunch, { name: '礼品卡', itemCode: 'CARD', grossFen: 1_000 }],
    [['lines.1.itemCode', 'prepaid-card-not-alone', /单独开具/]],
  ],
  [
    'an item for cards whose tax the till changed',
    [{ name: '礼品卡', itemCode: 'CARD', taxation: '免税', grossFen: 1_000 }],
    [['lines.0.taxation', 'must-be-outside-scope', /不征税/]],
  ],
] as const)(
  '%s is no ordinary invoice, and the till is told at once which line and what to do',
  async (_, lines, told) => {
    const order = anOrder({ grossFen: lines.length * 1_000, lines })
    const { problem } = await push(order)
    expect(problem).toMatchObject({ status: 422, code: 'not-an-ordinary-invoice' })
    expect(problem.errors).toEqual(
      told.map(([path, code, message]) => ({ path, code, message: expect.stringMatching(message) })),
    )
    const english = await push(order, { 'accept-language': 'en' })
    expect(english.problem.errors?.[0]?.message).toMatch(/^[A-Z]/)
  },
)

test('prepaid cards by themselves are an ordinary invoice', async () => {
  expect((await push(anOrder({ grossFen: 1_000, lines: [card] }))).status).toBe(201)
})

test('a quantity with a price of many decimals stands', async () => {
  expect((await push(aMeal({ quantity: '3' }))).status).toBe(201)
})

test('an order paid in the future is refused, beyond a day by which a clock may be wrong', async () => {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  expect((await push(aMeal({}, { paidAt: at(25) }))).problem).toMatchObject({
    code: 'bad-input',
    errors: [{ path: 'paidAt', message: '支付时间在将来，请核对' }],
  })
  expect((await push(aMeal({}, { paidAt: at(23) }))).status).toBe(201)
})

test('an order number is one number in capital and in small letters', async () => {
  const order = aMeal({}, { number: 'case-1a' })
  const { id, number } = (await push(order)).value
  expect(number).toBe('CASE-1A')
  expect((await push({ ...order, number: 'CASE-1a' })).value.id).toBe(id)
  expect((await push(aMeal({ quantity: '2' }, { number: 'Case-1A' }))).problem.code).toBe('order-exists')
})

test('emoji stay off the lines', async () => {
  const { id } = (await push(aMeal({ name: '🍝意面  套餐', specification: '大🍽️份', unit: '🍴' }))).value
  const { rows } = await sql<{ lines: object[] }>`
    select lines from "order" where number = ${`T${orders}`}`.execute(app.deps.db)
  expect(id).toMatch(/^ord_/)
  expect(rows[0]?.lines).toMatchObject([{ name: '意面 套餐', specification: '大份', unit: '次' }])
})

test('two thousand lines fit into one order', async () => {
  expect((await push(meals(200, 100))).status).toBe(201)
  const lines = Array.from({ length: 2_000 }, (_, n) => ({ name: `商品${n}`, itemCode: 'MEAL', grossFen: 10_600 }))
  expect((await push(anOrder({ grossFen: 2_000 * 10_600, lines }))).status).toBe(201)
})

test('another tenant’s order does not exist', async () => {
  const { id } = (await push(anOrder())).value
  const other = await plantChain(app.deps, '别家')
  expect((await read(id, other.apiKey)).problem).toMatchObject({ status: 404, code: 'not-found' })
  expect((await read('ord_x')).problem.code).toBe('bad-input')
})
