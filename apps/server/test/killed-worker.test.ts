import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bureau } from './bureau.ts'
import { payOrders, progress, requestNumbers, scanAndSubmit } from './consumers.ts'
import { type PostOffice, postOffice } from './post-office.ts'
import { type Stack, startStack } from './stack.ts'
import { until } from './until.ts'

const SUBMISSIONS = 500
const KILLS = 6
/** What a worker may have under way when it dies: its mails may be sent twice. */
const UNDER_WAY = 64

let post: PostOffice
let stack: Stack

beforeAll(async () => {
  post = await postOffice()
  stack = await startStack({ MASHANG_ROLES: 'http', SMTP_URL: post.smtpUrl })
})
afterAll(async () => {
  await stack?.stop()
  await post?.close()
})

/** mulberry32: the same seed kills at the same moments. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Starts a worker and kills it, again and again; the last one lives. */
async function workAndDie(random: () => number): Promise<number[]> {
  const moments = []
  for (let n = 0; n < KILLS; n++) {
    const worker = await stack.startServer({ MASHANG_ROLES: 'worker', MASHANG_DEMO: '0' })
    const ms = Math.round(random() * 1_500)
    await sleep(ms)
    await worker.kill()
    moments.push(ms)
  }
  await stack.startServer({ MASHANG_ROLES: 'worker', MASHANG_DEMO: '0' })
  return moments
}

async function submitAll(links: readonly string[]): Promise<void> {
  const rest = [...links.entries()]
  const consumer = async () => {
    for (let next = rest.pop(); next; next = rest.pop()) await scanAndSubmit(next[1], `consumer${next[0]}@example.com`)
  }
  await Promise.all(Array.from({ length: 8 }, consumer))
}

test('a worker that is killed again and again loses nothing, issues nothing twice and mails each invoice', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  const links = await payOrders(stack, SUBMISSIONS, 'killed')
  const [moments] = await Promise.all([workAndDie(randomFrom(seed)), submitAll(links)])
  console.info(`SEED=${seed}: killed ${moments.join(', ')} ms after their starts`)

  const all = SUBMISSIONS
  const done = await until(
    () => progress(stack),
    ({ sent }) => sent === all,
    150_000,
  )
  expect(done).toEqual({ submitted: all, issued: all, invoices: all, sent: all })

  const books = await bureau(stack.sandbox.url).books()
  expect({ count: books.count, issued: books.issued }).toEqual({ count: all, issued: all })
  expect(books.orders.map(({ orderNo }) => orderNo).toSorted()).toEqual(await requestNumbers(stack))

  const idsOf = Map.groupBy(post.mails, ({ to }) => to)
  expect(idsOf.size).toBe(all)
  for (const mails of idsOf.values()) expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1)
  const twice = post.mails.length - all
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pgboss.job where retry_count > 0`.execute(stack.database.db)
  const interrupted = rows[0]?.count ?? 0
  console.info(`${interrupted} jobs were interrupted, ${twice} mails were sent a second time`)
  expect(interrupted, 'the kills met work').toBeGreaterThan(0)
  expect(twice).toBeLessThanOrEqual(KILLS * UNDER_WAY)
}, 200_000)
