import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { matchOrder } from '../src/qr-codes/match.ts'
import { type TestApp, testApp } from './app.ts'
import { type Browser, browser } from './browser.ts'
import { aForm, aReceipt, type Chain, plantChain, seller, signIn, submitted, withReceipt, withTitle } from './shop.ts'

let app: TestApp
let chain: Chain
let staff: Browser
let phone: Browser

beforeAll(async () => {
  app = await testApp()
  chain = await plantChain(app.deps, '蓝湖')
  staff = await signIn(app, chain, 'founder')
  phone = browser(app.http)
})
afterAll(() => app?.close())

const scan = (code: string) => phone.call('GET /api/consumer/codes/{code}', { params: { code } })

/** A code of its own for a test that breaks it. */
async function aCode(mode: 'title-only' | 'order-match' = 'order-match') {
  const organizationId = (await staff.call('GET /api/console/organizations', {})).value.rows.find(
    (each) => each.code === 'E-1',
  )?.id as string
  const body = { organizationId, name: '临时', mode }
  const { id, url } = (await staff.call('POST /api/console/qr-codes', { body })).value
  return { id, text: url.split('/s/')[1] ?? '' }
}

test('a code leads to the form of its shop', async () => {
  expect((await scan(chain.codes.matching.text)).value).toEqual({
    source: { kind: 'code', code: chain.codes.matching.text, mode: 'order-match' },
    shop: {
      brand: '蓝湖咖啡',
      store: '蓝湖E-1',
      sellerName: seller.name,
      simulated: true,
      phone: '0755-0000 0000',
      colour: '#0f5666',
    },
  })
})

test('a code may be typed in capitals, and with O and I for the digits they resemble', async () => {
  const typed = chain.codes.matching.text.toUpperCase().replaceAll('0', 'O').replaceAll('1', 'I')
  expect((await scan(typed)).status).toBe(200)
})

test.each(['', 'x', 'zzzzz0000000000000000', '../../etc/passwd', '💥'.repeat(20), '%00', "'; drop table tenant --"])(
  'no code %j is known',
  async (text) => {
    expect((await scan(text)).problem).toMatchObject({ status: 404, code: text ? 'qr-code-unknown' : 'not-found' })
  },
)

const shop = { brand: '蓝湖咖啡', phone: '0755-0000 0000' }

test('a disabled code says so and names the shop to ask, until it is enabled again', async () => {
  const { id, text } = await aCode()
  const enable = (enabled: boolean) =>
    staff.call('PATCH /api/console/qr-codes/{id}', { params: { id }, body: { enabled } })
  await enable(false)
  expect((await scan(text)).problem).toMatchObject({ code: 'qr-code-disabled', shop })
  await enable(true)
  expect((await scan(text)).status).toBe(200)
})

test('an expired code says so, and not a moment before', async () => {
  const { id, text } = await aCode()
  const expire = (ms: number) =>
    staff.call('PATCH /api/console/qr-codes/{id}', {
      params: { id },
      body: { expiresAt: new Date(Date.now() + ms).toISOString() },
    })
  await expire(60_000)
  expect((await scan(text)).status).toBe(200)
  await expire(-1)
  expect((await scan(text)).problem).toMatchObject({ code: 'qr-code-expired', shop })
})

test('a replaced code works through its days of grace and then says so; the new one works at once', async () => {
  const { id, text } = await aCode()
  const rotate = async (graceDays: number) =>
    (await staff.call('POST /api/console/qr-codes/{id}/rotation', { params: { id }, body: { graceDays } })).value
  const second = await rotate(7)
  expect(second).toMatchObject({ version: 2, versions: [{ state: 'current' }, { state: 'grace' }] })
  const next = second.url.split('/s/')[1] as string
  expect(next).not.toBe(text)
  expect([(await scan(text)).status, (await scan(next)).status]).toEqual([200, 200])

  await sql`update qr_code_version set grace_until = now() where qr_code_id = (
    select qr_code_id from qr_code_version where code = ${text.slice(5)}) and version = 1`.execute(app.deps.db)
  expect((await scan(text)).problem).toMatchObject({ code: 'qr-code-replaced', shop })
  await rotate(0)
  expect((await scan(next)).problem).toMatchObject({ code: 'qr-code-replaced', shop })
})

test('a refused code is refused to whoever submits with it, too', async () => {
  const { id, text } = await aCode('title-only')
  await staff.call('PATCH /api/console/qr-codes/{id}', { params: { id }, body: { enabled: false } })
  const body = aForm({ kind: 'code', code: text })
  expect((await phone.call('POST /api/consumer/applications', { body })).problem).toMatchObject({
    code: 'qr-code-disabled',
  })
})

