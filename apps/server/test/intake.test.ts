import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import type { Submission } from '@mashang/contract'
import { connect } from '@mashang/db/connect'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Application } from '../src/applications/applications.ts'
import { openIntake } from '../src/applications/intake.ts'
import { submit } from '../src/applications/submit.ts'
import { openJobs } from '../src/work/jobs.ts'
import { type TestApp, testApp } from './app.ts'
import { aForm, aReceipt, type Chain, plantChain, withReceipt } from './shop.ts'

let app: TestApp
let chain: Chain

beforeAll(async () => {
  app = await testApp()
  chain = await plantChain(app.deps, '蓝湖')
})
afterAll(() => app?.close())

const device = createHash('sha256').update('a phone').digest()
const aSubmission = async () => aForm(withReceipt(chain, await aReceipt(app.deps, chain))) as Submission

/** Applications as `submit` makes them, each for a receipt of its own, not written yet. */
async function applications(count: number): Promise<Application[]> {
  const made: Application[] = []
  const intake = async (application: Application) => made.push(application) > 0
  for (let n = 0; n < count; n++) await submit({ ...app.deps, intake }, await aSubmission(), device, new Date())
  return made
}

/** How many applications and jobs there are of each of these orders. */
async function written(of: readonly Application[]) {
  const { rows } = await sql<{ applications: number; jobs: number }>`
    select count(distinct a.id)::int as applications, count(j.id)::int as jobs
    from unnest(${of.map(({ orderId }) => orderId)}::uuid[]) as wanted (id)
    left join application a on a.order_id = wanted.id
    left join pgboss.job j on j.name = 'issue' and j.data ->> 'applicationId' = a.id::text
    group by wanted.id`.execute(app.deps.db)
  return rows
}
const ONE_EACH = { applications: 1, jobs: 1 }

test('applications whose batch was written but whose answer was lost are not written again', async () => {
  const made = await applications(5)
  expect(await Promise.all(made.map(app.deps.intake))).toEqual(Array(5).fill(true))
  expect(await Promise.all(made.map(app.deps.intake))).toEqual(Array(5).fill(false))
  expect(await written(made)).toEqual(Array(5).fill(ONE_EACH))
})

test('whoever submitted one of them is led to it', async () => {
  const form = await aSubmission()
  const made: Application[] = []
  const intake = async (application: Application) => {
    made.push(application)
    await app.deps.intake(application) // the answer is lost on its way
    return await app.deps.intake(application)
  }
  const submitted = await submit({ ...app.deps, intake }, form, device, new Date())
  expect(submitted).toMatchObject({ ok: true, application: { id: made[0]?.id } })
  expect(await written(made)).toEqual([ONE_EACH])
})

test('two nodes with the same orders in opposite order write each once, and neither fails', async () => {
  const mine = await applications(30)
  const theirs = mine.map((each) => ({
    ...each,
    id: uuidv7(),
    submissionKey: crypto.randomUUID(),
    requestNumber: `${each.requestNumber.slice(0, -1)}${each.requestNumber.endsWith('0') ? '1' : '0'}`,
  }))
  const nodes = await Promise.all([aNode(), aNode()])
  const [first, second] = nodes
  const ends = await Promise.all([
    ...mine.map((each) => first.intake(each)),
    ...theirs.toReversed().map((each) => second.intake(each)),
  ])
  expect(ends.filter(Boolean)).toHaveLength(30)
  expect(await written(mine)).toEqual(Array(30).fill(ONE_EACH))
  const { rows } = await sql`select count(*)::int as jobs from pgboss.job
    where data ->> 'applicationId' = any(${[...mine, ...theirs].map(({ id }) => id)})`.execute(app.deps.db)
  expect(rows, 'no job without its application').toEqual([{ jobs: 30 }])
  await Promise.all(nodes.map((node) => node.close()))
})

async function aNode(url = app.config.DATABASE_URL) {
  const db = connect(url, { max: 4 })
  const jobs = await openJobs(app.config.DATABASE_URL, { worker: false, onError: console.error })
  return {
    intake: openIntake({ db, jobs }),
    async close() {
      await jobs.stop()
      await db.destroy()
    },
  }
}

test('one that the database refuses takes no other with it', async () => {
  const made = await applications(4)
  const [poisoned, ...others] = made as [Application, ...Application[]]
  const remark = 'a\u0000b'
  const ends = await Promise.allSettled([{ ...poisoned, remark }, ...others].map(app.deps.intake))
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
  expect(await written(others)).toEqual(Array(3).fill(ONE_EACH))
  expect(await written([poisoned])).toEqual([{ applications: 0, jobs: 0 }])
})

test('a batch that lost its connection fails as one, instead of asking for a connection for each', async () => {
  let asked = 0
  const away = createServer((socket) => {
    asked += 1
    socket.destroy()
  })
  await once(away.listen(0, '127.0.0.1'), 'listening')
  const node = await aNode(`postgres://x@127.0.0.1:${(away.address() as AddressInfo).port}/x`)
  const ends = await Promise.allSettled((await applications(20)).map(node.intake))
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(20)
  expect(asked).toBe(1)
  await node.close()
  away.close()
})
