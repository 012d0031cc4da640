import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startPostgres, stopPostgres } from './embedded.ts'
import { NOBODY } from './postgres/system-user.ts'

const root = process.getuid?.() === 0
const quick = { fsync: 'off' }
let room: string
let dataDir: string
let cluster: string

beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'mashang embedded '))
  await chmod(room, 0o755)
  dataDir = join(room, 'my data')
  cluster = join(dataDir, 'postgres', 'cluster')
})
afterEach(() => stopPostgres(dataDir))
afterAll(() => rm(room, { recursive: true, force: true }))

test('the first start makes a UTF-8 database in UTC that asks for a password', async () => {
  const { url, adopted } = await startPostgres({ dataDir })
  expect(adopted).toBe(false)
  const show =
    "select current_setting('server_encoding') || current_setting('timezone') || current_setting('fsync') as it"
  expect(await ask(url, show)).toBe('UTF8UTCon')
  expect(
    await ask(url, "select upper('é码') || similarity('码上开票', '码上开')::text as it", 'create extension pg_trgm'),
  ).toBe('É码0.5')

  const stranger = new URL(url)
  stranger.password = 'guess'
  await expect(ask(stranger.href, 'select 1 as it')).rejects.toThrow('password authentication failed')
  expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o777).toBe(0o600)
})

test('what was written is there after a stop and a start', async () => {
  const first = await startPostgres({ dataDir })
  await ask(first.url, 'create table kept as select 42 as it')
  await first.stop()
  await first.stop() // twice does no harm
  const second = await startPostgres({ dataDir })
  expect(second.adopted).toBe(false)
  expect(await ask(second.url, 'select it from kept')).toBe(42)
})

test('what was committed is there after kill -9 of the server with a query under way', async () => {
  const { url } = await startPostgres({ dataDir })
  await ask(url, 'create table paid as select 7 as it')
  const busy = ask(url, 'select count(*) as it from generate_series(1, 100000000)').catch(() => 'cut off')
  process.kill(await postmaster(), 'SIGKILL')
  const { url: again } = await startPostgres({ dataDir })
  expect(await ask(again, 'select it from paid')).toBe(7)
  expect(await busy).toBe('cut off')
})

for (const signal of ['SIGKILL', 'SIGINT'] as const)
  test(`the server outlives ${signal} to the group of its starter, and is adopted`, async () => {
    const starter = await aStarter()
    const pid = await postmaster()
    process.kill(-(starter.pid as number), signal) // as the terminal does at Ctrl-C
    await once(starter, 'exit')
    const { url, adopted, stop } = await startPostgres({ dataDir })
    expect(adopted).toBe(true)
    expect(await postmaster()).toBe(pid)
    expect(await ask(url, 'select 1 as it')).toBe(1)
    await stop()
    await expect(ask(url, 'select 1 as it')).rejects.toThrow('ECONNREFUSED')
  })

test('of three first starts at once, one makes and starts the server and the others adopt it', async () => {
  const shared = join(room, 'raced')
  const starts = await Promise.all([1, 2, 3].map(() => startPostgres({ dataDir: shared, settings: quick })))
  expect(starts.map(({ adopted }) => adopted).sort()).toEqual([false, true, true])
  expect(new Set(starts.map(({ url }) => url)).size).toBe(1)
  await starts[0]?.stop()
})

test('a lock file of a process that is gone, of a stranger, or cut short by a power failure is no obstacle', async () => {
  await startPostgres({ dataDir })
  await stopPostgres(dataDir)
  const stranger = spawn('sleep', ['60'], { ...(await ownerOf(cluster)), stdio: 'ignore' })
  const gone = spawn('true')
  await once(gone, 'exit')
  for (const pid of [gone.pid, stranger.pid]) {
    await leaveLockFile(`${pid}\n/proc/self/cwd\n1795502187\n5432\n\n127.0.0.1\n   123456         1\nready   \n`)
    expect((await startPostgres({ dataDir })).adopted).toBe(false)
    await stopPostgres(dataDir)
  }
  stranger.kill()
  await leaveLockFile('')
  expect((await startPostgres({ dataDir })).adopted).toBe(false)
})

