import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseRef } from '../src/applications/view.ts'
import { PUBLIC_URL, type TestApp, testApp } from './app.ts'
import { type Browser, browser } from './browser.ts'
import { aForm, aReceipt, type Chain, plantChain, submitted, withReceipt, withTitle } from './shop.ts'
import { until } from './until.ts'

let app: TestApp
let chain: Chain
let phone: Browser
let stranger: Browser
/** An issued application of the phone's: its reference, receipt, and the proof that its mail carried. */
let issued: { ref: string; receiptCode: string; proof: string }

beforeAll(async () => {
  app = await testApp({ bureau: true, works: true })
  chain = await plantChain(app.deps, '蓝湖')
  phone = browser(app.http)
  stranger = browser(app.http)
  const receipt = await aReceipt(app.deps, chain)
  const { ref } = await submitted(phone, aForm(withReceipt(chain, receipt), { email: 'holder@example.com' }))
  const mails = await until(
    () => mailsTo('holder@example.com'),
    ({ length }) => length === 1,
  )
  const [, proof = ''] = new RegExp(`${PUBLIC_URL}/a/${ref}\\?t=(\\S+)`).exec(mails[0]?.text ?? '') ?? []
  issued = { ref, receiptCode: receipt.receiptCode, proof }
})
afterAll(() => app?.close())

function mailsTo(address: string) {
  const mails = app.mailbox?.mails() ?? []
  return mails.map(({ parsed }) => parsed).filter(({ to }) => to && !Array.isArray(to) && to.text === address)
}

/** Everything that a holder may do with an application, as whoever asks with this proof. */
async function attempts(from: Browser, ref: string, t?: string): Promise<number[]> {
  const query = t === undefined ? {} : { t }
  const calls = [
    from.call('GET /api/consumer/applications/{ref}', { params: { ref }, query }),
    from.call('POST /api/consumer/applications/{ref}/withdrawal', { params: { ref }, query }),
    from.call('POST /api/consumer/applications/{ref}/deliveries', {
      params: { ref },
      query,
      body: { email: 'x@example.com' },
    }),
  ]
  const pages = [`/api/consumer/applications/${ref}/documents/pdf`, `/a/${ref}`].map((url) => from.send({ url, query }))
  const statuses = (await Promise.all(calls)).map(({ status }) => status)
  return [...statuses, ...(await Promise.all(pages)).map(({ statusCode }) => statusCode)]
}

test('the holder sees, downloads and sends again; it is too late to withdraw', async () => {
  expect(await attempts(phone, issued.ref)).toEqual([200, 409, 201, 200, 200])
})

test.each([
  ['pdf', '%PDF-'],
  ['ofd', 'PK\u0003\u0004'],
  ['xml', '<?xml'],
])('the %s is downloaded under the name the bureau gives it', async (format, beginning) => {
  const url = `/api/consumer/applications/${issued.ref}/documents/${format}`
  const answer = await phone.send({ url })
  const name = `dzfp_9999\\d{16}_${encodeURIComponent('深圳市青屿云图科技有限公司')}_\\d{14}\\.${format}`
  expect(answer.headers).toMatchObject({
    'content-type': expect.stringContaining(`application/${format}`),
    'content-disposition': expect.stringMatching(
      new RegExp(`^${format === 'pdf' ? 'inline' : 'attachment'}; .*filename\\*=UTF-8''${name}$`),
    ),
    'cache-control': 'private, no-store',
  })
  expect(answer.rawPayload.subarray(0, beginning.length).toString()).toBe(beginning)
})

test('a document that the channel has not made yet is told apart from one that does not exist', async () => {
  const fetched = async (format: string) =>
    (await phone.send({ url: `/api/consumer/applications/${issued.ref}/documents/${format}` })).json().code
  await sql`delete from document where format = 'ofd'`.execute(app.deps.db)
  expect(await fetched('ofd')).toBe('document-not-ready')
  expect(await fetched('doc')).toBe('not-found')
})

