import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PdfAnswer, PdfContent } from './pdf-process.ts'
import { usageOf } from './process-usage.ts'

export type PdfRead = { ok: true; content: PdfContent } | { ok: false; problem: PdfProblem }
type PdfProblem = 'damaged' | 'encrypted' | 'too-complex' | 'too-slow' | 'busy' | 'unwatched'

/** Of a processor, from the start of the process: an invoice takes a fifth of a second, most of it for loading pdf.js. */
const LARGEST_CPU_MS = 1_700
/** By the clock: what has not had its processor time by then says that the machine is busy, and nothing of the file. */
const LONGEST_MS = 10_000
const LOOK_EVERY_MS = 10
const LARGEST_HEAP_MB = 80
/** Everything the process holds, of which Node and pdf.js are some 95. It may grow a little between two looks. */
const LARGEST_MEMORY_MB = 160

/** How many are read at the same time: what protects the memory of one reading would not protect that of a hundred. */
const MOST_AT_ONCE = 2
/** Each holds a file of up to 20 MB, and none waits for longer than the four before it take. */
const MOST_WAITING = 8

/**
 * The texts of a PDF and the XML files attached to it. pdf.js runs in a process that is ended when it takes too long or
 * too much memory: a hostile file can keep it busy in ways no limit of its own ends. A thread would do, but two of V8 in
 * one process were seen to crash (jit_page.has_value), and once to hang. `busy` when the machine or the queue is; rejects
 * for what is our own fault.
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfRead> {
  if (reading < MOST_AT_ONCE) reading += 1
  else if (waiting.length < MOST_WAITING) await new Promise<void>((resolve) => waiting.push(resolve))
  else return { ok: false, problem: 'busy' }
  try {
    return await readInProcess(bytes)
  } finally {
    // The next in the queue takes this one's place; only when nobody waits does it become free.
    const next = waiting.shift()
    if (next) next()
    else reading -= 1
  }
}

let reading = 0
const waiting: (() => void)[] = []

const program = fileURLToPath(new URL('./pdf-process.ts', import.meta.url))
const pdfjsHome = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

/** Of what the process may do and know, reading pdf.js and us is all. */
function start(): ChildProcess {
  return fork(program, [pdfjsHome], {
    serialization: 'advanced',
    execArgv: [
      '--permission',
      `--allow-fs-read=${pdfjsHome}`,
      `--allow-fs-read=${dirname(program)}`,
      `--max-old-space-size=${LARGEST_HEAP_MB}`,
      '--max-semi-space-size=8',
    ],
    env: {},
    // What pdf.js warns of is the file's affair, not the log's; what ends the process is told with its error.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

async function readInProcess(bytes: Uint8Array): Promise<PdfRead> {
  const child = start()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-LONGEST_ERROR)
  })
  try {
    return await new Promise<PdfRead>((resolve, reject) => {
      const refuse = (problem: PdfProblem): void => resolve({ ok: false, problem })
      child.on('message', (answer: PdfAnswer) => resolve(answer))
      child.on('error', reject)
      child.on('close', (code, signal) => {
        // V8 ends a process whose heap is full by a signal, and so does the system one that overflows its stack.
        if (signal) refuse('too-complex')
        // Nothing left to do and no answer: pdf.js waits for what the file never gives.
        else if (code === 0) refuse('damaged')
        else reject(new Error(`the process that reads PDFs ended with ${code}: ${said}`))
      })
      watch(child, refuse)
      child.send(bytes, () => {})
    })
  } finally {
    child.kill('SIGKILL')
    // Until then it holds what it held.
    await ended
  }
}

const LONGEST_ERROR = 4_000

/** Refuses what takes too much, until the process has ended. */
async function watch(child: ChildProcess, refuse: (problem: PdfProblem) => void): Promise<void> {
  const end = performance.now() + LONGEST_MS
  while (child.exitCode === null && child.signalCode === null && !child.killed) {
    const usage = child.pid === undefined ? undefined : await usageOf(child.pid)
    if (!usage && child.exitCode === null && child.signalCode === null) return refuse('unwatched')
    if (usage && usage.residentMb > LARGEST_MEMORY_MB) return refuse('too-complex')
    if (usage && usage.cpuMs > LARGEST_CPU_MS) return refuse('too-slow')
    if (performance.now() > end) return refuse('busy')
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
