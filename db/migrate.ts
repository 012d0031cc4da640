import { Client, DatabaseError } from 'pg'
import { MIGRATIONS, type Migration, readMigrations } from './migrations.ts'

/** Any number will do; it is the one thing racing nodes agree on. */
const LOCK = 1_835_103_080
const LOCK_WAIT = '5min'

const BOOKKEEPING = `
  create table if not exists schema_migration (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`

/** The database has been migrated by a later release than this one, which must not touch it. */
export class DatabaseIsNewer extends Error {
  override name = 'DatabaseIsNewer'

  constructor(migration: string) {
    super(
      `The database is newer than this program: it has the migration ${migration}, which this program does not know. ` +
        'Start the newer release, or restore a backup from before it.',
    )
  }
}

/**
 * Brings the database at `url` up to date and returns the names of the migrations it applied. Creates the database
 * first when the server has none of that name. Any number of nodes may call it at the same time.
 *
 * Each file runs in a transaction of its own, so a failing one leaves the database as the one before it did.
 * Throws `DatabaseIsNewer`, or an error that names the file which failed, was edited, or came too late.
 */
export async function migrate(url: string, directory = MIGRATIONS): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(directory)
  const client = await connectCreating(url)
  try {
    await client.query(`set lock_timeout = '${LOCK_WAIT}'`)
    await client.query('select pg_advisory_lock($1)', [LOCK]) // ends with the connection
    await client.query(BOOKKEEPING)
    const pending = await pendingMigrations(client, migrations)
    for (const migration of pending) await apply(client, migration)
    return { applied: pending.map(({ name }) => name) }
  } finally {
    await client.end()
  }
}

async function pendingMigrations(client: Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows: applied } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migration order by name collate "C"',
  )
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, checksum } of applied) {
    const migration = known.get(name)
    if (!migration) throw new DatabaseIsNewer(name)
    if (migration.checksum !== checksum)
      throw new Error(`${name}.sql was edited after it had been applied: undo the edit and write a new migration`)
    known.delete(name)
  }
  const pending = [...known.values()]
  const latest = applied.at(-1)?.name ?? ''
  const late = pending.find(({ name }) => name < latest)
  if (late) throw new Error(`${late.name}.sql came after ${latest} had been applied: give it a higher number`)
  return pending
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin')
  try {
    // First, so that a node which got past the lock (a pooler may lose it) fails here and not half-way.
    await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [name, checksum])
    await client.query(sql)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`${name}.sql failed${lineOf(error, sql)}: ${(error as Error).message}`, { cause: error })
  }
}

function lineOf(error: unknown, sql: string): string {
  const position = error instanceof DatabaseError ? Number(error.position) : 0
  return position > 0 ? ` at line ${sql.slice(0, position).split('\n').length}` : ''
}

async function connectCreating(url: string): Promise<Client> {
  try {
    return await connected(url)
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === '3D000')) throw error
    await createDatabase(url)
    return connected(url)
  }
}

async function createDatabase(url: string): Promise<void> {
  const server = new URL(url)
  const name = decodeURIComponent(server.pathname.slice(1))
  server.pathname = '/postgres'
  const client = await connected(server.href)
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`)
  } catch (error) {
    // Another node created it a moment earlier: the first code when it had finished, the second when it had not.
    if (!(error instanceof DatabaseError && ['42P04', '23505'].includes(error.code ?? ''))) throw error
  } finally {
    await client.end()
  }
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return client
}

if (import.meta.main) {
  const { DATABASE_URL: url } = process.env
  if (!url) throw new Error('DATABASE_URL is not set')
  const { applied } = await migrate(url)
  console.log(applied.length ? `Applied ${applied.join(', ')}` : 'The database is up to date')
}
