import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { consoleRoutes, consumerRoutes, merchantRoutes, problems } from '@mashang/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PUBLIC_URL, type TestApp, testApp } from './app.ts'
import { type Browser, browser } from './browser.ts'
import { aForm, aReceipt, type Chain, plantChain, submitted, withTitle } from './shop.ts'

let app: TestApp
let chain: Chain
let phone: Browser

const HOSTILE = '</script><script>alert(1)</script><!--"\u2028'

beforeAll(async () => {
  app = await testApp()
  chain = await plantChain(app.deps, HOSTILE)
  phone = browser(app.http)
})
afterAll(() => app?.close())

const get = (url: string, headers: Record<string, string> = {}) => phone.send({ url, headers })

/** What the browser would run or read between the tags. */
const elements = (html: string, tag: 'script' | 'style') =>
  [...html.matchAll(new RegExp(`<${tag}\\b([^>]*)>([\\s\\S]*?)</${tag}>`, 'g'))].map(
    ([, attributes = '', content = '']) => ({
      attributes,
      content,
    }),
  )

function stateOf(html: string) {
  const state = elements(html, 'script').find(({ attributes }) => attributes.includes('id="state"'))
  return JSON.parse(state?.content ?? '')
}

async function pages(): Promise<[string, number][]> {
  const receipt = await aReceipt(app.deps, chain)
  const { ref } = await submitted(phone, aForm(withTitle(chain)))
  return [
    [`/s/${chain.codes.matching.text}`, 200],
    [`/s/${chain.codes.titleOnly.text}`, 200],
    [`/r/${receipt.receiptCode}`, 200],
    [`/a/${ref}`, 200],
    ['/mine', 200],
    ['/s/unknown', 404],
    ['/r/unknown', 404],
    ['/a/unknown', 404],
  ]
}

test('a page runs only what its policy names by hash, and asks nobody else for anything', async () => {
  for (const [url, status] of await pages()) {
    const { statusCode, body, headers } = await get(url)
    const policy = headers['content-security-policy'] as string
    expect(statusCode, url).toBe(status)
    for (const tag of ['script', 'style'] as const)
      for (const { attributes, content } of elements(body, tag)) {
        if (attributes.includes('application/json')) continue
        const hash = createHash('sha256').update(content).digest('base64')
        expect(policy, url).toContain(`'sha256-${hash}'`)
      }
    expect(policy).toContain("default-src 'none'; script-src 'sha256-")
    expect(policy).not.toContain('unsafe')
    expect(body).not.toMatch(/(src|href)="?(https?:)?\/\//)
    expect(body).not.toMatch(/\son[a-z]+="/)
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  }
})

test('no text of a shop ends the element that carries the state', async () => {
  for (const [url] of await pages()) {
    const { body } = await get(url)
    // The page of an unknown code or application tells nothing of any shop.
    const plain = await get(/^\/[sr]/.test(url) ? '/s/unknown' : '/a/unknown')
    expect(elements(body, 'script'), url).toHaveLength(elements(plain.body, 'script').length)
    expect(body).not.toContain('alert(1)</script>')
  }
  const { page } = stateOf((await get(`/s/${chain.codes.matching.text}`)).body)
  expect(page.shop.brand).toBe(`${HOSTILE}咖啡`)
})

test('the page of a refusal says what the API would say, in the reader’s language', async () => {
  const { body } = await get('/s/unknown', { 'accept-language': 'en' })
  expect(stateOf(body).problem).toMatchObject({ code: 'qr-code-unknown', title: problems['qr-code-unknown'].en })
})

test('the first load is below 25 KB, and compressed as the browser likes', async () => {
  const url = `/s/${chain.codes.matching.text}`
  const plain = await get(url)
  const [brotli, gzip] = [
    await get(url, { 'accept-encoding': 'gzip, br' }),
    await get(url, { 'accept-encoding': 'gzip' }),
  ]
  expect([brotli.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip'])
  expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(plain.body)
  expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body)
  expect(brotli.rawPayload.length).toBeLessThan(25 * 1024)
  expect(plain.headers.vary).toBe('accept-encoding, accept-language')
})

test('the console is one page for every path of it, fresh each time, with files that never change', async () => {
  const { body, headers } = await get('/console/')
  expect(headers).toMatchObject({
    'cache-control': 'no-cache',
    'content-security-policy': expect.stringContaining("default-src 'self'"),
  })
  for (const url of ['/console', '/console/applications/app_x', '/console/qr-codes?q=%E5%BA%97'])
    expect((await get(url)).body, url).toBe(body)
  const [, script = ''] = /src="(\/console\/assets\/[^"]+\.js)"/.exec(body) ?? []
  const asset = await get(script, { 'accept-encoding': 'br' })
  expect(asset.headers).toMatchObject({
    'content-type': expect.stringContaining('javascript'),
    'cache-control': 'public, max-age=31536000, immutable',
    'content-encoding': 'br',
  })
  expect((await get('/')).headers.location).toBe('/console/')
})

test('a file of an older console is gone, not a page in disguise; nothing outside is served', async () => {
  for (const url of ['/console/assets/gone-1234.js', '/console/assets/..%2f..%2fpackage.json'])
    expect((await get(url)).statusCode, url).toBe(404)
  expect((await get('/console/..%2f..%2fpackage.json')).body).not.toContain('@mashang')
})

test('openapi.json describes every route of the contract, and every reference in it leads somewhere', async () => {
  const document = (await get('/openapi.json')).json()
  expect(document).toMatchObject({ openapi: '3.1.0', info: { title: expect.any(String), version: expect.any(String) } })
  expect(document.servers).toEqual([{ url: PUBLIC_URL }])
  const described = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const routes = { ...consumerRoutes, ...consoleRoutes, ...merchantRoutes }
  expect(described.toSorted()).toEqual(Object.keys(routes).toSorted())

  for (const [path, methods] of Object.entries<Record<string, Operation>>(document.paths))
    for (const operation of Object.values(methods)) {
      const named = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => `{${name}}`)
      expect(named.toSorted()).toEqual((path.match(/\{\w+\}/g) ?? []).toSorted())
      expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true)
      for (const [status, { content }] of Object.entries(operation.responses))
        expect(Object.keys(content)).toEqual([Number(status) < 300 ? 'application/json' : 'application/problem+json'])
    }
  for (const [, ref] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g))
    expect(
      ref?.split('/').reduce((node, key) => node?.[key], document),
      ref,
    ).toBeDefined()
})