test('what a simulated bureau issued says that it is a test, in the mail and on the page', async () => {
  const [mail] = mailsTo('holder@example.com')
  expect(mail?.subject).toMatch(/^【测试】【蓝湖咖啡】电子发票/)
  for (const body of [mail?.text, mail?.html]) {
    expect(body).toContain('这是测试环境开出的发票')
    expect(body).toContain('附件：PDF、OFD、XML。')
  }
  const { shop } = (
    await phone.call('GET /api/consumer/applications/{ref}', { params: { ref: issued.ref }, query: {} })
  ).value
  expect(shop.simulated).toBe(true)
  for (const code of [chain.codes.matching.text, chain.codes.titleOnly.text])
    expect((await phone.call('GET /api/consumer/codes/{code}', { params: { code } })).value.shop.simulated).toBe(true)
})

test('a real channel’s invoices say nothing of a test', async () => {
  const real = await plantChain(app.deps, '真店')
  await sql`update tax_channel set kind = 'nuonuo' where tenant_id = ${real.tenant.id}`.execute(app.deps.db)
  const params = { code: real.codes.titleOnly.text }
  expect((await phone.call('GET /api/consumer/codes/{code}', { params })).value.shop).not.toHaveProperty('simulated')
  expect((await submitted(phone, aForm(withTitle(real)))).shop).not.toHaveProperty('simulated')
})

test('another device can do nothing, and is told where to go', async () => {
  expect(await attempts(stranger, issued.ref)).toEqual([403, 403, 403, 403, 403])
  const asked = await stranger.call('GET /api/consumer/applications/{ref}', { params: { ref: issued.ref }, query: {} })
  expect(asked.problem).toMatchObject({ code: 'not-the-holder' })
  expect(Object.keys(asked.problem).toSorted()).toEqual(['code', 'requestId', 'status', 'title', 'type'])
})

test('the mailed link opens on any device', async () => {
  expect(await attempts(browser(app.http), issued.ref, issued.proof)).toEqual([200, 409, 201, 200, 200])
})

test('the mailed link ends after ninety days', () => {
  const { tenantKey = '', id = '' } = parseRef(issued.ref) ?? {}
  const days = (n: number) => Date.now() - n * 24 * 3600_000
  const proofOf = (madeAt: number) => app.deps.links.linkTo(tenantKey, id, madeAt).split('?t=')[1]
  expect(app.deps.links.proves(issued.ref, proofOf(days(89.9)))).toBe(true)
  expect(app.deps.links.proves(issued.ref, proofOf(days(90.1)))).toBe(false)
})

test('a forged, altered or borrowed link opens nothing', async () => {
  const other = await submitted(phone, aForm(withTitle(chain)))
  const [until = '', signature = ''] = issued.proof.split('.')
  const forged = [
    '',
    '.',
    until,
    `.${signature}`,
    `${until}.`,
    `${until}.${signature.slice(1)}`,
    `${until}.${signature.slice(0, -1)}${signature.endsWith('A') ? 'B' : 'A'}`,
    `${(Number.parseInt(until, 36) + 1).toString(36)}.${signature}`,
    `zzzzzzzz.${signature}`,
    `${until}.${'💥'.repeat(22)}`,
  ]
  for (const t of forged) expect(await attempts(stranger, issued.ref, t), t).toEqual([403, 403, 403, 403, 403])
  expect(await attempts(stranger, other.ref, issued.proof)).toEqual([403, 403, 403, 403, 403])
  for (const url of [`/a/${issued.ref}`, `/api/consumer/applications/${issued.ref}/documents/pdf`])
    expect((await stranger.send({ url: `${url}?t=a&t=b` })).statusCode, 'twice').toBe(403)
})

test('a made-up device name is nobody’s', async () => {
  for (const cookie of ['mashang_device=', `mashang_device=${'A'.repeat(32)}`, `mashang_device=' or true --`])
    expect((await app.http.inject({ url: `/a/${issued.ref}`, headers: { cookie } })).statusCode).toBe(403)
})

