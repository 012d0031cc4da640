import { type TestDatabase, testDatabase } from '@mashang/db/testing'
import { parseTaxation, printTaxation } from '@mashang/invoice'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.drop())

test('the database takes a taxation exactly when it is spelt as printTaxation writes it, so that every item can be read', async () => {
  const numbers = Array.from({ length: 2_200 }, (_, basisPoints) => [basisPoints / 100, (basisPoints / 100).toFixed(2)])
  const rates = [...numbers.flat(), '3.0', '03', '99', '100', '-1', '.5', '1.234', '٣', '６'].map((each) => `${each}%`)
  const words = ['', ' simplified', ' simplified-01', ' reduced', ' Reduced', '  simplified', ' exempt', '\n']
  const kinds = ['exempt', 'zero-rated', 'outside-scope', '免税', 'taxed', '', 'exempt ', 'exempt%']
  const texts = [...new Set([...kinds, ...rates.flatMap((each) => words.map((word) => each + word))])]

  const { rows: checks } = await sql<{ check: string }>`
    select pg_get_expr(conbin, conrelid) as check from pg_constraint where conname = 'item_taxation_check'`.execute(
    database.db,
  )
  const { rows } = await sql<{ taxation: string }>`
    select taxation from unnest(${texts}::text[]) taxation where ${sql.raw(checks[0]?.check ?? '')}`.execute(
    database.db,
  )
  const printed = texts.filter((text) => {
    const taxation = parseTaxation(text)
    return taxation !== undefined && printTaxation(taxation) === text
  })
  expect(printed.length).toBeGreaterThan(2_000)
  expect(rows.map(({ taxation }) => taxation).toSorted()).toEqual(printed.toSorted())
})
