import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DatabaseIsNewer, migrate } from './migrate.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

const run = promisify(execFile)
let directory: string
let database: TestDatabase

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'migrations-'))
  database = await testDatabase(directory) // of no migrations yet
  await write('0001_shops.sql', 'create table shop (id int);')
})
afterEach(async () => {
  await database.drop()
  await rm(directory, { recursive: true })
})

test('migrations are applied in order, and once', async () => {
  await write('0002_names.sql', 'alter table shop add name text;')
  expect(await migrate(database.url, directory)).toEqual({ applied: ['0001_shops', '0002_names'] })
  await write('0003_codes.sql', 'alter table shop add code text;')
  expect(await migrate(database.url, directory)).toEqual({ applied: ['0003_codes'] })
  expect(await migrate(database.url, directory)).toEqual({ applied: [] })
})

test('of three processes at once, each migration is applied by one', async () => {
  await write('0002_slow.sql', 'select pg_sleep(0.3); create table slow (id int);')
  const program = `import { migrate } from ${JSON.stringify(join(import.meta.dirname, 'migrate.ts'))}
    console.log((await migrate(${JSON.stringify(database.url)}, ${JSON.stringify(directory)})).applied.join())`
  const node = () => run(process.execPath, ['--input-type=module-typescript', '-e', program])
  const outputs = await Promise.all([node(), node(), node()])
  expect(outputs.map(({ stdout }) => stdout.trim()).sort()).toEqual(['', '', '0001_shops,0002_slow'])
})

test('a migration that fails names its line and leaves the database as it was', async () => {
  await write('0002_broken.sql', 'create table half (id int);\nalter table\n  missing add x int;')
  await expect(migrate(database.url, directory)).rejects.toThrow(
    '0002_broken.sql failed: relation "missing" does not exist',
  )
  await write('0002_broken.sql', 'create table half (id int);\n\ncreate tabel x;')
  await expect(migrate(database.url, directory)).rejects.toThrow('0002_broken.sql failed at line 3: syntax error')
  await write('0002_broken.sql', 'create table half (id int);')
  expect(await migrate(database.url, directory)).toEqual({ applied: ['0002_broken'] })
})

test('a migration edited after it was applied is refused, changed line ends are not an edit', async () => {
  await migrate(database.url, directory)
  await write('0001_shops.sql', 'create table shop (id bigint);')
  await expect(migrate(database.url, directory)).rejects.toThrow('0001_shops.sql was edited after it had been applied')

  await write('0001_shops.sql', 'create table shop (id int);')
  await write('0002_lines.sql', 'select 1;\nselect 2;\n')
  await migrate(database.url, directory)
  await write('0002_lines.sql', 'select 1;\r\nselect 2;\r\n')
  expect(await migrate(database.url, directory)).toEqual({ applied: [] })
})

test('an older program does not touch the database of a newer one', async () => {
  await write('0002_later.sql', 'select 1;')
  await migrate(database.url, directory)
  await rm(join(directory, '0002_later.sql'))
  const refusal = migrate(database.url, directory)
  await expect(refusal).rejects.toThrow(DatabaseIsNewer)
  await expect(refusal).rejects.toThrow('it has the migration 0002_later, which this program does not know')
})

test('a migration numbered below an applied one, a number taken twice and a strange name are refused', async () => {
  await write('0003_applied.sql', 'select 1;')
  await migrate(database.url, directory)
  await write('0002_late.sql', 'select 1;')
  await expect(migrate(database.url, directory)).rejects.toThrow('0002_late.sql came after 0003_applied')
  await write('0003_again.sql', 'select 1;')
  await expect(migrate(database.url, directory)).rejects.toThrow(
    '0003_again.sql and 0003_applied.sql have the same number',
  )
  await rm(join(directory, '0003_again.sql'))
  await write('fix.sql', 'select 1;')
  await expect(migrate(database.url, directory)).rejects.toThrow('fix.sql is not named like 0001_nouns.sql')
})

test('a database that does not exist is created, by two at once as well', async () => {
  const url = new URL(database.url)
  url.pathname = `${url.pathname}_新店`
  const both = await Promise.all([migrate(url.href, directory), migrate(url.href, directory)])
  expect(both.flatMap(({ applied }) => applied)).toEqual(['0001_shops'])
  const client = new Client({ connectionString: database.url })
  await client.connect()
  await client.query(`drop database ${client.escapeIdentifier(decodeURIComponent(url.pathname.slice(1)))}`)
  await client.end()
})

function write(file: string, sql: string): Promise<void> {
  return writeFile(join(directory, file), sql)
}
