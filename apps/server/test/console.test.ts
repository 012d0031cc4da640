import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from './app.ts'
import { type Browser, browser } from './browser.ts'
import { aForm, type Chain, plantChain, seller, signIn, submitted, withTitle } from './shop.ts'

let app: TestApp
let chain: Chain
let staff: Browser

beforeAll(async () => {
  app = await testApp()
  chain = await plantChain(app.deps, '蓝湖')
  staff = await signIn(app, chain, 'founder')
})
afterAll(() => app?.close())

const tree = async (from = staff) => (await from.call('GET /api/console/organizations', {})).value.rows
const organization = async (code: string) => {
  const found = (await tree()).find((each) => each.code === code)
  if (!found) throw new Error(`no organization ${code}`)
  return found
}
async function everyPage<T>(
  read: (cursor?: string) => Promise<{ rows: T[]; next?: string | undefined }>,
): Promise<T[]> {
  const rows: T[] = []
  let cursor: string | undefined
  do {
    const page = await read(cursor)
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor)
  return rows
}

const codes = (query: object = {}) => staff.call('GET /api/console/qr-codes', { query })

test('who is signed in, for whom, and what waits', async () => {
  await submitted(browser(app.http), aForm(withTitle(chain)))
  expect((await staff.call('GET /api/console/me', {})).value).toMatchObject({
    name: '林晓',
    role: 'administrator',
    tenant: { name: '蓝湖', brand: '蓝湖咖啡', colour: '#0f5666' },
    channel: 'sandbox',
    waiting: { reviewing: 1, issuing: 0, failed: 0 },
  })
})

test('the tree lists parents first; below a branch nothing else is seen', async () => {
  expect((await tree()).map(({ code }) => code)).toEqual(['HQ', 'EAST', 'WEST', 'E-1', 'W-1'])
  const east = await signIn(app, chain, { role: 'operator', at: chain.organizations.east })
  expect((await tree(east)).map(({ code }) => code)).toEqual(['EAST', 'E-1'])
})

test('a phone and opening hours are changed, cleared with null, and otherwise left alone', async () => {
  const { id } = await organization('W-1')
  const change = async (body: object) =>
    (await staff.call('PATCH /api/console/organizations/{id}', { params: { id }, body })).value
  const hours = { phone: '0755-1111 1111', openingHours: '8:00–22:00' }
  expect(await change(hours)).toMatchObject(hours)
  const renamed = await change({ name: '西店', phone: null })
  expect(renamed).toMatchObject({ name: '西店', openingHours: '8:00–22:00' })
  expect(renamed).not.toHaveProperty('phone')
  expect(await change({ openingHours: null })).not.toHaveProperty('openingHours')
  expect(await organization('W-1')).not.toHaveProperty('phone')
  for (const body of [{ name: null }, { kind: null }, { phone: '' }])
    expect(
      (await staff.call('PATCH /api/console/organizations/{id}', { params: { id }, body: body as object })).problem
        .code,
    ).toBe('bad-input')
})

test('every organization has the nearest tax profile above it, until it is given its own, and again afterwards', async () => {
  const setSeller = (id: string, own: typeof seller | null) =>
    staff.call('PUT /api/console/organizations/{id}/seller', { params: { id }, body: { seller: own } })
  const inherited = { seller: { name: seller.name, channel: 'sandbox' }, sellerFrom: { code: 'HQ' } }
  expect(await organization('E-1')).toMatchObject(inherited)

  const { id } = await organization('EAST')
  const own = { ...seller, name: '蓝湖东区餐饮有限公司', taxpayerId: '91990000MA0CCCC5XX' }
  const given = await setSeller(id, own)
  expect(given.value.seller).toMatchObject({ name: own.name })
  expect(given.value, 'another taxpayer has no channel yet').not.toHaveProperty('seller.channel')
  expect(given.value).not.toHaveProperty('sellerFrom')
  expect(await organization('E-1')).toMatchObject({ seller: { name: own.name }, sellerFrom: { code: 'EAST' } })
  expect(await organization('W-1')).toMatchObject(inherited)

  const moved = await setSeller(id, { ...seller, address: '新地址 1 号' })
  expect(moved.value.seller, 'the channel follows the taxpayer').toMatchObject({
    address: '新地址 1 号',
    channel: 'sandbox',
  })
  await setSeller(id, null)
  expect(await organization('E-1')).toMatchObject(inherited)
})

