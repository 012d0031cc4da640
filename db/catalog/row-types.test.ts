import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing.ts'
import { describeRowTypes, wordsOf } from './row-types.ts'

for (const [check, words] of [
  ["CHECK ((kind = ANY (ARRAY['pdf'::text, 'ofd'::text])))", ['pdf', 'ofd']],
  ["CHECK (((kind IS NULL) OR (kind = ANY (ARRAY['a, b'::text, 'it''s'::text]))))", ['a, b', "it's"]],
  ['CHECK (("order" = \'one\'::text))', ['one']],
  ["CHECK ((VALUE = ANY (ARRAY['x'::text])))", ['x']],
  ['CHECK ((gross_fen > 0))', undefined],
  ["CHECK (((kind = ANY (ARRAY['a'::text])) OR (kind = lower(kind))))", undefined],
  ["CHECK (((kind = ANY (ARRAY['a'::text])) <= (gross_fen IS NOT NULL)))", undefined],
] as const)
  test(`${check} allows ${words?.join(' | ') ?? 'more than words'}`, () => expect(wordsOf(check)).toEqual(words))

test('a column is typed by its type, its null, its default and its check', async () => {
  const types = await typesOf(`
    create domain fen as bigint check (value >= 0);
    create type level as enum ('low', 'high');
    create table paper_document (
      id uuid primary key, kind text not null check (kind in ('pdf', 'ofd')), side text check (side in ('front', 'back')),
      gross_fen fen not null, tags text[] not null default '{}', body jsonb not null, note jsonb default '{}',
      net_fen bigint generated always as (gross_fen - 1) stored, made_at timestamptz not null default now(), level level,
      labels text[] check (cardinality(labels) < 9));`)
  expect(types).toContain(`
export type PaperDocumentTable = {
  id: string
  kind: 'pdf' | 'ofd'
  side: 'front' | 'back' | null
  gross_fen: number
  tags: Generated<string[]>
  body: ColumnType<unknown, string, string>
  note: ColumnType<unknown, string | undefined, string> | null
  net_fen: GeneratedAlways<number | null>
  made_at: Generated<Date>
  level: 'low' | 'high' | null
  labels: string[] | null
}
`)
})

test('a type nobody has decided about is an error', async () => {
  await expect(typesOf('create table here (spot point);')).rejects.toThrow('no type for point (here.spot)')
})

test('tables.ts is what the migrations make', async () => {
  const { url, drop } = await testDatabase()
  expect(await readFile(join(import.meta.dirname, '../tables.ts'), 'utf8')).toBe(await described(url))
  await drop()
})

async function typesOf(sql: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'migrations-'))
  await writeFile(join(directory, '0001_all.sql'), sql)
  const { url, drop } = await testDatabase(directory)
  return described(url).finally(() => Promise.all([drop(), rm(directory, { recursive: true })]))
}

async function described(url: string): Promise<string> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return describeRowTypes(client).finally(() => client.end())
}
