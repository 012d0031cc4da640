import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** What a process holds in memory, and what it has taken of a processor since it began. */
export type Usage = { residentMb: number; cpuMs: number }

/**
 * Undefined where the system does not tell, as on Windows, and for a process that is gone. Buffers are in it, which no
 * limit on the heap of V8 counts.
 */
export function usageOf(pid: number): Promise<Usage | undefined> {
  return process.platform === 'linux' ? usageByProc(pid) : usageByPs(pid)
}

/** The kernel tells times in hundredths of a second to every program, whatever its own clock (USER_HZ). */
const TICK_MS = 10

async function usageByProc(pid: number): Promise<Usage | undefined> {
  try {
    const [status, stat] = await Promise.all([
      readFile(`/proc/${pid}/status`, 'latin1'),
      readFile(`/proc/${pid}/stat`, 'latin1'),
    ])
    // The name of the program comes first, in brackets, and may have anything in it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [, residentKb = 0] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? []
    return { residentMb: Number(residentKb) / 1024, cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS }
  } catch {
    return undefined
  }
}

/** As every Unix does it: `81234 0:01.52`, `81234 00:00:01`. */
export async function usageByPs(pid: number): Promise<Usage | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-o', 'time=', '-p', String(pid)])
    const [, residentKb, time] = /^\s*(\d+)\s+([\d:.]+)\s*$/.exec(stdout) ?? []
    if (!residentKb || !time) return undefined
    const seconds = time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
    return { residentMb: Number(residentKb) / 1024, cpuMs: seconds * 1000 }
  } catch {
    return undefined
  }
}
