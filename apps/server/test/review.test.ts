import { gunzipSync } from 'node:zlib'
import { type Application, decodeUuid, showId } from '@mashang/contract'
import { pictureOf } from '@mashang/documents'
import { fen } from '@mashang/invoice'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItem } from '../src/items/items.ts'
import { PUBLIC_URL, type TestApp, testApp } from './app.ts'
import { type Browser, browser } from './browser.ts'
import {
  AT_SIX,
  aForm,
  aReceipt,
  type Chain,
  enterprise,
  plantChain,
  seller,
  signIn,
  submitted,
  withReceipt,
  withTitle,
} from './shop.ts'

let app: TestApp
let chain: Chain
let staff: Browser
let phone: Browser
let itemId: string

beforeAll(async () => {
  app = await testApp({ bureau: true, works: true })
  chain = await plantChain(app.deps, '蓝湖')
  staff = await signIn(app, chain, 'founder')
  phone = browser(app.http)
  itemId = (await staff.call('GET /api/console/items', {})).value.rows[0]?.id as string
})
afterAll(() => app?.close())

/** The work list's id of the application that was submitted last. */
async function newest(from = staff): Promise<string> {
  const { rows } = (await from.call('GET /api/console/applications', { query: { limit: 1 } })).value
  return rows[0]?.id as string
}

async function aTitle(change: Parameters<typeof aForm>[1] = {}): Promise<{ id: string; ref: string }> {
  const { ref } = await submitted(phone, aForm(withTitle(chain), change))
  return { id: await newest(), ref }
}

const read = async (id: string, from = staff) =>
  (await from.call('GET /api/console/applications/{id}', { params: { id } })).value
const approve = (id: string, body: object = {}, from = staff) =>
  from.call('POST /api/console/applications/{id}/approval', {
    params: { id },
    body: { lines: [{ itemId, grossFen: fen(12_800) }], ...body },
  })
const reject = (id: string, from = staff) =>
  from.call('POST /api/console/applications/{id}/rejection', { params: { id }, body: { reason: '请写公司全称' } })
const retry = (id: string, body: object = {}, from = staff) =>
  from.call('POST /api/console/applications/{id}/retry', { params: { id }, body })

async function becomes(id: string, status: Application['status']): Promise<Application> {
  await expect.poll(async () => (await read(id)).status, { timeout: 20_000 }).toBe(status)
  return await read(id)
}

const line = (change: object = {}) => ({ itemId, grossFen: 12_800, ...change })

test('a title becomes an invoice with the lines that the staff typed, summed exactly', async () => {
  const { id } = await aTitle()
  const approved = await approve(id, {
    lines: [
      line({ grossFen: 10_000, quantity: '3', name: '午餐' }),
      line({ grossFen: 1 }),
      line({ grossFen: 33_333, taxation: '13%' }),
    ],
    remark: '3号桌',
  })
  expect(approved.value).toMatchObject({
    grossFen: 43_334,
    remark: '3号桌',
    approvedBy: '林晓',
    email: 'lin.xia@example.com',
  })
  const { invoiceId, lines } = await becomes(id, 'issued')
  expect(lines).toMatchObject([
    { name: '午餐', quantity: '3', unitPrice: '33.33333333', grossFen: 10_000, netFen: 9_434, taxFen: 566, unit: '次' },
    { name: '餐饮服务', grossFen: 1, netFen: 1, taxFen: 0 },
    { grossFen: 33_333, netFen: 29_498, taxFen: 3_835, taxation: '13%' },
  ])
  const invoice = await staff.call('GET /api/console/invoices/{id}', { params: { id: invoiceId as string } })
  expect(invoice.value).toMatchObject({
    grossFen: 43_334,
    netFen: 38_933,
    taxFen: 4_401,
    source: 'title-only',
    applicationId: id,
  })
})

test.each([
  ['item-unknown', 404, { lines: [{ itemId: showId('item', crypto.randomUUID()), grossFen: 100 }] }],
  ['bad-input', 400, { lines: [] }],
  ['bad-input', 400, { lines: [{ itemId: 'item_x', grossFen: 100 }] }],
  ['bad-input', 400, { lines: Array(101).fill({ grossFen: 1 }) }],
])('an approval is refused as %s (%i) and changes nothing', async (code, status, body) => {
  const { id } = await aTitle()
  expect((await approve(id, body)).problem).toMatchObject({ code, status })
  expect(await read(id)).toMatchObject({ status: 'reviewing', lines: [] })
})

