import { startPostgres } from '../../db/embedded.ts'
import { DatabaseIsNewer, migrate } from '../../db/migrate.ts'
import { CannotStart } from './cannot-start.ts'

export type Database = {
  /** Its address, once its tables are up to date. */
  url: Promise<string>
  stop: () => Promise<void>
}

/** Starts our own PostgreSQL in the data directory. */
export function ownDatabase(data: string): Database {
  const starting = startPostgres({ dataDir: data }).catch((error: Error) => {
    throw new CannotStart('数据库没有启动。', error.message)
  })
  return {
    url: starting.then(({ url }) => upToDate(url)),
    // It lives in a session of its own: stopped while it is still starting, it would stay behind.
    stop: async () => (await starting.catch(() => undefined))?.stop(),
  }
}

/** The database somebody else runs: never stopped by us. */
export function externalDatabase(url: string): Database {
  return {
    url: upToDate(url).catch((error: Error) => {
      throw unreachable(error) ?? error
    }),
    stop: async () => {},
  }
}

async function upToDate(url: string): Promise<string> {
  try {
    await migrate(url)
    return url
  } catch (error) {
    if (error instanceof DatabaseIsNewer)
      throw new CannotStart('数据库已被更新的版本升级过。请启动那个版本，或恢复升级前的备份。', error.message)
    throw error
  }
}

/** What keeps us from an external database, if it is one of the things its owner can put right. */
function unreachable({ code, message }: Error & { code?: string }): CannotStart | undefined {
  // Network errors; refused passwords and roles (class 28); no such database (3D000); too little privilege (42501).
  if (!code || !/^(E[A-Z_]+|28\w{3}|3D000|42501)$/.test(code)) return undefined
  return new CannotStart(
    `用不了 DATABASE_URL 指定的数据库：${message || code}`,
    `Cannot use the database that DATABASE_URL names: ${message || code}`,
  )
}
