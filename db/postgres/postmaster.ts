import { execFile } from 'node:child_process'
import { constants, link, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

const STOP_MS = 60_000
const HALF_WRITTEN_MS = 3_000

/** What postmaster.pid says, whether or not it is still true. */
export type LockFile = { text: string; pid: number; port: number; ready: boolean }

/** The lock file of the cluster in `directory`; undefined when there is none, or none that has been written yet. */
export async function readLockFile(directory: string): Promise<LockFile | undefined> {
  const text = await readFile(lockPath(directory), 'utf8').catch(() => '')
  // pid, data directory, start time, port, socket directory, address, shared memory, status
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { text, pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : undefined
}

/** Whether process `pid` is a PostgreSQL at work in `directory`, and not a stranger that was given an old number. */
export async function runsIn(directory: string, pid: number): Promise<boolean> {
  if (process.platform === 'linux') {
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
    const at = await stat(`/proc/${pid}/cwd`).catch(() => undefined)
    const here = await stat(directory)
    return name.trim() === 'postgres' && at?.ino === here.ino && at.dev === here.dev
  }
  if (process.platform === 'win32') return isAlive(pid)
  const { stdout } = await run('ps', ['-p', String(pid), '-o', 'comm=']).catch(() => ({ stdout: '' }))
  return stdout.trim().endsWith('postgres')
}

/**
 * Clears away what a crash may have left: a lock file whose number now belongs to a stranger, or an empty one.
 * PostgreSQL itself deals with the number of a process that is gone.
 */
export async function clearStaleLockFile(directory: string): Promise<void> {
  const path = lockPath(directory)
  const lock = await readLockFile(directory)
  if (lock) {
    if (isAlive(lock.pid) && !(await runsIn(directory, lock.pid))) await disarm(path, lock.text)
    return
  }
  const file = await stat(path).catch(() => undefined)
  if (file && Date.now() - file.mtimeMs > HALF_WRITTEN_MS) await rm(path, { force: true })
}

/**
 * Rewrites the number to our own: PostgreSQL overlooks a lock file that names its parent. The rest stays, because the
 * file also names the shared memory by which it notices survivors of the old server; deleting it would lose that.
 */
async function disarm(path: string, judged: string): Promise<void> {
  if (process.platform === 'win32') return rm(path, { force: true })
  const aside = `${path}.stale-${process.pid}`
  await rename(path, aside).catch(() => {})
  const file = await open(aside, constants.O_RDWR | constants.O_NOFOLLOW).catch(() => undefined)
  if (!file) return // somebody else is doing the same
  if ((await file.readFile('utf8')) === judged) {
    await file.truncate()
    await file.write(judged.replace(/^\d+/, String(process.pid)), 0)
  }
  await file.close()
  await link(aside, path).catch(() => {}) // a server that started meanwhile wrote its own
  await rm(aside)
}

/**
 * Ends the sessions that a killed server left behind. They notice by themselves, but not before their query is done, and
 * until then no new server may start. Only Linux tells us who they are; elsewhere they are waited for.
 */
export async function endSurvivors(directory: string): Promise<void> {
  if (process.platform !== 'linux') return
  for (const pid of (await readdir('/proc')).map(Number).filter((number) => number > 0)) {
    const title = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    // A server's own command line is its path and flags.
    if (title.startsWith('postgres: ') && (await runsIn(directory, pid))) process.kill(pid, 'SIGQUIT')
  }
}

/** Fast shutdown (sessions are ended, nothing is lost); returns when the server is gone. */
export async function stopPostmaster(directory: string, pid: number): Promise<void> {
  if (!(await runsIn(directory, pid))) return
  process.kill(pid, 'SIGINT')
  for (const deadline = Date.now() + STOP_MS; await runsIn(directory, pid); await sleep(20)) {
    if (Date.now() < deadline) continue
    const advice = `"kill -QUIT ${pid}" ends it at once, and it recovers at its next start`
    throw new Error(`PostgreSQL (process ${pid}) has not stopped in ${STOP_MS / 1000} s; ${advice}`)
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function lockPath(directory: string): string {
  return join(directory, 'postmaster.pid')
}
