import { ApplicationRow, ApplicationView, ChannelKind, Invoice, problems, sentences } from '@mashang/contract'
import { type TestDatabase, testDatabase } from '@mashang/db/testing'
import { applicationStatuses, deliveryStatuses } from '@mashang/invoice'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.drop())

test.each([
  ['application', applicationStatuses],
  ['delivery', deliveryStatuses],
])('the database knows exactly the statuses of the life of an %s', async (table, statuses) => {
  const { rows } = await sql<{ check: string }>`
    select pg_get_constraintdef(oid) as check from pg_constraint
    where conrelid = ${table}::regclass and conname = ${`${table}_status_check`}`.execute(database.db)
  const words = [...(rows[0]?.check ?? '').matchAll(/'([\w-]+)'/g)].map(([, word]) => word)
  expect(words.toSorted()).toEqual([...statuses].toSorted())
})

test('the database knows exactly the channels of the API', async () => {
  const { rows } = await sql<{ check: string }>`
    select pg_get_constraintdef(oid) as check from pg_constraint where conname = 'tax_channel_kind_check'`.execute(
    database.db,
  )
  const words = [...(rows[0]?.check ?? '').matchAll(/'([\w-]+)'/g)].map(([, word]) => word)
  expect(words.toSorted()).toEqual([...ChannelKind.options].toSorted())
})

test('the API knows exactly the statuses of both lives', () => {
  const applications = [...applicationStatuses].toSorted()
  expect([...ApplicationView.shape.status.options].toSorted()).toEqual(applications)
  expect([...ApplicationRow.shape.status.options].toSorted()).toEqual(applications)
  expect([...Invoice.shape.deliveries.element.shape.status.options].toSorted()).toEqual(
    [...deliveryStatuses].toSorted(),
  )
})

test('every problem and every sentence is said in both languages', () => {
  for (const [key, { zh, en }] of Object.entries({ ...problems, ...sentences })) {
    expect(zh, key).toMatch(/\p{Script=Han}/u)
    expect(en, key).toMatch(/^[A-Z][^\p{Script=Han}]+$/u)
  }
  for (const [key, { status }] of Object.entries(problems))
    expect([400, 401, 403, 404, 409, 413, 415, 422, 429, 500], key).toContain(status)
})
