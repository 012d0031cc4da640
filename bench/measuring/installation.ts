import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openPool } from '@mashang/db/connect'
import { startPostgres } from '@mashang/db/embedded'
import { migrate } from '@mashang/db/migrate'
import { buildWeb } from '../../scripts/build-web.ts'
import { freePort } from '../../scripts/launch/port.ts'
import { type Program, type Ready, startProgram } from '../../scripts/launch/program.ts'
import type { ServerReady } from '../../scripts/launch/welcome.ts'
import { root } from '../../scripts/run.ts'
import { inTemporaryDirectory } from './temporary-directory.ts'

/** One connection, for what a benchmark prepares and looks up. */
export type Database = ReturnType<typeof openPool>

export type Installation = {
  url: string
  demo: NonNullable<ServerReady['demo']>
  sandboxUrl: string
  databaseUrl: string
  database: Database
  /** Removed afterwards. */
  directory: string
}

/**
 * Runs what `npm start` starts, in a directory of its own that is removed afterwards: our PostgreSQL exactly as in
 * production (so with fsync), the tax sandbox, and the server with the demo and without a rate limit.
 * @param env more environment for the server
 */
export async function withInstallation<T>(
  env: Record<string, string>,
  measure: (installation: Installation) => Promise<T>,
): Promise<T> {
  await buildWeb()
  return await inTemporaryDirectory(async (directory, interrupted) => {
    const programs: Program<Ready>[] = []
    const { url: databaseUrl, stop } = await startPostgres({ dataDir: directory })
    const database = openPool(databaseUrl, { max: 1 })
    const run = async () => {
      await migrate(databaseUrl)
      await database.query('set statement_timeout = 0')
      const started = await startPrograms(programs, { DATABASE_URL: databaseUrl, MASHANG_DATA: directory, ...env })
      return await measure({ ...started, databaseUrl, database, directory })
    }
    try {
      return await Promise.race([run(), interrupted])
    } finally {
      await Promise.all(programs.map((program) => program.stop()))
      await stop()
      await database.end()
    }
  })
}

/** Each program is added to `programs` as soon as it runs, so that a failing start leaves nothing behind. */
async function startPrograms(
  programs: Program<Ready>[],
  env: Record<string, string>,
): Promise<Pick<Installation, 'url' | 'demo' | 'sandboxUrl'>> {
  const start = <R extends Ready>(app: string, own: Record<string, string>): Promise<R> => {
    const program = startProgram<R>(app, join(root, 'apps', app, 'src/main.ts'), { ...env, ...own })
    programs.push(program)
    return program.ready
  }
  const sandbox = await start('tax-sandbox', { PORT: '0', SANDBOX_DATA: join(env.MASHANG_DATA ?? '', 'tax-sandbox') })
  const port = String(await freePort('127.0.0.1'))
  const { url, demo } = await start<ServerReady>('server', {
    HOST: '127.0.0.1',
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    MASHANG_SECRET: randomBytes(32).toString('base64'),
    MASHANG_DEMO: '1',
    RATE_LIMIT: '0',
    TAX_SANDBOX_URL: sandbox.url,
  })
  if (!demo) throw new Error('the server has no demo to measure with')
  return { url, demo, sandboxUrl: sandbox.url }
}