test('organization codes are unique, parents are one’s own, and only those who configure may add', async () => {
  const parentId = (await organization('EAST')).id
  const add = (from: Browser, change: object) =>
    from.call('POST /api/console/organizations', {
      body: { parentId, code: 'NEW', name: '新店', kind: 'store', ...change },
    })
  expect((await add(staff, { code: 'W-1' })).problem.code).toBe('organization-code-taken')
  const operator = await signIn(app, chain, { role: 'operator' })
  expect((await add(operator, {})).problem.code).toBe('forbidden')
  const others = await signIn(app, await plantChain(app.deps, '别家'), 'founder')
  expect((await add(others, {})).problem.code).toBe('organization-unknown')
  const answers = await Promise.all([1, 2, 3].map(() => add(staff, {})))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
})

test('a store that sells for nobody gets no code', async () => {
  const bare = await plantChain(app.deps, '新店', { sells: false })
  const owner = await signIn(app, bare, 'founder')
  const organizationId = (await tree(owner)).find(({ code }) => code === 'W-1')?.id as string
  const body = { organizationId, name: '前台', mode: 'title-only' } as const
  expect((await owner.call('POST /api/console/qr-codes', { body })).problem.code).toBe('seller-missing')
  expect((await staff.call('POST /api/console/qr-codes', { body })).problem.code).toBe('organization-unknown')
})

test('a store’s codes are told with it: which are active, and which were disabled or have expired', async () => {
  const owner = await signIn(app, await plantChain(app.deps, '三码'), 'founder')
  const store = async () => (await tree(owner)).find(({ code }) => code === 'W-1')
  const organizationId = (await store())?.id as string
  const make = async (name: string, expiresAt?: string) => {
    const body = { organizationId, name, mode: 'title-only', ...(expiresAt && { expiresAt }) } as const
    return (await owner.call('POST /api/console/qr-codes', { body })).value.id
  }
  const id = await make('停用')
  await owner.call('PATCH /api/console/qr-codes/{id}', { params: { id }, body: { enabled: false } })
  await make('过期', '2020-01-01T00:00:00+08:00')
  await make('启用')
  expect((await store())?.qrCodes.map(({ name, active }) => [name, active])).toEqual(
    expect.arrayContaining([
      ['停用', false],
      ['过期', false],
      ['启用', true],
    ]),
  )
})

test('rotating ten times at once makes ten versions, of which one is current', async () => {
  const [row] = (await codes({ mode: 'order-match' })).value.rows
  const params = { id: row?.id as string }
  const body = { graceDays: 1 }
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => staff.call('POST /api/console/qr-codes/{id}/rotation', { params, body })),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201))
  const { versions, version } = (await staff.call('GET /api/console/qr-codes/{id}', { params })).value
  expect([version, versions.length]).toEqual([11, 11])
  expect(versions.filter(({ state }) => state === 'current').map((each) => each.version)).toEqual([11])
})

test('an executive may neither make, change nor rotate codes', async () => {
  const executive = await signIn(app, chain, { role: 'executive' })
  const [row] = (await codes({ mode: 'title-only' })).value.rows
  const params = { id: row?.id as string }
  const answers = [
    await executive.call('PATCH /api/console/qr-codes/{id}', { params, body: { enabled: false } }),
    await executive.call('POST /api/console/qr-codes/{id}/rotation', { params, body: { graceDays: 0 } }),
    await executive.call('POST /api/console/qr-codes', {
      body: { organizationId: row?.organization.id as string, name: 'x', mode: 'title-only' },
    }),
  ]
  expect(answers.map(({ problem }) => problem.code)).toEqual(['forbidden', 'forbidden', 'forbidden'])
})

