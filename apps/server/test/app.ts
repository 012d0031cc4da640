import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabase } from '@mashang/db/testing'
import type { FastifyInstance } from 'fastify'
import { type Config, readConfig } from '../src/config.ts'
import type { Deps } from '../src/deps.ts'
import { httpServer } from '../src/http/server.ts'
import type { Mailbox } from '../src/mailbox/mailbox.ts'
import { wire } from '../src/wiring.ts'
import { work } from '../src/work/work.ts'
import { type Bureau, bureau } from './bureau.ts'
import { startProgram } from './stack.ts'

const apps = join(import.meta.dirname, '..', '..')

export const PUBLIC_URL = 'https://kp.example.com'

/** The server of one test file, wired as main.ts wires it but asked without a port. */
export type TestApp = {
  http: FastifyInstance
  deps: Deps
  config: Config
  mailbox: Mailbox | undefined
  /** Asked for with `bureau: true`; anything else that uses it throws. */
  bureau: Bureau
  close: () => Promise<void>
}

type Options = {
  env?: Record<string, string>
  /** Starts a simulated tax bureau. */
  bureau?: boolean
  /** Does the background work, too. */
  works?: boolean
}

/** On a database, a directory and, if asked for, a tax bureau of its own. `close` it in `afterAll`. */
export async function testApp({ env = {}, bureau: withBureau = false, works = false }: Options = {}): Promise<TestApp> {
  const database = await testDatabase()
  const data = await mkdtemp(join(tmpdir(), 'mashang-app-'))
  const sandbox = withBureau
    ? await startProgram(join(apps, 'tax-sandbox/src/main.ts'), { PORT: '0', SANDBOX_DATA: join(data, 'tax-sandbox') })
    : undefined
  const config = readConfig({
    DATABASE_URL: database.url,
    DATABASE_POOL: '8',
    MASHANG_DATA: data,
    MASHANG_SECRET: randomBytes(32).toString('base64'),
    MASHANG_ROLES: works ? 'http,worker' : 'http',
    PUBLIC_URL,
    RATE_LIMIT: '0',
    LOG_LEVEL: 'silent',
    // Lets it have a development mailbox; the demo itself is loaded by main.ts only.
    MASHANG_DEMO: '1',
    ...(sandbox && { TAX_SANDBOX_URL: sandbox.url }),
    ...env,
  })
  const { deps, mailbox, close } = await wire(config)
  const http = await httpServer(deps, { config, webDirectory: apps, mailbox })
  if (works) await work(deps)
  return {
    http,
    deps,
    config,
    mailbox,
    bureau: bureau(sandbox?.url ?? 'http://no-bureau.invalid'),
    async close() {
      await http.close()
      await close()
      await sandbox?.stop()
      await database.drop()
      await rm(data, { recursive: true })
    },
  }
}
