import { afterAll, beforeAll, expect, test } from 'vitest'
import { PUBLIC_URL, type TestApp, testApp } from './app.ts'
import { type Browser, browser } from './browser.ts'
import { type Chain, plantChain, signIn } from './shop.ts'

let app: TestApp
let chain: Chain

beforeAll(async () => {
  app = await testApp()
  chain = await plantChain(app.deps, '蓝湖')
})
afterAll(() => app?.close())

let addresses = 0
function tryPassword(computer: Browser, password: string, extra: object = {}) {
  return computer.send({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    remoteAddress: `10.3.0.${++addresses}`,
    payload: { email: chain.founder.email, password },
    ...extra,
  })
}
const me = (from: Browser) => from.call('GET /api/console/me', {})

test('without a session everything of the console asks to sign in', async () => {
  const stranger = browser(app.http)
  expect((await me(stranger)).problem).toMatchObject({ status: 401, code: 'sign-in-required' })
  for (const url of ['qr-codes/qr_x/image.svg', 'invoices/inv_x/documents/pdf', 'invoices/inv_x/face'])
    expect((await stranger.send({ url: `/api/console/${url}` })).statusCode, url).toBe(401)
})

test('a wrong password, an unknown address and nonsense are refused alike', async () => {
  const computer = browser(app.http)
  const wrong = await tryPassword(computer, 'not-the-password')
  const unknown = await tryPassword(computer, 'x', {
    payload: { email: 'nobody@example.com', password: 'not-the-password' },
  })
  expect([wrong.statusCode, wrong.body]).toEqual([unknown.statusCode, unknown.body])
  expect(wrong.statusCode).toBe(401)
  for (const payload of [{}, { email: 'a\u0000@b.example', password: 'x' }, { email: { $ne: '' }, password: ['x'] }])
    expect((await tryPassword(computer, '', { payload })).statusCode).toBe(400)
  expect((await me(computer)).status).toBe(401)
})

test('a session is a cookie that no script reads, that no other site sends, and that travels over TLS only', async () => {
  const signedIn = await tryPassword(browser(app.http), 'a-long-password')
  expect(signedIn.statusCode).toBe(200)
  expect(signedIn.headers['set-cookie']?.toString()).toMatch(
    /^__Secure-mashang\.session_token=\S+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
})

test('signing out ends the session, also for who copied its cookie', async () => {
  const computer = browser(app.http)
  const signedIn = await tryPassword(computer, 'a-long-password')
  const cookie = signedIn.headers['set-cookie']?.toString().split(';')[0] ?? ''
  const withCopy = async () => (await app.http.inject({ url: '/api/console/me', headers: { cookie } })).statusCode
  expect([(await me(computer)).status, await withCopy()]).toEqual([200, 200])
  expect((await computer.send({ method: 'POST', url: '/api/auth/sign-out', payload: {} })).statusCode).toBe(200)
  expect([(await me(computer)).status, await withCopy()]).toEqual([401, 401])
})

test('nobody signs up by themselves', async () => {
  const response = await browser(app.http).send({
    method: 'POST',
    url: '/api/auth/sign-up/email',
    payload: { email: 'me@example.com', password: 'a-long-password', name: 'me' },
  })
  expect(response.statusCode).toBe(400)
})

test('changes are taken from our own pages only', async () => {
  const staff = await signIn(app, chain, 'founder')
  const [row] = (await staff.call('GET /api/console/qr-codes', { query: { limit: 1 } })).value.rows
  const rename = (headers: Record<string, string>) =>
    staff.call(
      'PATCH /api/console/qr-codes/{id}',
      { params: { id: row?.id as string }, body: { name: '改名' } },
      { headers },
    )
  for (const origin of [
    'https://evil.example',
    'null',
    `${PUBLIC_URL}.evil.example`,
    'https://kp.example.com:8443',
    'garbage',
  ])
    expect((await rename({ origin })).problem, origin).toMatchObject({ status: 403, code: 'forbidden' })
  expect((await rename({ origin: PUBLIC_URL })).value.name).toBe('改名')
  const foreign = { origin: 'https://evil.example' }
  expect((await tryPassword(staff, 'a-long-password', { headers: foreign })).statusCode).toBe(403)
})

test('ten tries a minute from one address, whatever address the caller claims', async () => {
  const computer = browser(app.http)
  const statuses = []
  for (let n = 0; n < 12; n++) {
    const headers = { 'x-forwarded-for': `198.51.100.${n}` }
    statuses.push((await tryPassword(computer, 'wrong-password', { remoteAddress: '10.4.0.1', headers })).statusCode)
  }
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
  expect((await tryPassword(computer, 'a-long-password', { remoteAddress: '10.4.0.2' })).statusCode).toBe(200)
})