test.each([
  ['lines.0.quantity', { lines: [{ quantity: '-1', grossFen: 1_000 }] }, '数量要大于 0'],
  ['lines.0.quantity', { lines: [{ quantity: '9'.repeat(20), grossFen: 1_000 }] }, /要算得出单价/],
  ['remark', { remark: '长'.repeat(201) }, '备注最多 200 个字，请缩短'],
])(
  'an approval with a wrong %s (%j) is told so',
  async (path, { lines = [{}], ...body }: object & { lines?: object[] }, message) => {
    const { id } = await aTitle()
    const { problem } = await approve(id, { ...body, lines: lines.map(line) })
    expect(problem).toMatchObject({ code: 'bad-input', errors: [{ path, message: expect.stringMatching(message) }] })
  },
)

test('an item that is no ordinary invoice is refused at its line, and nothing changes', async () => {
  const { id } = await aTitle()
  const park = { code: 'PARK', name: '停车费', taxCode: '3040502020200000000', unit: '次', taxation: AT_SIX }
  await app.deps.db.transaction().execute((tx) => addItem(tx, chain.tenant.id, park))
  const { rows } = (await staff.call('GET /api/console/items', {})).value
  const parking = rows.find(({ code }) => code === 'PARK')
  const { problem } = await approve(id, { lines: [line(), { itemId: parking?.id, grossFen: 1_000 }] })
  expect(problem).toMatchObject({ status: 422, code: 'not-an-ordinary-invoice' })
  expect(problem.errors).toEqual([
    { path: 'lines.1.itemId', code: 'parking-unsupported', message: expect.stringContaining('电子税务局') },
  ])
  expect((await read(id)).status).toBe('reviewing')
})

test('staff may leave an odd taxpayer id that the consumer confirmed, and enter one for a vendor’s sandbox only', async () => {
  const odd = { ...enterprise, taxpayerId: '339902999999789113' }
  const { id } = await aTitle({ buyer: odd, oddTaxpayerId: true })
  const another = { ...enterprise, taxpayerId: '339902999999789114' }
  const { problem } = await approve(id, { buyer: another })
  expect(problem).toMatchObject({
    code: 'bad-input',
    errors: [{ path: 'buyer.taxpayerId', message: expect.stringContaining('校验位') }],
  })
  expect((await approve(id, { buyer: { ...odd, name: '改名公司' } })).value.buyer).toMatchObject({ name: '改名公司' })

  const { id: other } = await aTitle()
  await sql`update tax_channel set kind = 'nuonuo-sandbox' where tenant_id = ${chain.tenant.id}`.execute(app.deps.db)
  expect((await approve(other, { buyer: another })).status).toBe(200)
  await sql`update tax_channel set kind = 'sandbox' where tenant_id = ${chain.tenant.id}`.execute(app.deps.db)
  const { id: last } = await aTitle()
  expect((await approve(last, { buyer: another })).problem.code).toBe('bad-input')
})

test('a seller has an invented taxpayer id where a vendor’s sandbox knows it, and only there', async () => {
  const { deps } = app
  const vendor = await plantChain(deps, '沙盒')
  const administrator = await signIn(app, vendor, 'founder')
  const params = { id: showId('org', vendor.organizations.company.id) }
  const save = (taxpayerId: string) =>
    administrator.call('PUT /api/console/organizations/{id}/seller', {
      params,
      body: { seller: { ...seller, taxpayerId } },
    })
  const [invented, right] = ['339902999999789113', '91990000MA0CCCC5XX']
  expect((await save(invented)).problem.errors).toMatchObject([{ path: 'seller.taxpayerId' }])

  await sql`update seller set taxpayer_id = ${invented} where tenant_id = ${vendor.tenant.id}`.execute(deps.db)
  await sql`update tax_channel set kind = 'nuonuo-sandbox' where tenant_id = ${vendor.tenant.id}`.execute(deps.db)
  expect((await save(right)).value, 'which is not connected').not.toHaveProperty('seller.channel')
  expect((await save(invented)).value.seller).toMatchObject({ taxpayerId: invented, channel: 'nuonuo-sandbox' })
  expect((await save('339902999999789114')).problem.code, 'the channel would not come with it').toBe('bad-input')
})

test('what no invoice prints stays off the lines and the remark, and two hundred characters of remark stay whole', async () => {
  const remark = '𠮷'.repeat(200)
  const { id } = await aTitle()
  const approved = await approve(id, {
    lines: [line({ name: '🍝意面', specification: '大🍽️份', unit: '🍴' })],
    remark: `🎉${remark}`,
  })
  expect(approved.value).toMatchObject({ remark, lines: [{ name: '意面', specification: '大份', unit: '次' }] })
})

