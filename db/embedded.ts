import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { adopt } from './postgres/adopt.ts'
import { usableBinaries } from './postgres/binaries.ts'
import { type Cluster, isCluster, makeCluster, openCluster, syncLater, urlOf } from './postgres/cluster.ts'
import { launch } from './postgres/launch.ts'
import { clearStaleLockFile, endSurvivors, readLockFile, runsIn, stopPostmaster } from './postgres/postmaster.ts'
import { databaseUser } from './postgres/system-user.ts'

/** How long survivors of a killed server may take to leave, and racing starts to settle. */
const RETRY_MS = 30_000
/** What PostgreSQL says when its postmaster was killed and sessions are still at work. */
const SURVIVORS = 'shared memory block'

export type PostgresOptions = {
  /** The project's data directory; the database lives in its folder `postgres`. */
  dataDir: string
  /** TCP port on 127.0.0.1; a free one unless given. An adopted server keeps the port it has. */
  port?: number
  /** Server settings on top of ours. */
  settings?: Record<string, string>
  /** Called with one sentence for each thing worth telling the person at the terminal. */
  log?: (line: string) => void
}

export type RunningPostgres = {
  /** Connects as the superuser to the database `mashang`, which `migrate` creates. */
  url: string
  /** True when the server was already running, because its starter was killed or is another process. */
  adopted: boolean
  /** Fast shutdown; resolves when the server is gone. Harmless when it is gone already. */
  stop: () => Promise<void>
}

/**
 * Starts the PostgreSQL of `dataDir`, making it first if need be, or adopts the one that is already running there.
 *
 * Any number of processes may call this at the same time on one directory: one starts the server, the others adopt it.
 * The server is in its own process group, so Ctrl-C in a terminal does not end it before the programs that use it.
 * Throws when it cannot start, with the server's own words.
 */
export async function startPostgres({
  dataDir,
  port,
  settings = {},
  log = () => {},
}: PostgresOptions): Promise<RunningPostgres> {
  const home = resolve(dataDir, 'postgres')
  const user = await databaseUser(join(home, 'cluster'))
  const isNew = !(await isCluster(home))
  if (isNew) await makeCluster(home, await usableBinaries(user), user)
  const cluster = await openCluster(home, user)

  for (const deadline = Date.now() + RETRY_MS; ; await sleep(100)) {
    const lock = await readLockFile(cluster.directory)
    if (lock && (await runsIn(cluster.directory, lock.pid))) {
      if (await adopt(cluster, lock.pid)) {
        log(`PostgreSQL was already running (process ${lock.pid}); using it`)
        return running(cluster, lock.pid, true)
      }
      continue // it was on its way out
    }
    await clearStaleLockFile(cluster.directory)
    const bin = await usableBinaries(user)
    const launched = await launch(cluster, bin, port ?? (await freePort()), settings)
    if ('pid' in launched) {
      const { fsync } = settings
      if (isNew && fsync !== 'off') syncLater(cluster, bin)
      return running(cluster, launched.pid, false)
    }
    if (!passes(launched.words, port !== undefined) || Date.now() > deadline)
      throw new Error(`PostgreSQL did not start. It says:\n${launched.words}`)
    if (!launched.words.includes(SURVIVORS)) continue
    log('PostgreSQL was killed with sessions at work; ending them')
    await endSurvivors(cluster.directory)
  }
}

/** Stops the server of `dataDir` if one is running, whoever started it. */
export async function stopPostgres(dataDir: string): Promise<void> {
  const directory = resolve(dataDir, 'postgres', 'cluster')
  const lock = await readLockFile(directory)
  if (lock) await stopPostmaster(directory, lock.pid)
}

/** Whether what the server said when it gave up may be over in a moment. */
function passes(words: string, portWasGiven: boolean): boolean {
  if (words.includes('Address already in use')) return !portWasGiven
  return words.includes('lock file "postmaster.pid"') || words.includes(SURVIVORS)
}

async function running(cluster: Cluster, pid: number, adopted: boolean): Promise<RunningPostgres> {
  const lock = await readLockFile(cluster.directory)
  if (lock?.pid !== pid)
    throw new Error(`PostgreSQL (process ${pid}) ended as soon as it was ready; its log is ${cluster.log}`)
  return { url: urlOf(cluster, lock.port, 'mashang'), adopted, stop: () => stopPostmaster(cluster.directory, pid) }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (typeof address !== 'object' || !address) throw new Error('the system gave no free port')
  return address.port
}
