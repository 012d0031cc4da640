import { createHash, randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { connect, type Db } from './connect.ts'
import { startPostgres } from './embedded.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS, readMigrations } from './migrations.ts'
import { TEST_DATA } from './testing-setup.ts'

/** Nothing in a test's database is worth a wait for the disk. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }

export type TestDatabase = { url: string; db: Db; drop: () => Promise<void> }

/**
 * A migrated, empty database for one test file, on the server that all tests of the run share: an embedded one that the
 * first caller starts, or the one of TEST_DATABASE_URL (whose user may create databases).
 *
 * It is a clone of a template that is migrated once per run and set of migrations. `drop` it in `afterAll`.
 */
export async function testDatabase(migrations = MIGRATIONS): Promise<TestDatabase> {
  const { TEST_DATABASE_URL } = process.env
  const server = TEST_DATABASE_URL ?? (await sharedServer())
  const template = await templateOf(server, migrations)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, (client) => client.query(`create database ${name} template ${template} strategy file_copy`))

  const url = databaseAt(server, name)
  const db = connect(url)
  const drop = async () => {
    await db.destroy()
    await onServer(server, (client) => client.query(`drop database ${name} with (force)`))
  }
  return { url, db, drop }
}

/** Workers race to be first; `startPostgres` lets one of them start the server and the others adopt it. */
async function sharedServer(): Promise<string> {
  const dataDir = process.env[TEST_DATA]
  if (!dataDir) throw new Error("No test server: vitest.config.ts needs globalSetup: ['db/testing-setup.ts']")
  return (await startPostgres({ dataDir, settings: FORGETFUL })).url
}

async function templateOf(server: string, directory: string): Promise<string> {
  const checksums = (await readMigrations(directory)).map(({ name, checksum }) => `${name} ${checksum}`)
  const template = `template_${createHash('sha256').update(checksums.join('\n')).digest('hex').slice(0, 16)}`
  await onServer(server, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [template])
    const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [template])
    if (rowCount) return
    await migrate(databaseAt(server, template), directory)
    await client.query(`alter database ${template} is_template true`) // the mark that it is complete
  })
  return template
}

async function onServer<T>(server: string, run: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseAt(server, 'postgres') })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

function databaseAt(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
