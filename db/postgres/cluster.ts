import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { SystemUser } from './system-user.ts'

const run = promisify(execFile)

/** The bootstrap superuser. */
const SUPERUSER = 'mashang'

const ABANDONED_MS = 600_000

export type Cluster = {
  /** What PostgreSQL calls PGDATA. */
  directory: string
  /** The same, as its processes must be told: their working directory is always `directory`. */
  argument: string
  user: SystemUser | undefined
  log: string
  password: string
}

/** Whether `home` holds a cluster. Throws when it is closed to us. */
export async function isCluster(home: string): Promise<boolean> {
  const file = join(home, 'cluster', 'PG_VERSION')
  try {
    await access(file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') return false
    throw new Error(`${home} belongs to another user: start as that user, or as root`)
  }
}

export async function openCluster(home: string, user: SystemUser | undefined): Promise<Cluster> {
  const directory = join(home, 'cluster')
  const password = (await readFile(join(home, 'password'), 'utf8')).trim()
  return { directory, argument: asSeenBy(user, directory), user, log: join(home, 'log'), password }
}

/**
 * Makes `home`: `cluster`, `password` (0600) and, later, `log`.
 *
 * It is made beside `home` and renamed, so a start that dies half-way leaves nothing that looks like a cluster,
 * and of two starts at once one wins and the other uses what the winner made.
 */
export async function makeCluster(home: string, bin: string, user: SystemUser | undefined): Promise<void> {
  await mkdir(dirname(home), { recursive: true })
  await removeAbandonedDrafts(home)
  const draft = await mkdtemp(`${home}.draft-`)
  const directory = join(draft, 'cluster')
  const password = join(draft, 'password')
  await mkdir(directory, { mode: 0o700 })
  await writeFile(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  if (user) {
    // The folder stays root's, so that the log root writes there cannot be swapped for a link by the database's user.
    await chmod(draft, 0o711)
    for (const path of [directory, password]) await chown(path, user.uid, user.gid)
  }

  try {
    const where = { ...user, cwd: directory, env: cleanEnv() }
    await run(join(bin, 'initdb'), initdbArguments(asSeenBy(user, directory)), where)
    await rename(draft, home)
  } catch (error) {
    if (!(await isCluster(home))) throw error // else another start was faster
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/**
 * Brings a new cluster to the disk while it is already in use: a thousand files, of which a busy disk makes seconds.
 * What is written from now on the server itself syncs as always.
 */
export function syncLater({ directory, argument, user }: Cluster, bin: string): void {
  const where = { ...user, cwd: directory, env: cleanEnv(), detached: true }
  spawn(join(bin, 'initdb'), ['--sync-only', `--pgdata=${argument}`], { ...where, stdio: 'ignore' })
    .on('error', () => {})
    .unref()
}

/** Of starts that were killed while making the cluster, which takes seconds. */
async function removeAbandonedDrafts(home: string): Promise<void> {
  for (const name of await readdir(dirname(home))) {
    const draft = join(dirname(home), name)
    if (!draft.startsWith(`${home}.draft-`)) continue
    const { mtimeMs } = await stat(draft)
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(draft, { recursive: true, force: true })
  }
}

function initdbArguments(data: string): string[] {
  return [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    '--pwfile=../password',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own C.UTF-8 rather than the system's: the order of an index must not change with the machine.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    // pg_trgm still asks the system what a letter is; under C no Chinese character is one.
    `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
    '--no-instructions',
    '--no-sync', // `syncLater` does that
  ]
}

/**
 * How `user` reaches a directory that only root may walk to (`/root/shop/data`, 0700 above it): through its own working
 * directory, which Linux lets a process use wherever it is. The data stays where it was asked to be.
 */
function asSeenBy(user: SystemUser | undefined, directory: string): string {
  return user && process.platform === 'linux' ? '/proc/self/cwd' : directory
}

/** Where a client finds one of its databases. */
export function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${database}`
}

/** No PG* variable of the person who starts us reaches the server, and its messages are English. */
export function cleanEnv(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env
  return { PATH, SystemRoot, LC_ALL: 'C' }
}
