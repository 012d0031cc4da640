import { once } from 'node:events'
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, kyselyOn, openPool } from './connect.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('amounts are numbers, days are words, moments are dates, decimals are strings', async () => {
  const { rows } = await sql`select 9007199254740991 as fen, array[1::int8, null] as parts, date '2026-02-28' as day,
    array[date '2026-02-28'] as days, timestamptz '2026-02-28 23:59:59+08' as at, 0.10 as price, 3 as count,
    interval '90 minutes' as lease, '{"a": [1]}'::jsonb as body`.execute(database.db)
  expect(rows[0]).toEqual({
    fen: 9007199254740991,
    parts: [1, null],
    day: '2026-02-28',
    days: ['2026-02-28'],
    at: new Date('2026-02-28T15:59:59Z'),
    price: '0.10',
    count: 3,
    lease: '01:30:00',
    body: { a: [1] },
  })
})

test('an int8 beyond 2^53 is an error and never rounded', async () => {
  await expect(sql`select 9007199254740993 as fen`.execute(database.db)).rejects.toThrow('does not fit a number')
})

test('a pool outlives the loss of an idle connection', async () => {
  const pool = openPool(database.url, { max: 1 })
  const pid = (await pool.query('select pg_backend_pid() as pid')).rows[0].pid
  await sql`select pg_terminate_backend(${pid})`.execute(database.db)
  await expect.poll(() => pool.totalCount).toBe(0)
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await pool.end()
})

test('the loss of a connection in the middle of a transaction fails that transaction and nothing else', async () => {
  const db = connect(database.url, { max: 1 })
  const transaction = db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.db)
    await sleep(100) // nobody asks anything while the news arrives
    await sql`select 1`.execute(tx)
  })
  await expect(transaction).rejects.toThrow()
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
  await db.destroy()
})

test('a server that falls silent is given up, and another connection made', async () => {
  const line = await silenceableLine(database.url)
  const pool = openPool(line.url, { max: 1, answerMs: 300 })
  const db = kyselyOn(pool)
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
  line.silence()
  await expect(sql`select 2 as two`.execute(db)).rejects.toThrow()
  await expect.poll(() => pool.totalCount).toBe(0)
  expect((await sql`select 3 as three`.execute(db)).rows).toEqual([{ three: 3 }])
  await db.destroy()
  await line.close()
})

/** A way to the server on which `silence` swallows whatever the connections made until then still say. */
async function silenceableLine(url: string) {
  const lines: Socket[] = []
  const server = createServer((near) => {
    const { hostname, port } = new URL(url)
    const far = createConnection({ host: hostname, port: Number(port) })
    near.pipe(far).pipe(near)
    lines.push(near, far)
    for (const end of [near, far]) end.on('error', () => {})
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const way = new URL(url)
  way.hostname = '127.0.0.1'
  way.port = String((server.address() as AddressInfo).port)
  return {
    url: way.href,
    silence() {
      for (const end of lines) end.unpipe().resume()
    },
    async close() {
      for (const end of lines) end.destroy()
      await promisify(server.close.bind(server))()
    },
  }
}

test('no more connections than asked for', async () => {
  const db = connect(database.url, { max: 2 })
  const pids = await Promise.all(
    Array.from({ length: 6 }, () => sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)),
  )
  expect(new Set(pids.map(({ rows }) => rows[0]?.pid)).size).toBeLessThanOrEqual(2)
  await db.destroy()
})

test('a statement is prepared once per connection, whoever asks how often', async () => {
  const db = connect(database.url, { max: 1 })
  const answers = []
  for (const n of [1, 2, 3]) answers.push((await sql<{ n: number }>`select ${n}::int as n`.execute(db)).rows[0]?.n)
  expect(answers).toEqual([1, 2, 3])
  const { rows } = await sql`select from pg_prepared_statements where statement = 'select $1::int as n'`.execute(db)
  expect(rows).toHaveLength(1)
  await db.destroy()
})
