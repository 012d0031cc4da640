import { execFile } from 'node:child_process'
import { access, chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../migrate.ts'
import { databaseUser } from '../postgres/system-user.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { describeSchema } from './describe.ts'

const run = promisify(execFile)
const DEBIAN_15 = '/usr/lib/postgresql/15/bin'
const has15 = await access(DEBIAN_15).then(
  () => true,
  () => false,
)

/** One of everything that the dump knows. */
const EVERYTHING = `
  create extension pg_trgm;
  create type level as enum ('low', 'it''s high');
  create domain fen as bigint default 0 not null constraint fen_limit check (abs(value) <= 1000000000000);
  create sequence daily as integer increment 2 cycle;
  create function keep() returns trigger language plpgsql as $$ begin return null; end $$;
  create function keep(a int) returns int immutable language sql as 'select a';
  create table shop (id uuid primary key, name text collate "C" not null default 'a''b', level level, parent uuid references shop,
    number integer default nextval('daily'), row_number bigint generated always as identity,
    label text generated always as (upper(name)) stored, gross fen, "order" text check ("order" in ('a', 'b')),
    unique nulls not distinct (name, level), constraint named check (length(name) > 1 and number < 9)) with (fillfactor = 70);
  create index shop_name on shop using gin (name gin_trgm_ops) where level is not null;
  create table visit (shop_id uuid not null references shop on delete cascade, at timestamptz not null default now(), note jsonb,
    primary key (shop_id, at)) partition by range (at);
  create table visit_2026 partition of visit for values from ('2026-01-01') to ('2027-01-01');
  create table visit_rest partition of visit default;
  create index visit_note on visit (note);
  create unlogged table scratch (dropped int, a int not null); alter table scratch drop dropped;
  create view busy as select s.name, count(*) as visits from shop s join visit v on v.shop_id = s.id group by s.name;
  create trigger shop_keeps before update or delete on shop for each row execute function keep();
  create trigger visit_keeps after insert on visit for each row execute function keep();
  comment on table shop is 'where it''s sold'; comment on column shop.gross is 'in fen';`

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('the dump makes the schema it describes', async () => {
  const dump = await dumpOf(database.url, (client) => started(client, EVERYTHING))
  for (const word of [
    'create extension pg_trgm',
    'unlogged',
    'partition of visit',
    'create view',
    'NULLS NOT DISTINCT',
    "it''s high",
  ])
    expect(dump).toContain(word)
  expect(await dumpOf(database.url, (client) => started(client, dump))).toBe(dump)
})

test.skipIf(!has15)(
  `the dump is the same on PostgreSQL 15${has15 ? '' : ` (skipped: there is none in ${DEBIAN_15})`}`,
  async () => {
    const server = await start15()
    try {
      await migrate(server.url)
      expect(await dumpOf(server.url)).toBe(await dumpOf(database.url))
      const everything = await dumpOf(database.url, (client) => started(client, EVERYTHING))
      expect(await dumpOf(server.url, (client) => started(client, EVERYTHING))).toBe(everything)
    } finally {
      await server.stop()
    }
  },
)

test('what the dump cannot print is an error, not a gap', async () => {
  const dump = dumpOf(database.url, (client) => started(client, 'create materialized view stale as select 1;'))
  await expect(dump).rejects.toThrow('cannot print stale')
})

test('schema.sql is what the migrations make', async () => {
  expect(await readFile(join(import.meta.dirname, '../schema.sql'), 'utf8')).toBe(await dumpOf(database.url))
})

/** The dump after `change`, which is undone again. */
async function dumpOf(url: string, change: (client: Client) => Promise<unknown> = async () => {}): Promise<string> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin')
    await change(client)
    return await describeSchema(client)
  } finally {
    await client.end()
  }
}

/** Replaces the whole schema. */
async function started(client: Client, schema: string): Promise<void> {
  await client.query(`drop schema public cascade; create schema public; set local search_path = public; ${schema}`)
}

/** A server of Debian's PostgreSQL 15 that trusts us, run by the same user as our own would be. */
async function start15(): Promise<{ url: string; stop: () => Promise<unknown> }> {
  const room = await mkdtemp(join(tmpdir(), 'postgres-15-'))
  await chmod(room, 0o777)
  const user = await databaseUser(room)
  const data = join(room, 'data')
  const port = await new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
  const program = (name: string, ...args: string[]) =>
    run(join(DEBIAN_15, name), ['-D', data, ...args], { ...user, cwd: '/' })
  await program('initdb', '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync')
  const flags = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`
  await program('pg_ctl', 'start', '-w', '-l', join(room, 'log'), '-o', flags)
  const stop = async () => {
    await program('pg_ctl', 'stop', '-m', 'fast', '-w')
    await rm(room, { recursive: true })
  }
  return { url: `postgres://postgres@127.0.0.1:${port}/mashang`, stop }
}
