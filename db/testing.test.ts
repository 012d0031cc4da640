import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { startPostgres } from './embedded.ts'
import { testDatabase } from './testing.ts'
import { setup, TEST_DATA, teardown } from './testing-setup.ts'

test('every test file has a database of its own, and dropping it closes it', async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()])
  await sql`create table only_here (id int)`.execute(one.db)
  await expect(sql`select * from only_here`.execute(two.db)).rejects.toThrow('does not exist')
  await Promise.all([one.drop(), two.drop()])
  await expect(sql`select 1`.execute(one.db)).rejects.toThrow()
})

test('what a killed run left behind, its server included, is removed by the next run', async () => {
  const shared = process.env[TEST_DATA]
  const dead = spawn('true')
  await once(dead, 'exit')
  await setup()
  const room = dirname(process.env[TEST_DATA] as string)
  const abandoned = join(room, `mashang-test-${dead.pid}-left`)
  const { url } = await startPostgres({ dataDir: abandoned, settings: { fsync: 'off' } })
  await teardown()

  await setup()
  await expect(access(abandoned)).rejects.toThrow('ENOENT')
  await expect(new Client({ connectionString: url }).connect()).rejects.toThrow('ECONNREFUSED')
  await teardown()
  process.env[TEST_DATA] = shared
})
