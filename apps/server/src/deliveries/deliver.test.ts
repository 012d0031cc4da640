import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { browser } from '../../test/browser.ts'
import { type PostOffice, postOffice } from '../../test/post-office.ts'
import { aForm, aReceipt, type Chain, jobOf, plantChain, submitted, withReceipt } from '../../test/shop.ts'
import { until } from '../../test/until.ts'
import { issue } from '../invoices/issue.ts'
import { deliver } from './deliver.ts'

let app: TestApp
let chain: Chain
let post: PostOffice

beforeAll(async () => {
  post = await postOffice()
  app = await testApp({ bureau: true, env: { SMTP_URL: post.smtpUrl } })
  chain = await plantChain(app.deps, '蓝湖')
})
afterAll(async () => {
  await app?.close()
  await post?.close()
})
beforeEach(async () => {
  post.refuse(undefined)
  post.dawdle(0)
  await app.bureau.switchTo({})
})

type Job = { tenantId: string; deliveryId: string }
let consumers = 0

/** An issued invoice with its delivery still to be made; the address is of this test alone. */
async function dueDelivery(buyer = '张小雨'): Promise<Job & { email: string }> {
  const email = `consumer${++consumers}@secret.example`
  const form = aForm(withReceipt(chain, await aReceipt(app.deps, chain)), {
    email,
    buyer: { kind: 'individual', name: buyer },
  })
  await submitted(browser(app.http), form)
  const job = await jobOf(app.deps, form)
  await issue(app.deps, job)
  const { rows } = await sql<{ id: string }>`
    select d.id from delivery d join invoice i on i.id = d.invoice_id
    where i.application_id = ${job.applicationId}`.execute(app.deps.db)
  return { tenantId: job.tenantId, deliveryId: rows[0]?.id as string, email }
}

async function recorded({ deliveryId }: Job) {
  const { rows } = await sql<{
    status: string
    attempts: number
    error: string | null
    documents: number
    jobs: number
  }>`
    select d.status, d.attempts, d.error, (select count(*)::int from document where invoice_id = d.invoice_id) as documents,
      (select count(*)::int from pgboss.job where name = 'deliver' and data ->> 'deliveryId' = d.id::text) as jobs
    from delivery d where d.id = ${deliveryId}`.execute(app.deps.db)
  return rows[0]
}
const mailsTo = (email: string) => post.mails.filter(({ to }) => to === email)

test('a delivery is made once, however often its job comes', async () => {
  const job = await dueDelivery()
  await deliver(app.deps, job)
  await Promise.all([deliver(app.deps, job), deliver(app.deps, job)])
  expect(await recorded(job)).toEqual({ status: 'sent', attempts: 1, error: null, documents: 3, jobs: 1 })
  expect(mailsTo(job.email)).toEqual([{ messageId: `<${job.deliveryId}@mashang>`, to: job.email }])
})

test('of jobs for one delivery at the same time one sends the mail', async () => {
  const job = await dueDelivery()
  post.dawdle(1_000)
  await Promise.all(Array.from({ length: 4 }, () => deliver(app.deps, job)))
  expect(await recorded(job)).toMatchObject({ status: 'sent', attempts: 1 })
  expect(mailsTo(job.email)).toHaveLength(1)
})

test('a delivery whose sender is gone comes back when its claim has run out', async () => {
  const job = await dueDelivery()
  const claimed = (until: string) =>
    sql`update delivery set claimed_until = now() + ${until}::interval where id = ${job.deliveryId}`.execute(
      app.deps.db,
    )
  await claimed('1 minute')
  await deliver(app.deps, job)
  expect(await recorded(job)).toMatchObject({ status: 'due', attempts: 0, jobs: 2 })
  expect(mailsTo(job.email)).toEqual([])
  await claimed('-1 second')
  await deliver(app.deps, job)
  expect(await recorded(job)).toMatchObject({ status: 'sent', attempts: 1 })
  expect(mailsTo(job.email)).toHaveLength(1)
})

test('while the documents cannot be fetched nothing is sent; then they are archived and sent', async () => {
  const job = await dueDelivery()
  await app.bureau.switchTo({ mode: 'down' })
  await deliver(app.deps, job)
  expect(await recorded(job)).toMatchObject({
    status: 'due',
    attempts: 1,
    error: expect.any(String),
    documents: 0,
    jobs: 2,
  })
  await app.bureau.switchTo({})
  await deliver(app.deps, job)
  expect(await recorded(job)).toMatchObject({ status: 'sent', attempts: 2, error: null, documents: 3 })
  expect(mailsTo(job.email)).toHaveLength(1)
})

