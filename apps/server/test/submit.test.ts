import type { SubmissionInput } from '@mashang/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from './app.ts'
import { type Browser, browser } from './browser.ts'
import { aForm, aReceipt, type Chain, enterprise, plantChain, submitted, withReceipt, withTitle } from './shop.ts'

let app: TestApp
let chain: Chain
let phone: Browser

beforeAll(async () => {
  app = await testApp()
  chain = await plantChain(app.deps, '蓝湖')
  phone = browser(app.http)
})
afterAll(() => app?.close())

const submit = (form: SubmissionInput, from = phone, remoteAddress = '127.0.0.1') =>
  from.call('POST /api/consumer/applications', { body: form }, { remoteAddress })

test('a receipt is found by its number and the amount paid', async () => {
  const receipt = await aReceipt(app.deps, chain)
  const { code, order } = withReceipt(chain, receipt)
  const matched = await phone.call('POST /api/consumer/codes/{code}/matches', { params: { code }, body: order })
  expect(matched.value).toEqual({
    number: receipt.number,
    paidAt: '2026-11-23T04:40:00.000Z',
    grossFen: 12_800,
    lines: [{ name: '午市套餐', grossFen: 12_800 }],
  })
})

test('a number typed in small letters finds the receipt printed in capitals', async () => {
  const receipt = await aReceipt(app.deps, chain)
  const typed = { ...receipt, number: receipt.number.toLowerCase() }
  expect((await submit(aForm(withReceipt(chain, typed)), phone, '10.1.0.9')).status).toBe(201)
})

test('a wrong number and a wrong amount get the same answer', async () => {
  const receipt = await aReceipt(app.deps, chain)
  const wrong = [
    { ...receipt, grossFen: 12_801 },
    { ...receipt, number: `${receipt.number}0` },
  ]
  const answers = await Promise.all(
    wrong.flatMap((each) => {
      const { code, order } = withReceipt(chain, each)
      return [
        submit(aForm(withReceipt(chain, each)), phone, '10.1.0.1'),
        phone.call(
          'POST /api/consumer/codes/{code}/matches',
          { params: { code }, body: order },
          { remoteAddress: '10.1.0.1' },
        ),
      ]
    }),
  )
  const bodies = answers.map((answer) => ({ ...answer.problem, requestId: '' }))
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1)
  expect(bodies[0]).toMatchObject({ status: 404, code: 'receipt-not-matched' })
})

test('somebody else’s receipt shows only what its holder would recognise; the holder is led to the application', async () => {
  const receipt = await aReceipt(app.deps, chain)
  const { ref } = await submitted(phone, aForm(withReceipt(chain, receipt)))
  const again = aForm(withReceipt(chain, receipt))
  expect((await submit(again)).problem).toMatchObject({ status: 409, code: 'order-already-invoiced', ref })

  const stranger = browser(app.http)
  const { code, order } = withReceipt(chain, receipt)
  const answers = [
    await submit(again, stranger),
    await stranger.call('POST /api/consumer/codes/{code}/matches', { params: { code }, body: order }),
    await submit(aForm({ kind: 'receipt', code: receipt.receiptCode }), stranger),
    await stranger.call('GET /api/consumer/receipts/{code}', { params: { code: receipt.receiptCode } }),
  ]
  for (const { problem, raw } of answers) {
    expect(problem).toMatchObject({
      code: 'order-already-invoiced',
      buyerName: '深圳****有限公司',
      email: 'l***@example.com',
      submittedAt: expect.any(String),
    })
    expect(raw.body).not.toContain(ref)
    expect(raw.body).not.toContain('青屿')
    expect(raw.body).not.toContain('lin.xia')
  }
})

test('of twenty phones with one receipt at once one gets the invoice and nineteen a clear answer', async () => {
  const receipt = await aReceipt(app.deps, chain)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => submit(aForm(withReceipt(chain, receipt)), browser(app.http))),
  )
  const codes = answers.map((answer) => (answer.status === 201 ? 'submitted' : answer.problem.code))
  expect(codes.toSorted()).toEqual([...Array(19).fill('order-already-invoiced'), 'submitted'])
  const { rows } = await sql`
    select (select count(*)::int from application where order_id = ${receipt.id}) as applications,
      (select count(*)::int from pgboss.job where name = 'issue' and data ->> 'applicationId' = (
        select id::text from application where order_id = ${receipt.id})) as jobs`.execute(app.deps.db)
  expect(rows).toEqual([{ applications: 1, jobs: 1 }])
})