test('a copy of the directory of a running server gets a server of its own', async () => {
  const { url } = await startPostgres({ dataDir })
  await ask(url, 'checkpoint')
  const copy = join(room, 'copy')
  await cp(dataDir, copy, { recursive: true })
  if (root) await giveTo(copy, cluster)
  const other = await startPostgres({ dataDir: copy, settings: quick })
  expect(other.adopted).toBe(false)
  expect(other.url).not.toBe(url)
  await other.stop()
  expect(await ask(url, 'select 1 as it')).toBe(1)
})

test('a port that was asked for and is taken is said at once', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  await expect(startPostgres({ dataDir, port })).rejects.toThrow('Address already in use')
  taken.close()
})

test.skipIf(!root)('as root, the data may lie below a directory that only root can enter', async () => {
  const closed = join(room, 'closed to others')
  await mkdir(closed, { mode: 0o700 })
  const deep = join(closed, 'data')
  const first = await startPostgres({ dataDir: deep, settings: quick })
  await ask(first.url, 'create table kept as select 1 as it; checkpoint')
  await first.stop()
  const second = await startPostgres({ dataDir: deep, settings: quick })
  expect(await ask(second.url, 'select it from kept')).toBe(1)
  expect((await stat(join(deep, 'postgres', 'cluster'))).uid).not.toBe(0)
  await second.stop()
})

test.skipIf(!root)('an ordinary user starts one too, root may take it over, but not the other way round', async () => {
  const theirs = join(room, 'theirs')
  await mkdir(theirs)
  await chmod(theirs, 0o777)
  expect(await wordsOf(starter(theirs, NOBODY))).toContain('started')
  const { adopted, stop } = await startPostgres({ dataDir: theirs })
  expect(adopted).toBe(true)
  await stop()
  const again = await startPostgres({ dataDir: theirs, settings: quick })
  await again.stop()

  await (await startPostgres({ dataDir: join(room, 'ours'), settings: quick })).stop()
  expect(await wordsOf(starter(join(room, 'ours'), NOBODY))).toContain('belongs to another user')
})

async function ask(url: string, query: string, ...before: string[]): Promise<unknown> {
  const server = new URL(url)
  server.pathname = '/postgres'
  const client = new Client({ connectionString: server.href })
  client.on('error', () => {})
  await client.connect()
  try {
    for (const statement of before) await client.query(statement)
    return (await client.query(query)).rows?.[0]?.it
  } finally {
    await client.end()
  }
}

async function postmaster(): Promise<number> {
  return Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0])
}

/** A program of its own that starts the server and stays. */
function starter(directory: string, user: { uid?: number; gid?: number } = {}): ChildProcess {
  const program = `
    import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
    await startPostgres({ dataDir: ${JSON.stringify(directory)} })
    console.log('started')
    setTimeout(() => {}, ${user.uid === undefined ? 60_000 : 0})`
  return spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    ...user,
    cwd: '/',
    detached: true,
  })
}

async function aStarter(): Promise<ChildProcess> {
  const child = starter(dataDir)
  if (child.stdout) await once(child.stdout, 'data')
  return child
}

async function wordsOf(child: ChildProcess): Promise<string> {
  let words = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (words += data))
  await once(child, 'close')
  return words
}

async function ownerOf(path: string): Promise<{ uid: number; gid: number }> {
  const { uid, gid } = await stat(path)
  return { uid, gid }
}

async function leaveLockFile(text: string): Promise<void> {
  const path = join(cluster, 'postmaster.pid')
  await writeFile(path, text, { mode: 0o600 })
  await utimes(path, 0, 0)
  if (root) await giveTo(path, cluster)
}

async function giveTo(path: string, like: string): Promise<void> {
  const { uid, gid } = await ownerOf(like)
  await once(spawn('chown', ['-R', `${uid}:${gid}`, path]), 'exit')
}
