import type { Outcome, TaxChannel } from '@mashang/channels'
import { fen } from '@mashang/invoice'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { browser } from '../../test/browser.ts'
import { aForm, aReceipt, type Chain, jobOf, plantChain, submitted, withReceipt } from '../../test/shop.ts'
import { issue } from './issue.ts'

let app: TestApp
let chain: Chain

beforeAll(async () => {
  app = await testApp()
  chain = await plantChain(app.deps, '蓝湖')
})
afterAll(() => app?.close())

/** An approved application, as its job names it. */
async function anApplication() {
  const form = aForm(withReceipt(chain, await aReceipt(app.deps, chain)))
  await submitted(browser(app.http), form)
  return await jobOf(app.deps, form)
}

async function read({ applicationId }: { applicationId: string }) {
  const { rows } = await sql<{
    status: string
    number: string
    asks: number
    jobs: number
    invoices: number
    deliveries: number
  }>`
    select status, request_number as number, asks,
      (select count(*)::int from pgboss.job where name = 'issue' and data ->> 'applicationId' = a.id::text) as jobs,
      (select count(*)::int from invoice where application_id = a.id) as invoices,
      (select count(*)::int from delivery d join invoice i on i.id = d.invoice_id where i.application_id = a.id) as deliveries
    from application a where id = ${applicationId}`.execute(app.deps.db)
  return rows[0]
}

type Answers = { issue: Outcome | Promise<Outcome>; find: Awaited<ReturnType<TaxChannel['find']>> }

/** A channel that answers as it is told, and what it was asked. */
function aChannel(answers: Answers) {
  const asked: string[] = []
  const channel: TaxChannel = {
    async issue({ requestNumber }) {
      asked.push(`issue ${requestNumber}`)
      return await answers.issue
    },
    async find(requestNumber) {
      asked.push(`find ${requestNumber}`)
      return answers.find
    },
    fetchDocument: () => Promise.reject(new Error('no documents here')),
  }
  return { asked, deps: { ...app.deps, channelOf: async () => channel } }
}

const absent = { kind: 'absent' } as const
const refused = { kind: 'refused', code: 'E9101', reason: '参数错误' } as const
/** Too long a pause to be waited for inside the job. */
const unknown = { kind: 'unknown', reason: 'HTTP 503', askAfterMs: 60_000 } as const
let invoices = 0
const issued = (): Outcome => ({
  kind: 'issued',
  number: `9999${String(++invoices).padStart(16, '0')}`,
  issuedAt: new Date(),
  documents: [],
  gross: fen(12_800),
  net: fen(12_075),
  tax: fen(725),
})

test('what was sent is asked after and never sent again, unless the channel itself says that it knows nothing', async () => {
  const job = await anApplication()
  const { number } = (await read(job)) ?? {}
  const first = aChannel({ issue: unknown, find: unknown })
  await issue(first.deps, job)
  await issue(first.deps, job)
  expect(first.asked).toEqual([`issue ${number}`, `find ${number}`])
  expect(await read(job)).toMatchObject({ status: 'issuing', asks: 2, jobs: 3, invoices: 0 })

  const forgetful = aChannel({ issue: unknown, find: absent })
  await issue(forgetful.deps, job)
  expect(forgetful.asked).toEqual([`find ${number}`, `issue ${number}`])

  const late = aChannel({ issue: refused, find: issued() })
  await issue(late.deps, job)
  expect(late.asked).toEqual([`find ${number}`])
  expect(await read(job)).toMatchObject({ status: 'issued', invoices: 1, deliveries: 1 })
})

test('a job that comes twice, late, or at the same time writes one invoice and one delivery', async () => {
  const job = await anApplication()
  const { deps, asked } = aChannel({ issue: issued(), find: issued() })
  await Promise.all([issue(deps, job), issue(deps, job), issue(deps, job)])
  await issue(deps, job)
  expect(asked.filter((each) => each.startsWith('issue'))).toHaveLength(1)
  expect(await read(job)).toMatchObject({ status: 'issued', invoices: 1, deliveries: 1 })
})

test('what a vendor’s sandbox issued stays marked as a test, though its number looks real and the shop is by now', async () => {
  const connectTo = (kind: string) =>
    sql`update tax_channel set kind = ${kind} where tenant_id = ${chain.tenant.id}`.execute(app.deps.db)
  const phone = browser(app.http)
  const marked = async (kind: string, number: string) => {
    await connectTo(kind)
    const form = aForm(withReceipt(chain, await aReceipt(app.deps, chain)))
    const { ref } = await submitted(phone, form)
    const outcome = { ...issued(), number } as Outcome
    await issue(aChannel({ issue: outcome, find: absent }).deps, await jobOf(app.deps, form))
    await connectTo(kind === 'nuonuo' ? 'nuonuo-sandbox' : 'nuonuo')
    const { shop } = (await phone.call('GET /api/consumer/applications/{ref}', { params: { ref }, query: {} })).value
    return shop.simulated === true
  }
  try {
    expect(await marked('nuonuo-sandbox', '26440000000000000001')).toBe(true)
    expect(await marked('nuonuo', '26440000000000000002')).toBe(false)
  } finally {
    await connectTo('sandbox')
  }
})

