import { join, resolve } from 'node:path'
import { startPostgres } from '@mashang/db/embedded'
import { readLockFile, runsIn } from '@mashang/db/postgres/postmaster'
import { Cannot } from './cannot.ts'

/**
 * The address of the database: DATABASE_URL, or the embedded one of MASHANG_DATA (`data` below `root`) while it runs.
 * It is never started here: another start would adopt it, and lose it when we stop it.
 */
export async function databaseUrlOf(env: NodeJS.ProcessEnv, root: string): Promise<string> {
  if (env.DATABASE_URL) return env.DATABASE_URL
  const dataDir = resolve(root, env.MASHANG_DATA || 'data')
  const cluster = join(dataDir, 'postgres', 'cluster')
  const lock = await readLockFile(cluster)
  if (lock && (await runsIn(cluster, lock.pid))) return (await startPostgres({ dataDir })).url
  throw new Cannot(
    `没有在运行的数据库。请先 npm start，或设置 DATABASE_URL（或 MASHANG_DATA，现在是 ${dataDir}）。`,
    `No database is running. Start it with npm start, or set DATABASE_URL (or MASHANG_DATA, now ${dataDir}).`,
  )
}

/** What its owner can put right about a database, as a sentence; anything else is passed on. */
export function explainDatabaseError(error: Error & { code?: string }): Error {
  const { code, message } = error
  if (code === '42P01')
    return new Cannot(
      '数据库还没有建好表，请先 npm start 一次。',
      'The database has no tables yet: run npm start once.',
    )
  // Network errors; refused passwords and roles (class 28); no such database (3D000).
  if (!code || !/^(E[A-Z_]+|28\w{3}|3D000)$/.test(code)) return error
  return new Cannot(`用不了数据库：${message || code}`, `Cannot use the database: ${message || code}`)
}