test('more than ten billion yuan is refused, with the reason', async () => {
  const { id } = await aTitle()
  const { problem } = await approve(id, { lines: Array(2).fill(line({ grossFen: 900_000_000_000 })) })
  expect(problem).toMatchObject({ code: 'lines-do-not-add-up', problems: [{ problem: 'total-too-large' }] })
  expect((await read(id)).status).toBe('reviewing')
})

test('ten staff approving and rejecting at once: one decides, the others are too late', async () => {
  const { id } = await aTitle()
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 ? approve(id) : reject(id))))
  const codes = answers.map((answer) => (answer.status === 200 ? 'decided' : answer.problem.code))
  expect(codes.toSorted()).toEqual(['decided', ...Array(9).fill('too-late')])
})

test('the consumer reads why, and the receipt and the code work again', async () => {
  const { id, ref } = await aTitle()
  expect((await reject(id)).value.status).toBe('rejected')
  const seen = await phone.call('GET /api/consumer/applications/{ref}', { params: { ref }, query: {} })
  expect(seen.value).toMatchObject({ status: 'rejected', reason: '请写公司全称', endedAt: expect.any(String) })
  expect((await aTitle()).ref).not.toBe(ref)
  expect((await approve(id)).problem.code).toBe('too-late')

  const receipt = await aReceipt(app.deps, chain)
  await submitted(phone, aForm(withReceipt(chain, receipt), { buyer: { kind: 'individual', name: '王小〔拒绝〕' } }))
  const refused = await newest()
  await becomes(refused, 'refused')
  expect((await reject(refused)).value.status).toBe('rejected')
  await submitted(browser(app.http), aForm(withReceipt(chain, receipt)))
  await becomes(await newest(), 'issued')
})

const mailsTo = (address: string) =>
  (app.mailbox?.mails() ?? [])
    .map(({ parsed }) => parsed)
    .filter(({ to }) => to && !Array.isArray(to) && to.text === address)

test('a rejection is mailed once, in the staff’s words, with the way to apply again', async () => {
  const { id, ref } = await aTitle({ email: 'returned@example.com' })
  await Promise.all([reject(id), reject(id)])
  await expect.poll(() => mailsTo('returned@example.com').length, { timeout: 10_000 }).toBe(1)
  const [mail] = mailsTo('returned@example.com')
  expect(mail?.subject).toBe('【蓝湖咖啡】开票申请被退回')
  expect(mail?.text).toContain('原因: 请写公司全称')
  expect(mail?.text).toContain('蓝湖咖啡 · 蓝湖E-1')
  expect(mail?.text).not.toContain('returned')
  const [, proof, again] = new RegExp(`${PUBLIC_URL}/a/${ref}\\?t=(\\S+)#(\\S+)`).exec(mail?.text ?? '') ?? []
  expect(mail?.html).toContain(`/a/${ref}?t=${proof}#${again}`)
  expect(again).toBe(`/s/${chain.codes.titleOnly.text}`)
  const page = await browser(app.http).send({ url: `/a/${ref}?t=${proof}` })
  expect([page.statusCode, page.body.includes('请写公司全称')]).toEqual([200, true])
  expect((await browser(app.http).send({ url: again as string })).statusCode).toBe(200)
})

test('an English reader is told in English first, and a receipt leads back to the receipt', async () => {
  const receipt = await aReceipt(app.deps, chain)
  const source = { kind: 'receipt', code: receipt.receiptCode } as const
  const buyer = { kind: 'individual', name: '王小〔拒绝〕<b>' } as const
  await submitted(phone, aForm(source, { buyer, email: 'english@example.com', language: 'en' }))
  const id = await newest()
  await becomes(id, 'refused')
  await reject(id)
  await expect.poll(() => mailsTo('english@example.com').length, { timeout: 10_000 }).toBe(1)
  const [mail] = mailsTo('english@example.com')
  expect(mail?.subject).toBe('[蓝湖咖啡] Your invoice request was returned')
  expect(mail?.text).toMatch(/^Your invoice request was returned[\s\S]*— — —\s+您的开票申请被退回/)
  expect(mail?.text).toContain(`#/r/${receipt.receiptCode}`)
  expect(mail?.html).not.toContain('<b>')
})