type Operation = {
  parameters: { in: string; name: string }[]
  responses: Record<string, { content: object }>
}

test('the documentation opens, and a problem’s type leads to it', async () => {
  expect((await get('/docs')).statusCode).toBeLessThan(400)
  expect((await get('/docs/problems')).body).toContain('id="order-already-invoiced"')
  const script = (await get('/docs/static/swagger-initializer.js')).body
  const [, logo = ''] = /data:image\/svg\+xml;base64,([\w+/=]+)/.exec(script) ?? []
  expect(Buffer.from(logo, 'base64').toString()).toContain('码上开票')
  const { tags } = (await get('/openapi.json')).json()
  expect(tags.map(({ name }: { name: string }) => name)).toEqual(['merchant', 'consumer', 'console'])
})

test('the server says that it lives, that it can serve, and what waits', async () => {
  expect([(await get('/livez')).statusCode, (await get('/readyz')).statusCode]).toEqual([200, 200])
  await submitted(phone, aForm(withTitle(chain)))
  const metrics = (await get('/metrics')).body
  expect(metrics).toMatch(/^mashang_applications_waiting\{status="reviewing"\} [1-9]\d*$/m)
  expect(metrics).toMatch(/^mashang_http_seconds_count\{route="\/livez",status="200"\} 1$/m)
  expect(metrics, 'a route, never what somebody asked for').not.toContain(chain.codes.matching.text)
})

