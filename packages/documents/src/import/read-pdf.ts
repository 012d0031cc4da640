import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PdfAnswer, PdfContent } from './pdf-process.ts'

export type PdfRead = { ok: true; content: PdfContent } | { ok: false; problem: PdfProblem }
type PdfProblem = 'damaged' | 'encrypted' | 'too-complex' | 'too-slow'

/** From the start of the process: an invoice takes a third of a second, most of it for loading pdf.js. */
const LIMIT_MS = 1_700
const LOOK_EVERY_MS = 20
const LARGEST_HEAP_MB = 80
/** Everything the process holds, of which Node and pdf.js are some 90. */
const LARGEST_MEMORY_MB = 250

/**
 * The texts of a PDF and the invoice attached to it. pdf.js runs in a process that is ended when it takes too long or too
 * much memory: a hostile file can keep it busy in ways no limit of its own ends. A thread would do, but two of V8 in one
 * process were seen to crash (jit_page.has_value), and once to hang.
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfRead> {
  if (free > 0) free -= 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return await readInProcess(bytes)
  } finally {
    // The next in the queue takes this one's place; only when nobody waits does it become free.
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }
}

/**
 * How many may be read at the same time: what protects the memory of one reading would not protect that of a hundred.
 * The others wait, which is not counted in their time.
 */
let free = 2
const waiting: (() => void)[] = []

function readInProcess(bytes: Uint8Array): Promise<PdfRead> {
  const child = fork(fileURLToPath(new URL('./pdf-process.ts', import.meta.url)), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${LARGEST_HEAP_MB}`, '--max-semi-space-size=8'],
    // What pdf.js warns of is the file's affair, not the log's.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise((resolve) => {
    const settle = (answer: PdfRead): void => {
      clearTimeout(timer)
      clearInterval(watch)
      child.removeAllListeners()
      // An error on the way out has nobody left to tell.
      child.on('error', () => {})
      child.kill('SIGKILL')
      resolve(answer)
    }
    const timer = setTimeout(() => settle({ ok: false, problem: 'too-slow' }), LIMIT_MS)
    const watch = setInterval(() => {
      if (residentMb(child.pid) > LARGEST_MEMORY_MB) settle({ ok: false, problem: 'too-complex' })
    }, LOOK_EVERY_MS)
    child.on('message', (answer: PdfAnswer) => settle(answer))
    child.on('error', () => settle({ ok: false, problem: 'damaged' }))
    // V8 ends a process whose heap is full by itself.
    child.on('exit', (_, signal) => settle({ ok: false, problem: signal === 'SIGABRT' ? 'too-complex' : 'damaged' }))
    child.send(bytes)
  })
}

/** Where the system tells: streams are inflated into buffers, which no limit on the heap counts. */
function residentMb(pid: number | undefined): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4096) / 1024 ** 2
  } catch {
    return 0
  }
}