test('applications that arrive together are each written, and each approved one has its job', async () => {
  const receipts = await Promise.all(Array.from({ length: 20 }, () => aReceipt(app.deps, chain)))
  const forms = [...receipts.map((receipt) => withReceipt(chain, receipt)), ...Array(5).fill(withTitle(chain))].map(
    (source) => aForm(source),
  )
  const refs = await Promise.all(forms.map(async (form) => (await submitted(phone, form)).ref))
  expect(new Set(refs).size).toBe(25)
  const keys = forms.map((form) => form.submissionKey)
  const { rows } = await sql`
    select a.status, count(*)::int as applications, count(j.id)::int as jobs
    from application a left join pgboss.job j on j.name = 'issue' and j.data ->> 'applicationId' = a.id::text
    where a.submission_key = any(${keys}) group by a.status order by a.status`.execute(app.deps.db)
  expect(rows).toEqual([
    { status: 'approved', applications: 20, jobs: 20 },
    { status: 'reviewing', applications: 5, jobs: 0 },
  ])
})

test('half a character never reaches the database, and nothing that arrives with it fails', async () => {
  const forms = await Promise.all(
    Array.from({ length: 12 }, async (_, n) => {
      const buyer = n % 4 === 0 ? { ...enterprise, address: '科苑路\ud83d8 号' } : enterprise
      return aForm(withReceipt(chain, await aReceipt(app.deps, chain)), { buyer })
    }),
  )
  const answers = await Promise.all(forms.map((form) => submit(form)))
  expect(answers.map(({ status }) => status)).toEqual(forms.map((_, n) => (n % 4 === 0 ? 400 : 201)))
  expect(answers[0]?.problem).toMatchObject({ code: 'bad-input', errors: [{ path: 'buyer.address' }] })
})

test('the same form sent twenty times at once is one application', async () => {
  const receipt = await aReceipt(app.deps, chain)
  await phone.send({ url: '/mine' }) // a phone that has its name already
  for (const form of [aForm(withReceipt(chain, receipt)), aForm(withTitle(chain))]) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => submit(form)))
    expect(new Set(answers.map((answer) => answer.value.ref)).size).toBe(1)
    const { rows } = await sql`
      select count(*)::int as count from application where submission_key = ${form.submissionKey}`.execute(app.deps.db)
    expect(rows).toEqual([{ count: 1 }])
  }
})

test('the same form from another phone is another form', async () => {
  const form = aForm(withTitle(chain))
  const { ref } = await submitted(phone, form)
  expect((await submitted(browser(app.http), form)).ref).not.toBe(ref)
})

test('a receipt is approved by itself, a title alone waits for the staff', async () => {
  const receipt = await aReceipt(app.deps, chain)
  expect(await submitted(phone, aForm(withReceipt(chain, receipt)))).toMatchObject({
    status: 'approved',
    grossFen: 12_800,
    orderNumber: receipt.number,
    email: 'l***@example.com',
    ahead: expect.any(Number),
  })
  const titleOnly = await submitted(phone, aForm(withTitle(chain)))
  expect(titleOnly).toMatchObject({ status: 'reviewing', buyer: enterprise })
  expect(titleOnly).not.toHaveProperty('grossFen')
})

test('a receipt whose application was withdrawn is free again', async () => {
  const receipt = await aReceipt(app.deps, chain)
  const { ref } = await submitted(phone, aForm(withReceipt(chain, receipt)))
  await phone.call('POST /api/consumer/applications/{ref}/withdrawal', { params: { ref }, query: {} })
  expect((await submitted(browser(app.http), aForm(withReceipt(chain, receipt)))).status).toBe('approved')
})

test('an id with a wrong check digit is taken once its holder has confirmed it a second time', async () => {
  const buyer = { ...enterprise, taxpayerId: '339902999999789113' }
  const refused = await phone.call('POST /api/consumer/applications', { body: aForm(withTitle(chain), { buyer }) })
  expect(refused.problem).toMatchObject({
    code: 'bad-input',
    errors: [{ path: 'buyer.taxpayerId', message: expect.stringContaining('校验位') }],
  })
  const { buyer: taken } = await submitted(phone, aForm(withTitle(chain), { buyer, oddTaxpayerId: true }))
  expect(taken.taxpayerId).toBe('339902999999789113')
  const short = { ...buyer, taxpayerId: '3399029999997891' }
  const body = aForm(withTitle(chain), { buyer: short, oddTaxpayerId: true })
  expect((await phone.call('POST /api/consumer/applications', { body })).problem.code, 'no shape').toBe('bad-input')
})

