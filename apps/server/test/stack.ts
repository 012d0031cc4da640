import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestDatabase, testDatabase } from '@mashang/db/testing'
import { freePort } from '../../../scripts/launch/port.ts'

/** One of our programs, listening, in a process of its own that ends with ours. */
export type Running = {
  url: string
  /** Asks it to end (SIGTERM) and waits until it has. */
  stop: () => Promise<void>
  /** Kills it where it stands (SIGKILL). */
  kill: () => Promise<void>
}

export type RunningServer = Running & {
  /** Where the demo begins, as main.ts tells it; absent with MASHANG_DEMO=0. */
  demo?: {
    email: string
    password: string
    staff: { email: string; role: 'administrator' | 'operator' }[]
    /** `/s/…` of an order-match code and of a title-only code, at any of the demo's stores. */
    qrUrl: string
    titleOnlyUrl: string
    receipt?: { number: string; amount: string; url: string }
    apiKey: string
  }
  mailboxUrl?: string
  smtpUrl?: string
}

export type Stack = {
  database: TestDatabase
  sandbox: Running
  server: RunningServer
  /** One more server on the same database, data and secret: a second node, or the next start after a kill. */
  startServer: (env?: Record<string, string>) => Promise<RunningServer>
  stop: () => Promise<void>
}

const apps = join(import.meta.dirname, '..', '..')

/**
 * The real thing for one test file: a fresh test database, the simulated tax bureau and the server, the demo loaded.
 * `env` is for every server. Needs the built web apps (`node scripts/build-web.ts`). `stop` it in `afterAll`.
 */
export async function startStack(env: Record<string, string> = {}): Promise<Stack> {
  const database = await testDatabase()
  const data = await mkdtemp(join(tmpdir(), 'mashang-stack-'))
  const running: Running[] = []
  const stop = async () => {
    await Promise.all(running.map((program) => program.stop()))
    await database.drop()
    await rm(data, { recursive: true, force: true })
  }
  const start = async <R extends Running>(app: string, own: Record<string, string>) => {
    const program = await startProgram<R>(join(apps, app, 'src/main.ts'), own)
    running.push(program)
    return program
  }
  try {
    const sandbox = await start('tax-sandbox', { PORT: '0', SANDBOX_DATA: join(data, 'tax-sandbox') })
    const shared = {
      DATABASE_URL: database.url,
      MASHANG_DATA: data,
      MASHANG_SECRET: randomBytes(32).toString('base64'),
      MASHANG_DEMO: '1',
      TAX_SANDBOX_URL: sandbox.url,
      RATE_LIMIT: '0',
      ...env,
    }
    const startServer = async (more = {}) =>
      start<RunningServer>('server', { ...shared, PORT: String(await freePort('127.0.0.1')), ...more })
    return { database, sandbox, server: await startServer(), startServer, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

export async function startProgram<R extends Running>(file: string, env: Record<string, string>): Promise<R> {
  const child = fork(file, {
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  const ready = await Promise.race([once(child, 'message'), exited.then(() => undefined)])
  if (!ready) throw new Error(`${file} did not start: exit code ${child.exitCode}`)
  return { ...ready[0], stop: () => end(child, 'SIGTERM'), kill: () => end(child, 'SIGKILL') }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}