test('what waits is told to this machine, and elsewhere to whoever has the token', async () => {
  const watched = await testApp({ env: { METRICS_TOKEN: 'a-token-for-metrics' } })
  const ask = async (to: TestApp, remoteAddress: string, headers: Record<string, string> = {}) =>
    (await to.http.inject({ url: '/metrics', remoteAddress, headers })).statusCode
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  try {
    expect([await ask(app, '127.0.0.1'), await ask(app, '::1'), await ask(app, '10.1.2.3')]).toEqual([200, 200, 403])
    // A proxy on this machine, of which the server was not told.
    for (const header of ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'])
      expect(await ask(app, '127.0.0.1', { [header]: '127.0.0.1' }), header).toBe(403)
    expect(await ask(app, '10.1.2.3', { 'x-forwarded-for': '127.0.0.1' })).toBe(403)
    expect(await ask(app, '10.1.2.3', bearer('')), 'no token is no token').toBe(403)
    expect(await ask(watched, '10.1.2.3', bearer('a-token-for-metrics'))).toBe(200)
    expect(await ask(watched, '10.1.2.3', bearer('another-token-xx'))).toBe(403)
    expect(await ask(watched, '127.0.0.1')).toBe(200)
  } finally {
    await watched.close()
  }
})

test('behind a trusted proxy the caller is who the proxy says', async () => {
  const behind = await testApp({ env: { TRUST_PROXY: '1', RATE_LIMIT: '2' } })
  const ask = async (forwarded: string) =>
    (await behind.http.inject({ url: '/livez', headers: { 'x-forwarded-for': forwarded } })).statusCode
  try {
    expect([await ask('10.1.2.3'), await ask('10.1.2.3'), await ask('10.1.2.3')]).toEqual([200, 200, 429])
    expect(await ask('10.1.2.4')).toBe(200)
    expect(await ask('10.1.2.5, 10.1.2.3'), 'what a caller claims of itself').toBe(429)
  } finally {
    await behind.close()
  }
})

test('behind a trusted proxy what waits is told to whoever has the token only', async () => {
  const behind = await testApp({ env: { TRUST_PROXY: '1', METRICS_TOKEN: 'a-token-for-metrics' } })
  const ask = async (headers: Record<string, string>) =>
    (await behind.http.inject({ url: '/metrics', headers })).statusCode
  try {
    expect([await ask({}), await ask({ 'x-forwarded-for': '127.0.0.1' })]).toEqual([403, 403])
    expect(await ask({ 'x-forwarded-for': '10.1.2.3', authorization: 'Bearer a-token-for-metrics' })).toBe(200)
  } finally {
    await behind.close()
  }
})

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'

test('a browser that opens an address that is not there gets a page in both languages, a program gets JSON', async () => {
  const page = await get('/nope', { accept: BROWSER })
  expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
  for (const words of Object.values(problems['not-found'])) expect(page.body).toContain(String(words))
  const [{ content = '' } = {}] = elements(page.body, 'style')
  const hash = createHash('sha256').update(content).digest('base64')
  expect(page.headers['content-security-policy']).toContain(`default-src 'none'; style-src 'sha256-${hash}'`)
  expect(page.body).not.toMatch(/<script|(src|href)="(https?:)?\/\//)
  for (const accept of ['*/*', 'application/json', 'application/json, text/html', 'text/html;q=0.5, */*', '', 'q=;,;'])
    expect((await get('/nope', { accept })).json(), accept).toMatchObject({ status: 404, code: 'not-found' })
  expect((await get('/nope')).json()).toMatchObject({ code: 'not-found' })
  const posted = await phone.send({ method: 'POST', url: '/nope', headers: { accept: BROWSER } })
  expect(posted.json()).toMatchObject({ code: 'not-found' })
})

test('every answer names its request, and a preview by another site is refused', async () => {
  const [first, second] = [await get('/livez'), await get('/livez')]
  expect(first.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id'])
  expect((await get('/console/')).headers['content-security-policy']).toContain("frame-ancestors 'none'")
})

test('without its database the server lives on and is not ready', async () => {
  await app.deps.db.destroy()
  expect([(await get('/livez')).statusCode, (await get('/readyz')).statusCode]).toEqual([200, 503])
  const { statusCode, body } = await get(`/api/consumer/codes/${chain.codes.matching.text}`)
  expect([statusCode, JSON.parse(body).code]).toEqual([500, 'internal-error'])
  const page = await get('/api/consumer/applications', { accept: BROWSER })
  expect([page.statusCode, page.body.includes(problems['internal-error'].zh)]).toEqual([500, true])
  expect(page.body).toContain(String(page.headers['x-request-id']))
  expect(body + page.body, 'nothing leaks').not.toMatch(/driver|pool|destroy|kysely|postgres/i)
})