test('the list of codes counts, filters, searches and pages; a store without a code is a row', async () => {
  const { id: parentId } = await organization('WEST')
  await staff.call('POST /api/console/organizations', {
    body: { parentId, code: 'W-2', name: '没有码的店', kind: 'store' },
  })
  const { rows, counts } = (await codes()).value
  expect(counts).toEqual({ all: rows.length, generated: 3, disabled: 0, expired: 0, missing: rows.length - 3 })
  const missing = (await codes({ q: 'w-2' })).value
  expect(missing.rows).toMatchObject([
    { status: 'missing', organization: { code: 'W-2' }, seller: { name: seller.name } },
  ])
  expect((await codes({ status: 'missing', q: '没有码' })).value.rows).toHaveLength(1)

  const paged = await everyPage(async (cursor) => (await codes({ limit: 2, ...(cursor && { cursor }) })).value)
  expect(paged).toEqual(rows)
})

test('today’s counters count submissions and Shanghai’s day', async () => {
  const phone = browser(app.http)
  await phone.call('GET /api/consumer/codes/{code}', { params: { code: chain.codes.westTitleOnly.text } })
  await submitted(phone, aForm({ kind: 'code', code: chain.codes.westTitleOnly.text }))
  const row = async () => (await codes({ q: 'W-1' })).value.rows[0]
  expect(await row()).toMatchObject({ scansToday: 1, submittedToday: 1, issuedToday: 0 })
  await sql`update qr_code_scan set day = day - 1`.execute(app.deps.db)
  await sql`update application set submitted_at = submitted_at - interval '1 day'`.execute(app.deps.db)
  expect(await row()).toMatchObject({ scansToday: 0, submittedToday: 0 })
})

test('pages of the work list hold every application once, in either order', async () => {
  const others = await plantChain(app.deps, '青禾')
  const owner = await signIn(app, others, 'founder')
  const phone = browser(app.http)
  for (let n = 0; n < 7; n++) await submitted(phone, aForm(withTitle(others)))
  // Two that came in the same moment.
  await sql`update application set submitted_at = '2026-11-23T00:00:00Z'
    where tenant_id = ${others.tenant.id} and id in (select id from application where tenant_id = ${others.tenant.id} limit 3)`.execute(
    app.deps.db,
  )
  const listed = (order: 'newest' | 'oldest') =>
    everyPage(async (cursor) => {
      const query = { order, limit: 3, status: 'reviewing' as const, ...(cursor && { cursor }) }
      return (await owner.call('GET /api/console/applications', { query })).value
    })
  const newest = await listed('newest')
  expect(new Set(newest.map(({ id }) => id)).size).toBe(7)
  expect(await listed('oldest')).toEqual(newest.toReversed())
  const { counts } = (await owner.call('GET /api/console/applications', { query: {} })).value
  expect(counts).toEqual({ reviewing: 7, issuing: 0, failed: 0, issued: 0 })
})

test.each([
  ['100%满意', ['100%满意有限公司']],
  ['%', ['100%满意有限公司']],
  ['_', ['a_b有限公司']],
  ['a\\b', ['a\\b有限公司']],
  ["'; drop table application --", []],
  ['O\'Brien "x"', ['O\'Brien "x" Ltd']],
  ['91990000ma0bbbb3xl', ['100%满意有限公司', 'O\'Brien "x" Ltd', 'a\\b有限公司', 'a_b有限公司']],
])('a search for %j finds what contains exactly that', async (q, names) => {
  const owner = await searchable()
  const { rows } = (await owner.call('GET /api/console/applications', { query: { q } })).value
  expect(rows.map(({ buyer }) => buyer.name).toSorted()).toEqual(names)
  expect((await owner.call('GET /api/console/invoices', { query: { q } })).value).toEqual({ rows: [], count: 0 })
})

let searched: Promise<Browser> | undefined
const searchable = () =>
  (searched ??= (async () => {
    const shop = await plantChain(app.deps, '搜索')
    const phone = browser(app.http)
    for (const name of ['100%满意有限公司', 'a_b有限公司', 'a\\b有限公司', 'O\'Brien "x" Ltd'])
      await submitted(
        phone,
        aForm(withTitle(shop), { buyer: { kind: 'enterprise', name, taxpayerId: '91990000MA0BBBB3XL' } }),
      )
    return await signIn(app, shop, 'founder')
  })())