test.each([
  ['at once', '王小〔拒绝〕'],
  ['after accepting it', '王小〔失败〕'],
])('a request refused %s is tried again with a corrected buyer under a new number', async (_, name) => {
  const { id } = await aTitle({ buyer: { kind: 'individual', name } })
  await approve(id)
  const refused = await becomes(id, 'refused')
  expect(refused.reason).toContain('模拟税局')
  expect((await retry(id, { buyer: enterprise, email: 'new@example.com' })).value).toMatchObject({
    email: 'new@example.com',
  })
  const done = await becomes(id, 'issued')
  expect(done.requestNumber).not.toBe(refused.requestNumber)
  expect(done).not.toHaveProperty('reason')
  expect((await app.bureau.books(refused.requestNumber)).issued).toBe(0)
  expect(await app.bureau.books(done.requestNumber)).toMatchObject({
    issued: 1,
    orders: [{ buyer: { name: enterprise.name } }],
  })
})

test('a refused request is tried again with corrected lines and remark', async () => {
  const { id } = await aTitle()
  await approve(id, { remark: '〔失败〕' })
  await becomes(id, 'refused')
  const lines = [line({ grossFen: 9_900, name: '午餐', quantity: '3', taxation: '13%' })]
  expect((await retry(id, { lines: [line({ itemId: showId('item', crypto.randomUUID()) })] })).problem.code).toBe(
    'item-unknown',
  )
  await retry(id, { lines, remark: '3号桌' })
  const done = await becomes(id, 'issued')
  expect(done).toMatchObject({
    grossFen: 9_900,
    remark: '3号桌',
    lines: [{ name: '午餐', quantity: '3', taxation: '13%' }],
  })
  expect(await app.bureau.books(done.requestNumber)).toMatchObject({ issued: 1 })
})

test('lines that a newer rule refuses are not tried again as they are', async () => {
  const { id } = await aTitle()
  await approve(id, { remark: '〔失败〕' })
  const { requestNumber } = await becomes(id, 'refused')
  await sql`update application set lines = jsonb_set(lines, '{0,taxCode}', '"1070101010100000000"')
    where request_number = ${requestNumber}`.execute(app.deps.db)
  expect((await retry(id)).problem).toMatchObject({
    code: 'not-an-ordinary-invoice',
    errors: [{ path: 'lines.0.taxCode', code: 'fuel-unsupported' }],
  })
  expect((await retry(id, { lines: [line()], remark: null })).status).toBe(200)
})

test('the lines of a refused receipt may be corrected, what was paid may not; its remark may go', async () => {
  const receipt = await aReceipt(app.deps, chain)
  await submitted(phone, aForm(withReceipt(chain, receipt), { buyer: { kind: 'individual', name: '王小〔拒绝〕' } }))
  const id = await newest()
  const refused = await becomes(id, 'refused')
  expect(refused.remark).toBe(`小票号:${receipt.number}`)
  expect((await retry(id, { lines: [line({ grossFen: 12_801 })] })).problem).toMatchObject({
    code: 'lines-do-not-add-up',
    grossFen: 12_800,
  })
  await retry(id, { lines: [line({ name: '改正' })], remark: null, buyer: enterprise })
  const done = await becomes(id, 'issued')
  expect(done.lines).toMatchObject([{ name: '改正' }])
  expect(done).not.toHaveProperty('remark')
})

test('the consumer is not shown the channel’s words', async () => {
  const { id, ref } = await aTitle({ buyer: { kind: 'individual', name: '王小〔拒绝〕' } })
  await approve(id)
  await becomes(id, 'refused')
  const seen = await phone.call('GET /api/consumer/applications/{ref}', { params: { ref }, query: {} })
  expect(seen.raw.body).not.toContain('模拟税局')
})

test('a login frees everything that waited for it, under the same numbers', async () => {
  const ids = []
  for (const name of ['王小〔登录〕', '张大千', '李小龙']) {
    const { id } = await aTitle({ buyer: { kind: 'individual', name } })
    await approve(id)
    expect(await becomes(id, 'blocked')).toMatchObject({ reasonCode: 'sms-code' })
    ids.push(id)
  }
  const numbers = await Promise.all(ids.map(async (id) => (await read(id)).requestNumber))
  expect((await retry(ids[1] as string, { remark: '已寄出' })).problem.code, 'sent already as it is').toBe('too-late')
  await app.bureau.signIn()
  expect((await retry(ids[1] as string)).status).toBe(200)
  for (const [index, id] of ids.entries()) {
    const { requestNumber } = await becomes(id, 'issued')
    expect(requestNumber).toBe(numbers[index])
    expect((await app.bureau.books(requestNumber)).issued).toBe(1)
  }
})

