import { execFileSync } from 'node:child_process'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'

/**
 * Takes the data directory for this process, so that two starts never share one. Returns what gives it back.
 * The lock of a process that was killed is recognized and taken over.
 */
export function lockDirectory(data: string): () => void {
  const lock = join(data, 'lock')
  const mine = `${process.pid} ${birthOf(process.pid)}`
  const draft = `${lock}.${process.pid}`
  writeFileSync(draft, mine)
  try {
    while (!link(draft, lock)) removeStale(lock, draft)
  } finally {
    rmSync(draft)
  }
  return () => {
    if (readOwner(lock) === mine) rmSync(lock)
  }
}

/** Links the finished draft under the lock's name: the name appears with its content, and only if nobody has it. */
function link(draft: string, lock: string): boolean {
  try {
    linkSync(draft, lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function removeStale(lock: string, draft: string): void {
  const owner = readOwner(lock)
  if (owner === undefined) return
  const [pid = '', ...birth] = owner.split(' ')
  if (birthOf(Number(pid)) === birth.join(' ')) throw inUse(lock, pid)
  // Moved aside rather than removed: of two starts that find the same stale lock only one can move it.
  const aside = `${draft}.stale`
  if (!move(lock, aside)) return
  if (readOwner(aside) !== owner) link(aside, lock)
  rmSync(aside)
}

function move(from: string, to: string): boolean {
  try {
    renameSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

function readOwner(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * When a process began, in the system's own words; undefined when there is none. Process numbers are used again,
 * in containers even the same ones at each start: number and birth together name one process.
 */
function birthOf(pid: number): string | undefined {
  try {
    switch (process.platform) {
      // The 22nd field; the second, the program's name, stands in parentheses and may hold spaces.
      case 'linux': {
        const ticks = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ')[19]
        return `${ticks} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`
      }
      case 'win32':
        return process.kill(pid, 0) ? 'alive' : undefined
      default:
        return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    }
  } catch {
    return undefined
  }
}

function inUse(lock: string, pid: string): CannotStart {
  return new CannotStart(
    `另一个“码上开票”（进程 ${pid}）正在使用这个数据目录。请先停掉它，或用 MASHANG_DATA 指定另一个目录。（${lock}）`,
    `Another Mashang (process ${pid}) is using this data directory. Stop it first, or name another with MASHANG_DATA. (${lock})`,
  )
}
