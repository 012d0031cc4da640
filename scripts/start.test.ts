import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { stopPostgres } from '../db/embedded.ts'
import { lockDirectory } from './launch/lock.ts'
import { root, run } from './run.ts'

// The real launcher, database and web build; the programs it starts are as small as programs can be.
const clone = mkdtempSync(join(tmpdir(), 'a fresh clone '))
const data = join(clone, 'data')

const listens = `
  const server = createServer(answer).listen(Number(process.env.PORT), '127.0.0.1', () =>
    process.send({ ready: true, url: 'http://127.0.0.1:' + server.address().port }))
  for (const sign of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(sign, () => process.exit(0))`

const files: Record<string, string> = {
  'package-lock.json': '{}',
  'apps/tax-sandbox/src/main.ts': `import { createServer } from 'node:http'
    const answer = (_, response) => response.end('sandbox')${listens}`,
  'apps/server/src/main.ts': `import { createServer } from 'node:http'
    import pg from 'pg'
    const answer = async ({ url }, response) => {
      if (url === '/die') process.exit(3)
      if (url === '/newer') {
        const client = new pg.Client(process.env.DATABASE_URL)
        await client.connect()
        await client.query("insert into schema_migration (name, checksum) values ('9999_future', '')")
        await client.end()
      }
      response.end(await (await fetch(process.env.TAX_SANDBOX_URL)).text())
    }${listens}`,
  ...page('h5'),
  ...page('console'),
}

function page(app: string): Record<string, string> {
  return { [`apps/${app}/index.html`]: '<h1>hello</h1>', [`apps/${app}/vite.config.ts`]: 'export default {}' }
}

beforeAll(() => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(clone, path)), { recursive: true })
    writeFileSync(join(clone, path), text)
  }
  cpSync(join(root, 'scripts'), join(clone, 'scripts'), { recursive: true })
  for (const folder of ['node_modules', 'db']) symlinkSync(join(root, folder), join(clone, folder))
})
// What a failed test left running, and the database server that outlives it.
afterEach(async () => {
  for (const one of started.splice(0))
    if (one.child.exitCode === null && one.child.signalCode === null) await signal(one, 'SIGKILL')
})
afterAll(async () => {
  await stopPostgres(data)
  rmSync(clone, { recursive: true })
})

const started: Start[] = []

type Start = { child: ChildProcess; port: string; said: () => string }

/** Starts in a process group of its own, as a terminal would. */
async function start({ PORT, ...env }: Record<string, string> = {}): Promise<Start> {
  const port = PORT ?? String(await freePort())
  const child = spawn(process.execPath, [join(clone, 'scripts/start.ts')], {
    env: { ...process.env, MASHANG_DATA: data, PORT: port, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (said += text))
  const one = { child, port, said: () => said }
  started.push(one)
  return one
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function whenReady({ child, said }: Start): Promise<void> {
  while (!said().includes('Mashang is ready')) {
    if (child.exitCode !== null) throw new Error(said())
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function ended({ child }: Start): Promise<unknown> {
  return child.exitCode ?? child.signalCode ?? (await once(child, 'exit')).find((how) => how !== null)
}

/** Ends a start the way a signal to its whole group does. */
function signal(start: Start, name: NodeJS.Signals): Promise<unknown> {
  process.kill(-(start.child.pid ?? 0), name)
  return ended(start)
}

const databaseRuns = () => existsSync(join(data, 'postgres/cluster/postmaster.pid'))

test('it starts everything, and Ctrl-C ends all of it, the database server too', async () => {
  const launcher = await start()
  await whenReady(launcher)
  expect(await (await fetch(`http://127.0.0.1:${launcher.port}/`)).text()).toBe('sandbox')
  expect(existsSync(join(clone, 'apps/h5/dist/index.html'))).toBe(true)
  expect(databaseRuns()).toBe(true)
  expect(await signal(launcher, 'SIGINT')).toBe(0)
  expect(databaseRuns()).toBe(false)
  expect(statSync(join(data, 'secret')).mode & 0o777).toBe(0o600)
})

test('after kill -9 of everything the next start goes on with the same data', async () => {
  const secret = readFileSync(join(data, 'secret'), 'utf8')
  const killed = await start()
  await whenReady(killed)
  await signal(killed, 'SIGKILL')
  expect(databaseRuns()).toBe(true)

  const next = await start()
  await whenReady(next)
  expect(readFileSync(join(data, 'secret'), 'utf8')).toBe(secret)
  await signal(next, 'SIGTERM')
  expect(databaseRuns()).toBe(false)
})

test('a program that dies takes the others with it, and a sentence says which', async () => {
  const launcher = await start()
  await whenReady(launcher)
  await fetch(`http://127.0.0.1:${launcher.port}/die`).catch(() => {})
  expect(await ended(launcher)).toBe(1)
  expect(launcher.said()).toContain('server ended unexpectedly (3)')
  expect(databaseRuns()).toBe(false)
})

test('a database of a newer version is left alone', async () => {
  const launcher = await start()
  await whenReady(launcher)
  await fetch(`http://127.0.0.1:${launcher.port}/newer`)
  await signal(launcher, 'SIGINT')
  await refused({}, 'The database is newer than this program')
})

test('web apps are built again when their sources changed, and only then', async () => {
  const build = () => run(['node', join(clone, 'scripts/build-web.ts')]).then(({ output }) => output)
  expect(await build()).toContain('nothing to build')
  writeFileSync(join(clone, 'apps/h5/index.html'), '<h1>hello again</h1>')
  expect(await build()).toContain('built: h5\n')
})

test('a port that is taken is named', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await refused({ PORT: String(port) }, `Port ${port} is taken`)
  server.close()
})

test('a second start on one data directory names the first', async () => {
  const unlock = lockDirectory(data)
  await refused({}, `Another Mashang (process ${process.pid})`)
  unlock()
})

test('a data directory that cannot be written is named', () =>
  refused(
    { MASHANG_DATA: join(clone, 'package-lock.json/data') },
    'package-lock.json/data cannot be written (ENOTDIR)',
  ))

test('a PORT that is no port is shown', () => refused({ PORT: '80a' }, 'not “80a”'))

test('an external database that does not answer is told', () =>
  refused(
    { DATABASE_URL: 'postgres://127.0.0.1:9/mashang', SMTP_URL: 'smtp://127.0.0.1:9' },
    'Cannot use the database that DATABASE_URL names',
  ))

test('without the demo there must be a mail server', async () => {
  await refused({ MASHANG_DEMO: '0' }, 'Set SMTP_URL')
  await refused({ DATABASE_URL: 'postgres://127.0.0.1:9/mashang', MASHANG_DEMO: '' }, 'Set SMTP_URL')
})

/** Expects a start to end by itself with this sentence, and with no stack trace. */
async function refused(env: Record<string, string>, sentence: string): Promise<void> {
  const launcher = await start(env)
  expect(await ended(launcher)).toBe(1)
  expect(launcher.said()).toContain(sentence)
  expect(launcher.said()).not.toContain('    at ')
}