test('a phone’s name is a cookie that no script reads and no other site sends', async () => {
  const { headers } = await browser(app.http).send({ url: '/mine' })
  expect(headers['set-cookie']).toMatch(/^mashang_device=[\w-]{32}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/)
  const overTls = await app.http.inject({ url: '/mine', headers: { 'x-forwarded-proto': 'https' } })
  expect(overTls.headers['set-cookie'], 'nobody in front is believed').not.toContain('Secure')
})

test('what nobody has decided yet can be withdrawn, once', async () => {
  const { ref } = await submitted(phone, aForm(withTitle(chain)))
  const withdraw = () => phone.call('POST /api/consumer/applications/{ref}/withdrawal', { params: { ref }, query: {} })
  const answers = await Promise.all([withdraw(), withdraw()])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const withdrawn = answers.find(({ status }) => status === 200)
  expect(withdrawn?.value).toMatchObject({ status: 'withdrawn', endedAt: expect.any(String) })
  expect((await withdraw()).problem.code).toBe('too-late')
})

test('what was sent to the bureau cannot be withdrawn, even while nobody knows what became of it', async () => {
  await app.bureau.switchTo({ mode: 'down' })
  const { ref } = await submitted(phone, aForm(withReceipt(chain, await aReceipt(app.deps, chain))))
  const status = async () =>
    (await phone.call('GET /api/consumer/applications/{ref}', { params: { ref }, query: {} })).value.status
  await until(status, (now) => now === 'issuing')
  const answer = await phone.call('POST /api/consumer/applications/{ref}/withdrawal', { params: { ref }, query: {} })
  expect(answer.problem.code).toBe('too-late')
  await app.bureau.switchTo({})
  await until(status, (now) => now === 'issued')
})

test('a code scanned again after a withdrawal is a fresh form', async () => {
  const params = { code: chain.codes.westTitleOnly.text }
  const { ref } = await submitted(phone, aForm({ kind: 'code', code: params.code }))
  expect((await phone.call('GET /api/consumer/codes/{code}', { params })).value.latest?.ref).toBe(ref)
  await phone.call('POST /api/consumer/applications/{ref}/withdrawal', { params: { ref }, query: {} })
  expect((await phone.call('GET /api/consumer/codes/{code}', { params })).value.latest).toBeUndefined()
})

test('my invoices are those of this device, newest first, over all shops', async () => {
  const [mine, other] = [browser(app.http), await plantChain(app.deps, '青禾')]
  const refs = []
  for (const shop of [chain, other, chain]) refs.unshift((await submitted(mine, aForm(withTitle(shop)))).ref)
  expect((await mine.call('GET /api/consumer/applications', {})).value.rows.map(({ ref }) => ref)).toEqual(refs)
})

test('whoever lost the page gets a mail if the address is right, and the same answer if it is not', async () => {
  const source = { kind: 'receipt', code: issued.receiptCode } as const
  const recover = (email: string, remoteAddress = '10.2.0.1') =>
    browser(app.http).call('POST /api/consumer/recoveries', { body: { source, email } }, { remoteAddress })
  const before = mailsTo('Holder@example.com').length + mailsTo('holder@example.com').length
  const [right, wrong] = [await recover('Holder@example.com'), await recover('other@example.com')]
  expect([right.status, right.raw.body]).toEqual([wrong.status, wrong.raw.body])
  expect([right.status, right.value]).toEqual([202, { accepted: true }])
  await expect
    .poll(() => mailsTo('Holder@example.com').length + mailsTo('holder@example.com').length, { timeout: 10_000 })
    .toBe(before + 1)
  await sleep(500)
  expect(mailsTo('other@example.com')).toEqual([])

  const statuses = []
  for (let n = 0; n < 25; n++) statuses.push((await recover(`guess${n}@example.com`, '10.2.0.2')).status)
  expect(statuses).toEqual([...Array(20).fill(202), ...Array(5).fill(429)])
})
