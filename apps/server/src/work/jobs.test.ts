import { setTimeout as sleep } from 'node:timers/promises'
import { type TestDatabase, testDatabase } from '@mashang/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Jobs, openJobs } from './jobs.ts'

let database: TestDatabase
let sender: Jobs
let worker: Jobs
const received = new Map<string, number>()

beforeAll(async () => {
  database = await testDatabase()
  const onError = (error: Error) => console.error(error)
  sender = await openJobs(database.url, { worker: false, onError })
  worker = await openJobs(database.url, { worker: true, onError })
  await worker.work('issue', 4, async ({ applicationId }) => void received.set(applicationId, performance.now()))
})
afterAll(async () => {
  await sender?.stop()
  await worker?.stop()
  await database?.drop()
})

test('jobs are written by the transaction of their rows: when it is undone there is no job', async () => {
  const enqueue = (names: string[], end: () => void) =>
    database.db.transaction().execute(async (tx) => {
      const data = names.map((applicationId) => ({ tenantId: 'any', applicationId }))
      await sender.enqueueAll(tx, 'issue', data)
      end()
    })
  const undo = () => {
    throw new Error('undone')
  }
  await expect(enqueue(['without'], undo)).rejects.toThrow('undone')
  await enqueue(['with', 'with another'], () => {})
  await expect.poll(() => received.has('with') && received.has('with another')).toBe(true)
  expect(received.has('without')).toBe(false)
})

test('a worker in another process hears of a job at once, not at its next look half a second later', async () => {
  const delays: number[] = []
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    await sleep(130)
    const sent = performance.now()
    await database.db
      .transaction()
      .execute((tx) => sender.enqueue(tx, 'issue', { tenantId: 'any', applicationId: name }))
    await expect.poll(() => received.has(name), { interval: 5, timeout: 5_000 }).toBe(true)
    delays.push((received.get(name) ?? 0) - sent)
  }
  expect(delays.toSorted((a, b) => a - b)[2]).toBeLessThan(200)
})
