import { type Problem, problems } from '@mashang/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from './app.ts'
import { type Browser, browser } from './browser.ts'
import { aForm, type Chain, plantChain, signIn, withTitle } from './shop.ts'

let app: TestApp
let chain: Chain
let phone: Browser

beforeAll(async () => {
  app = await testApp()
  chain = await plantChain(app.deps, '蓝湖')
  phone = browser(app.http)
})
afterAll(async () => {
  const { rows } = await sql`select count(*)::int as count from application`.execute(app.deps.db)
  expect(rows, 'nothing that was refused was written').toEqual([{ count: 0 }])
  await app.close()
})

async function errorsOf(body: object, language = 'zh') {
  const response = await phone.send({
    method: 'POST',
    url: '/api/consumer/applications',
    payload: body,
    headers: { 'accept-language': language },
  })
  expect(response.headers['content-type']).toMatch('application/problem+json')
  const problem = response.json()
  expect(problem).toMatchObject({
    type: '/docs/problems#bad-input',
    status: 400,
    code: 'bad-input',
    requestId: expect.any(String),
  })
  for (const error of problem.errors) expect(error.code, error.path).toMatch(/^[a-z.-]+$/)
  return Object.fromEntries(
    problem.errors.map(({ path, message }: { path: string; message: string }) => [path, message]),
  )
}

test('every field at fault is named at once, in the caller’s language', async () => {
  const body = {
    submissionKey: 'not a uuid',
    source: { kind: 'code', code: chain.codes.matching.text, order: { number: '', grossFen: 0 } },
    buyer: { kind: 'enterprise', name: '有'.repeat(300), taxpayerId: '91990000MA0BBBB3XX' },
    email: 'nobody',
    languge: 'zh',
  }
  expect(await errorsOf(body)).toEqual({
    submissionKey: '格式不对',
    'source.order.number': '不能为空',
    'source.order.grossFen': '金额要大于 0',
    'buyer.name': '抬头最多 100 个字',
    'buyer.taxpayerId': '税号校验位不对，请逐位核对',
    email: '邮箱格式不对，例如 name@example.com',
    languge: '没有这个字段',
  })
  expect(await errorsOf(body, 'en-GB,en;q=0.9')).toEqual({
    submissionKey: 'Wrong format',
    'source.order.number': 'Cannot be empty',
    'source.order.grossFen': 'The amount must be above zero',
    'buyer.name': 'At most 100 characters',
    'buyer.taxpayerId': 'The check digit does not match. Compare it digit by digit',
    email: 'Not an e-mail address, like name@example.com',
    languge: 'Unknown field',
  })
})

test('an empty object is told every field it lacks', async () => {
  expect(await errorsOf({})).toEqual({
    submissionKey: '必填',
    source: expect.any(String),
    buyer: expect.any(String),
    email: '必填',
  })
})

const order = (change: object) => ({ order: { number: 'A1', grossFen: 100, ...change } })
const text = (value: unknown) => order({ number: value })
const buyer = (change: object) => ({ kind: 'enterprise', name: '青屿', taxpayerId: '91990000MA0BBBB3XL', ...change })

test.each([
  ['source.order.grossFen', order({ grossFen: -1 })],
  ['source.order.grossFen', order({ grossFen: 0.5 })],
  ['source.order.grossFen', order({ grossFen: 1e300 })],
  ['source.order.grossFen', order({ grossFen: 2 ** 53 })],
  ['source.order.grossFen', order({ grossFen: '100' })],
  ['source.order.grossFen', order({ grossFen: null })],
  ['source.order.tip', order({ tip: 1 })],
  ['source.order.number', text('x'.repeat(65))],
  ['source.order.number', text('a\u0000b')],
  ['source.order.number', text('a\ud83db')],
  ['source.order.number', text(['A1'])],
])('%s of a receipt cannot be %j', async (path, change) => {
  const form = aForm({ kind: 'code', code: chain.codes.matching.text, ...(change as object) })
  expect(Object.keys(await errorsOf(form))).toEqual([path])
})