test('an archived invoice is sent again even while the bureau is down', async () => {
  const job = await dueDelivery()
  await deliver(app.deps, job)
  await app.bureau.switchTo({ mode: 'down' })
  await sql`update delivery set status = 'due' where id = ${job.deliveryId}`.execute(app.deps.db)
  await deliver(app.deps, job)
  expect(await recorded(job)).toMatchObject({ status: 'sent', attempts: 2 })
})

test('an invoice whose file the bureau could not seal waits for it', async () => {
  const job = await dueDelivery('王小〔签章失败〕')
  await deliver(app.deps, job)
  expect(await recorded(job)).toMatchObject({
    status: 'due',
    error: expect.stringContaining('not made the documents'),
    documents: 0,
  })
})

test('a mail server’s refusal is kept in its words, but without the address', async () => {
  const job = await dueDelivery()
  post.refuse('4.2.1 <{}>: mailbox unavailable')
  await deliver(app.deps, job)
  const { error, status } = (await recorded(job)) ?? {}
  expect(status).toBe('due')
  expect(error).toContain('mailbox unavailable')
  expect(error).toContain('c***@secret.example')
  expect(error).not.toContain(job.email)
})

test('a mailbox that does not exist is not tried again', async () => {
  const job = await dueDelivery()
  post.refuse('5.1.1 <{}>: no such user', 550)
  await deliver(app.deps, job)
  expect(await recorded(job)).toMatchObject({ status: 'failed', attempts: 1, jobs: 1 })
})

test('a mail that takes longer than the claim on it is still sent once', async () => {
  const job = await dueDelivery()
  post.dawdle(1_500)
  const slow = deliver(app.deps, job, 300)
  await sleep(900)
  await deliver(app.deps, job, 300)
  await slow
  expect(await recorded(job)).toMatchObject({ status: 'sent', attempts: 1 })
  expect(mailsTo(job.email)).toHaveLength(1)
})

test('who has lost the claim records nothing over the other', async () => {
  const job = await dueDelivery()
  post.dawdle(1_000)
  const slow = deliver(app.deps, job)
  await sleep(500)
  await sql`update delivery set claim = gen_random_uuid() where id = ${job.deliveryId}`.execute(app.deps.db)
  await slow
  expect(await recorded(job)).toMatchObject({ status: 'due', attempts: 0 })
})

test('one document that cannot be fetched keeps the others back for some minutes only', async () => {
  const job = await dueDelivery()
  const channelOf: typeof app.deps.channelOf = async (...of) => {
    const channel = await app.deps.channelOf(...of)
    const fetchDocument = (url: string) =>
      url.endsWith('.ofd') ? Promise.reject(new Error('404')) : channel?.fetchDocument(url)
    return channel && { ...channel, fetchDocument: fetchDocument as typeof channel.fetchDocument }
  }
  await deliver({ ...app.deps, channelOf }, job)
  expect(await recorded(job)).toMatchObject({ status: 'due', documents: 2 })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60_000 })
  await deliver({ ...app.deps, channelOf }, job).finally(() => vi.useRealTimers())
  expect(await recorded(job)).toMatchObject({ status: 'sent', documents: 2 })
})

test('after half a day of tries somebody has to look, and no job is left', async () => {
  const job = await dueDelivery()
  post.refuse('try later')
  for (let n = 0; n < 30; n++) await deliver(app.deps, job)
  expect(await recorded(job)).toMatchObject({ status: 'failed', attempts: 24, jobs: 24 })
})

test('mail server gone and back: the mail arrives once', async () => {
  const job = await dueDelivery()
  await post.close()
  await deliver(app.deps, job)
  expect(await recorded(job)).toMatchObject({ status: 'due', error: expect.stringContaining('ECONNREFUSED') })
  await post.open()
  await until(
    async () => {
      await deliver(app.deps, job)
      return (await recorded(job))?.status
    },
    (status) => status === 'sent',
  )
  expect(mailsTo(job.email)).toHaveLength(1)
})