test('only what stopped can be tried again', async () => {
  const { id } = await aTitle()
  expect((await retry(id)).problem.code).toBe('too-late')
  await approve(id)
  await becomes(id, 'issued')
  expect((await retry(id)).problem.code).toBe('too-late')
  expect((await reject(id)).problem.code).toBe('too-late')
})

test('an executive looks and changes nothing', async () => {
  const executive = await signIn(app, chain, { role: 'executive' })
  const { id } = await aTitle()
  expect((await read(id, executive)).status).toBe('reviewing')
  for (const decide of [approve(id, {}, executive), reject(id, executive), retry(id, {}, executive)])
    expect((await decide).problem).toMatchObject({ status: 403, code: 'forbidden' })
  expect((await read(id)).status).toBe('reviewing')
})

test('another branch’s and another tenant’s applications do not exist', async () => {
  const west = await signIn(app, chain, { role: 'operator', at: chain.organizations.west })
  const others = await plantChain(app.deps, '青禾')
  const foreign = await signIn(app, others, 'founder')
  const { id } = await aTitle()
  const { id: done } = await aTitle()
  await approve(done)
  const { invoiceId } = await becomes(done, 'issued')
  for (const outsider of [west, foreign]) {
    const params = { id }
    const invoice = { id: invoiceId as string }
    const statuses = await Promise.all([
      outsider.call('GET /api/console/applications/{id}', { params }),
      approve(id, {}, outsider),
      reject(id, outsider),
      retry(id, {}, outsider),
      outsider.call('GET /api/console/invoices/{id}', { params: invoice }),
      outsider.call('POST /api/console/invoices/{id}/deliveries', {
        params: invoice,
        body: { email: 'x@example.com' },
      }),
    ])
    expect(statuses.map(({ problem }) => problem.code)).toEqual(Array(6).fill('not-found'))
    for (const picture of ['documents/pdf', 'face']) {
      const answer = await outsider.send({ url: `/api/console/invoices/${invoiceId}/${picture}` })
      expect([answer.statusCode, answer.json().code], picture).toEqual([404, 'not-found'])
    }
    for (const list of ['GET /api/console/applications', 'GET /api/console/invoices'] as const)
      expect((await outsider.call(list, { query: {} })).value.rows).toEqual([])
  }
  expect((await read(id)).status).toBe('reviewing')
})

test('the face is drawn from the XML that the channel made, as soon as that is there', async () => {
  const { id } = await aTitle()
  await approve(id)
  const { invoiceId } = await becomes(id, 'issued')
  const get = (path: string, headers = {}) => staff.send({ url: `/api/console/invoices/${invoiceId}/${path}`, headers })
  const face = () => get('face')
  await expect.poll(async () => (await face()).statusCode, { timeout: 10_000 }).toBe(200)
  const answer = await face()
  expect(answer.headers).toMatchObject({
    'content-type': expect.stringContaining('image/svg+xml'),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'private, no-store',
  })
  const { rawPayload: xml } = await get('documents/xml')
  const drawn = pictureOf(xml, { verifyAt: `${PUBLIC_URL}/dev/verify`, sample: true })
  expect(answer.body).toBe(drawn)
  const packed = await get('face', { 'accept-encoding': 'br, gzip' })
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(packed.rawPayload).toString()).toBe(drawn)

  // 差额征税: its rate stands in no XML.
  const hidden = xml.toString().replace(/(?<=<TaxRate>)[^<]*/, '***')
  const { sha256 } = await app.deps.archive.put(Buffer.from(hidden))
  const document = sql`format = 'xml' and invoice_id = ${decodeUuid((invoiceId as string).slice('inv_'.length))}`
  await sql`update document set sha256 = ${sha256} where ${document}`.execute(app.deps.db)
  expect((await face()).json().code).toBe('face-not-told')

  const params = { id: invoiceId as string }
  const isAwaited = async () => (await staff.call('GET /api/console/invoices/{id}', { params })).value.awaitsDocuments
  expect(await isAwaited()).toBe(false)
  await sql`delete from document where ${document}`.execute(app.deps.db)
  expect((await face()).json().code).toBe('document-not-ready')
  expect(await isAwaited()).toBe(true)
})

test('what a title was invoiced lately is offered again, newest first', async () => {
  const buyer = { kind: 'individual', name: '常客' } as const
  for (const grossFen of [5_000, 7_000]) {
    const { id } = await aTitle({ buyer })
    await approve(id, { lines: [line({ grossFen })] })
    await becomes(id, 'issued')
  }
  const { id } = await aTitle({ buyer })
  expect((await read(id)).recent.map(({ grossFen }) => grossFen)).toEqual([7_000, 5_000])
})
