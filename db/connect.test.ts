import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, openPool } from './connect.ts'
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
