// `npm start`: database, tax sandbox and server, in the order they need each other, and all of them down again.
import { join } from 'node:path'
import { buildWeb } from './build-web.ts'
import { CannotStart } from './launch/cannot-start.ts'
import { openDataDirectory, secretOf } from './launch/data-directory.ts'
import { type Database, externalDatabase, ownDatabase } from './launch/database.ts'
import { lockDirectory } from './launch/lock.ts'
import { requireFreePort } from './launch/port.ts'
import { type Program, type Ready, startProgram } from './launch/program.ts'
import { readSettings, type Settings } from './launch/settings.ts'
import { type ServerReady, welcome } from './launch/welcome.ts'
import { root } from './run.ts'

/** What has been started so far, and so what must be stopped. */
type Running = { programs: Pick<Program<Ready>, 'stop'>[]; database?: Database; unlock?: () => void }

/** Starts everything, then waits for something to go wrong. Throws the reason. */
async function start(running: Running, stopped: AbortSignal): Promise<never> {
  const settings = await readSettings(process.env, root)
  openDataDirectory(settings.data)
  running.unlock = lockDirectory(settings.data)
  await requireFreePort(settings.host, settings.port)

  running.database = settings.databaseUrl ? externalDatabase(settings.databaseUrl) : ownDatabase(settings.data)
  const sandbox = startSandbox(settings)
  running.programs.push(sandbox)
  const [databaseUrl, { url: sandboxUrl }] = await Promise.all([running.database.url, sandbox.ready, buildWeb()])
  stopped.throwIfAborted()

  const server = startServer(settings, databaseUrl, sandboxUrl)
  running.programs.push(server)
  process.stdout.write(await welcome(await server.ready, settings.publicUrl, performance.now() / 1000))
  throw await Promise.race([server.died, sandbox.died])
}

function startSandbox({ data, publicUrl }: Settings): Program<Ready> {
  return startProgram('税务沙盒 tax sandbox', join(root, 'apps/tax-sandbox/src/main.ts'), {
    PORT: '0',
    SANDBOX_DATA: join(data, 'tax-sandbox'),
    // Only the server has an address that a phone can reach.
    VERIFY_AT: `${publicUrl}/dev/verify`,
  })
}

function startServer(settings: Settings, databaseUrl: string, sandboxUrl: string): Program<ServerReady> {
  return startProgram('服务端 server', join(root, 'apps/server/src/main.ts'), {
    HOST: settings.host,
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    DATABASE_URL: databaseUrl,
    MASHANG_DATA: settings.data,
    ...(settings.documents !== undefined && { DOCUMENTS: settings.documents }),
    MASHANG_SECRET: settings.secret ?? secretOf(settings.data),
    MASHANG_DEMO: settings.demo,
    TAX_SANDBOX_URL: sandboxUrl,
  })
}

/** Stops what runs: those who use the database before the database, and the lock last. */
async function stop({ programs, database, unlock }: Running): Promise<void> {
  await Promise.all(programs.map((program) => program.stop()))
  await database?.stop()
  unlock?.()
}

/** Fulfilled at the first wish to stop. Ctrl-C arrives more than once: from the terminal and from npm. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}

async function main(): Promise<void> {
  const running: Running = { programs: [] }
  const stopping = new AbortController()
  try {
    await Promise.race([start(running, stopping.signal), askedToStop()])
    process.stdout.write('\n正在停止… Stopping…\n')
  } catch (reason) {
    // What a person can put right is a sentence; a mistake of ours keeps its stack trace.
    process.stderr.write(`\n✗ ${reason instanceof CannotStart ? reason.message : (reason as Error).stack}\n\n`)
    process.exitCode = 1
  }
  stopping.abort()
  await stop(running)
  process.exit()
}

await main()