test('a store without a tax profile tells whom to call, by its code and by a receipt', async () => {
  const bare = await plantChain(app.deps, '新店', { sells: false })
  const receipt = await aReceipt(app.deps, bare)
  expect((await scan(bare.codes.titleOnly.text)).problem).toMatchObject({
    code: 'seller-missing',
    status: 409,
    shop: { store: '新店E-1', phone: '0755-0000 0000' },
  })
  const scanned = await phone.call('GET /api/consumer/receipts/{code}', { params: { code: receipt.receiptCode } })
  expect(scanned.problem).toMatchObject({ code: 'seller-missing', shop: { store: '新店E-1' } })
})

test('scans are counted, and refused ones are not', async () => {
  const { id, text } = await aCode()
  const counted = async () => {
    const { scans, scansToday, scansByDay, lastScanAt } = (
      await staff.call('GET /api/console/qr-codes/{id}', { params: { id } })
    ).value
    return {
      scans,
      scansToday,
      today: scansByDay.at(-1)?.scans,
      days: scansByDay.length,
      seen: lastScanAt !== undefined,
    }
  }
  expect(await counted()).toEqual({ scans: 0, scansToday: 0, today: 0, days: 30, seen: false })
  await Promise.all(Array.from({ length: 10 }, () => scan(text)))
  await phone.send({ url: `/s/${text}` })
  expect(await counted()).toEqual({ scans: 11, scansToday: 11, today: 11, days: 30, seen: true })
  await staff.call('PATCH /api/console/qr-codes/{id}', { params: { id }, body: { enabled: false } })
  await scan(text)
  expect((await counted()).scans).toBe(11)
})

test('a code for titles takes no receipt, and a code for receipts takes nothing else', async () => {
  const receipt = await aReceipt(app.deps, chain)
  const refusal = async (body: ReturnType<typeof aForm>) =>
    (await phone.call('POST /api/consumer/applications', { body })).problem.code
  const { order } = withReceipt(chain, receipt)
  expect(await refusal(aForm({ ...withTitle(chain), order }))).toBe('order-not-expected')
  expect(await refusal(aForm({ kind: 'code', code: chain.codes.matching.text }))).toBe('order-required')
  const match = { params: { code: chain.codes.titleOnly.text }, body: order }
  expect((await phone.call('POST /api/consumer/codes/{code}/matches', match)).problem.code).toBe('order-not-expected')
})

test('scanning again shows what came of the last scan, on that phone only', async () => {
  const { text } = await aCode('title-only')
  const { ref } = await submitted(phone, aForm({ kind: 'code', code: text }))
  expect((await scan(text)).value.latest).toMatchObject({ ref, status: 'reviewing', email: 'l***@example.com' })
  const stranger = await browser(app.http).call('GET /api/consumer/codes/{code}', { params: { code: text } })
  expect(stranger.value.latest).toBeUndefined()
})

test('a receipt code leads to the receipt, and needs no typing', async () => {
  const { receiptCode, number } = await aReceipt(app.deps, chain)
  const page = (await phone.call('GET /api/consumer/receipts/{code}', { params: { code: receiptCode } })).value
  expect(page.source).toMatchObject({
    kind: 'receipt',
    order: { number, grossFen: 12_800, lines: [{ name: '午市套餐' }] },
  })
  expect((await submitted(phone, aForm({ kind: 'receipt', code: receiptCode }))).status).toBe('approved')
  const unknown = await phone.call('GET /api/consumer/receipts/{code}', { params: { code: chain.codes.matching.text } })
  expect(unknown.problem).toMatchObject({ status: 404, code: 'receipt-unknown' })
})

test('codes and receipts that are asked for at the same moment each get their own answer', async () => {
  const others = await plantChain(app.deps, '青屿')
  const [here, there] = [await aReceipt(app.deps, chain), await aReceipt(app.deps, others)]
  const ask = ({ text }: { text: string }, number: string, grossFen = 12_800) =>
    matchOrder(app.deps.look, text, { number, grossFen }, new Date())
  const unknown = { text: `${chain.codes.matching.text.slice(0, 5)}0000000000000000` }
  const answers = await Promise.all([
    ask(chain.codes.matching, here.number),
    ask(others.codes.matching, here.number),
    ask(others.codes.matching, there.number.toLowerCase()),
    ask(chain.codes.matching, here.number, 12_801),
    ask(unknown, here.number),
    ask(chain.codes.titleOnly, here.number),
    ask(chain.codes.matching, here.number),
  ])
  expect(answers.map((answer) => (answer.ok ? [answer.code.tenantId, answer.order.id] : answer.problem))).toEqual([
    [chain.tenant.id, here.id],
    'receipt-not-matched',
    [others.tenant.id, there.id],
    'receipt-not-matched',
    'qr-code-unknown',
    'order-not-expected',
    [chain.tenant.id, here.id],
  ])
})