test.each([
  ['buyer.name', { name: '😀😀' }],
  ['buyer.name', { name: '\ud83d' }],
  ['buyer.name', { name: '   ' }],
  ['buyer.name', { name: 'a@b.example' }],
  ['buyer.name', { name: 'x'.repeat(200_000) }],
  ['buyer.taxpayerId', { taxpayerId: '91990000MA0BBBB3X' }],
  ['buyer.taxpayerId', { taxpayerId: '91990000MA0BBBB3XI' }],
  ['buyer.taxpayerId', { taxpayerId: undefined }],
  ['buyer.address', { address: 'x'.repeat(81) }],
  ['buyer.address', { address: '科苑路\ud83d8 号' }],
  ['buyer.phone', { phone: '\ud83d\ud83d' }],
  ['buyer.kind', { kind: 'company' }],
  ['buyer.shoeSize', { shoeSize: 41 }],
])('%s of an enterprise cannot be %j', async (path, change) => {
  expect(Object.keys(await errorsOf({ ...aForm(withTitle(chain)), buyer: buyer(change) }))).toEqual([path])
})

test.each([
  '',
  'a',
  'a@b',
  '@example.com',
  'a@b@example.com',
  'a b@example.com',
  'a@example.com, c@example.com',
  'a\u0000@example.com',
  `${'a'.repeat(250)}@example.com`,
  'a@b..com',
  'a..b@example.com',
  '.a@example.com',
  'a.@example.com',
  'a@.example.com',
  'a@example.com.',
  'a@-example.com',
  'a@example-.com',
  'a@example.-com',
])('%j is no address', async (email) => {
  expect(Object.keys(await errorsOf({ ...aForm(withTitle(chain)), email }))).toEqual(['email'])
})

test.each(['a@b.cn', 'a.b-c+d_e@mail.ex-ample.com.cn', '小雨@例子.公司'])('%j is an address', async (email) => {
  expect(await errorsOf({ ...aForm(withTitle(chain)), email, source: {} })).not.toHaveProperty('email')
})

const json = { 'content-type': 'application/json' }

test.each<[string, Problem, number, object, string | Buffer | undefined]>([
  ['JSON cut short', 'not-json', 400, json, '{"email":'],
  ['no body', 'not-json', 400, json, ''],
  ['a body of ten megabytes', 'body-too-large', 413, json, `"${'x'.repeat(10 * 1024 * 1024)}"`],
  ['a form', 'unsupported-media-type', 415, { 'content-type': 'application/x-www-form-urlencoded' }, 'email=a'],
  ['no content type', 'unsupported-media-type', 415, {}, Buffer.from('{}')],
  ['a list', 'bad-input', 400, json, '[]'],
  ['null', 'bad-input', 400, json, 'null'],
  ['a key that would change every object', 'not-json', 400, json, '{"__proto__":{"admin":true}}'],
  ['nesting ten thousand deep', 'bad-input', 400, json, `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
])('%s is refused as %s', async (_, code, status, headers, payload) => {
  const response = await phone.send({
    method: 'POST',
    url: '/api/consumer/applications',
    headers: headers as Record<string, string>,
    ...(payload !== undefined && { payload }),
  })
  expect([response.statusCode, response.json().code]).toEqual([status, code])
})

test('an address that cannot be read is an unknown address', async () => {
  for (const url of ['/s/%E0%A4%A', '/nowhere', '/api/consumer/applications/x/y'])
    expect((await phone.send({ url })).json(), url).toMatchObject({ status: 404, code: 'not-found' })
})

test('what the database cannot hold is refused in a search, too', async () => {
  const staff = await signIn(app, chain, 'founder')
  for (const list of ['GET /api/console/applications', 'GET /api/console/invoices'] as const) {
    const { problem } = await staff.call(list, { query: { q: 'a\u0000b' } })
    expect(problem.errors).toEqual([{ path: 'q', code: 'text.control-characters', message: '含有不能使用的字符' }])
  }
})

test('a broken reference is unknown, not an error', async () => {
  for (const ref of ['x', '%00', 'zzzzz00000000000000000000000000', '../..']) {
    const asked = await phone.call('GET /api/consumer/applications/{ref}', { params: { ref }, query: {} })
    expect(asked.problem.status, ref).toBe(404)
  }
})

test('more requests in a minute than the server allows are told to wait', async () => {
  const strict = await testApp({ env: { RATE_LIMIT: '3' } })
  const answers = []
  for (let n = 0; n < 5; n++) answers.push(await browser(strict.http).send({ url: '/mine' }))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 429, 429])
  expect(answers[4]?.json()).toMatchObject({ code: 'too-many-requests', title: problems['too-many-requests'].zh })
  await strict.close()
})