test('a withdrawn application is not sent', async () => {
  const job = await anApplication()
  await sql`update application set status = 'withdrawn' where id = ${job.applicationId}`.execute(app.deps.db)
  const { deps, asked } = aChannel({ issue: issued(), find: absent })
  await issue(deps, job)
  expect([asked, (await read(job))?.status]).toEqual([[], 'withdrawn'])
})

test('a seller without a channel is refused in words that say so', async () => {
  const job = await anApplication()
  await issue({ ...app.deps, channelOf: async () => undefined }, job)
  expect(await read(job)).toMatchObject({ status: 'refused', invoices: 0 })
})

test('an order from before a rule was known is not sent, and the staff read why', async () => {
  const job = await anApplication()
  await sql`update application set lines = jsonb_set(lines, '{0,taxCode}', '"1070101010100000000"')
    where id = ${job.applicationId}`.execute(app.deps.db)
  const { deps, asked } = aChannel({ issue: issued(), find: absent })
  await issue(deps, job)
  expect([asked, (await read(job))?.status]).toEqual([[], 'refused'])
  const { rows } = await sql<{ reason: string }>`
    select reason from application where id = ${job.applicationId}`.execute(app.deps.db)
  expect(rows[0]?.reason).toContain('成品油')
})

test('an answer about an earlier number, come late, leaves the new attempt alone', async () => {
  const job = await anApplication()
  const slow = Promise.withResolvers<Outcome>()
  const first = aChannel({ issue: slow.promise, find: refused })
  const straggler = issue(first.deps, job)
  await expect.poll(() => first.asked.length).toBe(1)
  await issue(first.deps, job) // another worker, sooner
  expect((await read(job))?.status).toBe('refused')

  // The staff try again under a new number, which is sent.
  await sql`update application set status = 'approved', request_number = '00000000000000000002'
    where id = ${job.applicationId}`.execute(app.deps.db)
  await issue(aChannel({ issue: unknown, find: absent }).deps, job)
  slow.resolve(refused)
  await straggler
  expect(await read(job)).toMatchObject({ status: 'issuing', number: '00000000000000000002' })
})

test('pauses double from the channel’s own hint up to a minute', async () => {
  const job = await anApplication()
  const { deps } = aChannel({ issue: { ...unknown, askAfterMs: 4_000 }, find: { ...unknown, askAfterMs: 4_000 } })
  for (let n = 0; n < 6; n++) await issue(deps, job)
  const { rows } = await sql<{ pause: number }>`
    select round(extract(epoch from start_after - created_on))::int as pause from pgboss.job
    where name = 'issue' and data ->> 'applicationId' = ${job.applicationId} and start_after > created_on + interval '1 second'
    order by created_on`.execute(app.deps.db)
  expect(rows.map(({ pause }) => pause)).toEqual([4, 8, 16, 32, 60, 60])
})

test('a refusal of the second sending does not count once the first turns out to have arrived', async () => {
  const job = await anApplication()
  await issue(aChannel({ issue: unknown, find: absent }).deps, job)
  const answers: Answers = { issue: refused, find: absent }
  const { deps, asked } = aChannel(answers)
  const channel = await deps.channelOf()
  const lateArrival: TaxChannel = {
    ...channel,
    issue: async (request) => {
      answers.find = issued()
      return await channel.issue(request)
    },
  }
  await issue({ ...deps, channelOf: async () => lateArrival }, job)
  expect(asked.map((each) => each.split(' ')[0])).toEqual(['find', 'issue', 'find'])
  expect(await read(job)).toMatchObject({ status: 'issued', invoices: 1 })
})

test('an invoice over other amounts than asked for is kept, and the staff are told', async () => {
  const job = await anApplication()
  const other = { ...issued(), gross: fen(12_900), net: fen(12_170), tax: fen(730) } as Outcome
  await issue(aChannel({ issue: other, find: absent }).deps, job)
  expect(await read(job)).toMatchObject({ status: 'issued', invoices: 1 })
  const { rows } = await sql<{ code: string }>`
    select reason_code as code from application where id = ${job.applicationId}`.execute(app.deps.db)
  expect(rows[0]?.code).toBe('amounts-differ')
})
