/*
 * Reads one file and prints what became of it. A process of its own for each, so that the memory is that of reading
 * this file: a heap that once grew seldom shrinks. What a process of its own in turn takes, for a PDF, is counted too: all
 * that it held at its peak, for nothing of it would be there without the file.
 */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { readDocument } from '../read-document.ts'

const [file = ''] = process.argv.slice(2)
process.on('unhandledRejection', (reason) => {
  process.stderr.write(`unhandled: ${reason}\n`)
  process.exitCode = 1
})

/** The peaks of all children there were, by process id. */
const children = new Map<string, { mb: number; cpuMs: number }>()

/** Where there is no /proc, there are none: then only this process is measured. */
function lookAtChildren(): void {
  try {
    const pids = readFileSync(`/proc/self/task/${process.pid}/children`, 'latin1').split(' ').filter(Boolean)
    for (const pid of pids) {
      const [, kb = 0] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? []
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const before = children.get(pid)?.mb ?? 0
      children.set(pid, {
        mb: Math.max(before, Number(kb) / 1024),
        cpuMs: 10 * (Number(fields[11]) + Number(fields[12])),
      })
    }
  } catch {
    // It ended while it was looked at.
  }
}

const bytes = await readFile(file)
const before = process.resourceUsage()
const looking = setInterval(lookAtChildren, 2)
const read = await readDocument(bytes)
clearInterval(looking)
const after = process.resourceUsage()
const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)
const all = [...children.values()]
process.stdout.write(
  JSON.stringify({
    answer: read.ok ? 'read' : read.problem,
    cpuMs:
      (after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1000 +
      sum(all.map(({ cpuMs }) => cpuMs)),
    grownMb: (after.maxRSS - before.maxRSS) / 1024,
    childMb: Math.max(0, ...all.map(({ mb }) => mb)),
  }),
)