test.each([
  [enterprise, enterprise],
  [
    { ...enterprise, name: ' 深圳市青屿云图科技(深圳)有限公司 ', taxpayerId: '９１990000 ma0bbbb3xl' },
    { ...enterprise, name: '深圳市青屿云图科技（深圳）有限公司' },
  ],
  [
    { kind: 'individual', name: '张小雨' },
    { kind: 'individual', name: '张小雨' },
  ],
  [
    { kind: 'individual', name: '雨\ud83d天😀' },
    { kind: 'individual', name: '雨天' },
  ],
  [
    { kind: 'institution', name: '深圳市南山区实验学校' },
    { kind: 'institution', name: '深圳市南山区实验学校' },
  ],
] as const)('the buyer %j is accepted', async (typed, buyer) => {
  expect((await submitted(phone, aForm(withTitle(chain), { buyer: typed }))).buyer).toEqual(buyer)
})

test('twenty wrong receipts of devices without a name and their address has to wait, however it spells the code; others do not', async () => {
  const receipt = await aReceipt(app.deps, chain)
  const guess = (n: number, code = chain.codes.matching.text, from = '10.1.0.2') => {
    const { order } = withReceipt(chain, { ...receipt, grossFen: n })
    return submit(aForm({ kind: 'code', code, order }), browser(app.http), from)
  }
  const codes = []
  for (let n = 1; n <= 22; n++) codes.push((await guess(n)).problem.code)
  expect(codes).toEqual([...Array(20).fill('receipt-not-matched'), 'too-many-requests', 'too-many-requests'])
  expect((await guess(receipt.grossFen)).problem.code).toBe('too-many-requests')
  expect((await guess(receipt.grossFen, ` ${chain.codes.matching.text.toUpperCase()}`)).problem.status).toBe(429)
  const { order } = withReceipt(chain, receipt)
  const match = { params: { code: chain.codes.matching.text }, body: order }
  const ask = 'POST /api/consumer/codes/{code}/matches'
  const nameless = await browser(app.http).call(ask, match, { remoteAddress: '10.1.0.2' })
  expect(nameless.problem.status).toBe(429)
  expect((await phone.call(ask, match, { remoteAddress: '10.1.0.2' })).status, 'a phone beside it').toBe(200)
  expect((await guess(receipt.grossFen, chain.codes.matching.text, '10.1.0.3')).status).toBe(201)
})

test('a phone that guesses does not stop the shop’s other customers; made-up phones stop at two hundred', async () => {
  const receipt = await aReceipt(app.deps, chain)
  const match = (grossFen: number, device: string) =>
    browser(app.http).send({
      method: 'POST',
      url: `/api/consumer/codes/${chain.codes.matching.text}/matches`,
      remoteAddress: '10.1.0.8',
      headers: { cookie: `mashang_device=${device.padEnd(32, 'x')}` },
      payload: { number: receipt.number, grossFen },
    })
  const statuses = async (count: number, device: (n: number) => string) => {
    const found: Record<number, number> = {}
    for (let n = 0; n < count; n++) {
      const { statusCode } = await match(n + 1, device(n))
      found[statusCode] = (found[statusCode] ?? 0) + 1
    }
    return found
  }
  expect(await statuses(25, () => 'guesser')).toEqual({ 404: 20, 429: 5 })
  expect((await match(receipt.grossFen, 'customer')).statusCode).toBe(200)
  expect(await statuses(185, (n) => `made-up-${n}`)).toEqual({ 404: 180, 429: 5 })
  expect((await match(receipt.grossFen, 'customer')).statusCode).toBe(429)
})

test('a hundred wrong receipts at once are no more tries than one after another', async () => {
  const receipt = await aReceipt(app.deps, chain)
  const guesser = browser(app.http)
  await guesser.send({ url: `/s/${chain.codes.matching.text}` })
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => {
      const { order } = withReceipt(chain, { ...receipt, grossFen: n + 1 })
      const match = { params: { code: chain.codes.matching.text }, body: order }
      return guesser.call('POST /api/consumer/codes/{code}/matches', match, { remoteAddress: '10.1.0.9' })
    }),
  )
  const codes = answers.map(({ problem }) => problem.code)
  expect(codes.filter((code) => code === 'receipt-not-matched')).toHaveLength(20)
  expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(80)
})
