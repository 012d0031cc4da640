import { Worker } from 'node:worker_threads'
import type { PdfAnswer, PdfContent } from './pdf-thread.ts'

export type PdfRead = { ok: true; content: PdfContent } | { ok: false; problem: PdfProblem }
type PdfProblem = 'damaged' | 'encrypted' | 'too-complex' | 'too-slow'

/** From the start of the thread: an invoice takes a third of a second, most of it for loading pdf.js. */
const LIMIT_MS = 1_700
const LOOK_EVERY_MS = 20
const LARGEST_HEAP_MB = 80
/** Heap and buffers together. Streams are inflated into buffers, which no limit on the heap counts. */
const LARGEST_MEMORY = 100 * 1024 * 1024

/**
 * The texts of a PDF and the invoice attached to it. pdf.js runs in a thread that is ended when it takes too long or too much
 * memory: a hostile file can keep it busy in ways no limit of its own ends.
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfRead> {
  if (free > 0) free -= 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return await readInThread(bytes)
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

function readInThread(bytes: Uint8Array): Promise<PdfRead> {
  // A copy, since the thread takes what it is given; the slice of a Buffer would be none.
  const data = Uint8Array.from(bytes)
  const thread = new Worker(new URL('./pdf-thread.ts', import.meta.url), {
    workerData: data,
    transferList: [data.buffer],
    resourceLimits: { maxOldGenerationSizeMb: LARGEST_HEAP_MB, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    // What pdf.js warns of is the file's affair, not the log's.
    stdout: true,
    stderr: true,
  })
  return new Promise((resolve) => {
    const settle = (answer: PdfRead): void => {
      clearTimeout(timer)
      clearInterval(watch)
      thread.removeAllListeners()
      // An error on the way out has nobody left to tell.
      thread.on('error', () => {})
      void thread.terminate().then(() => resolve(answer))
    }
    const timer = setTimeout(() => settle({ ok: false, problem: 'too-slow' }), LIMIT_MS)
    const watch = setInterval(() => {
      thread.getHeapStatistics().then(
        ({ used_heap_size, external_memory }) => {
          if (used_heap_size + external_memory > LARGEST_MEMORY) settle({ ok: false, problem: 'too-complex' })
        },
        // It has ended meanwhile.
        () => {},
      )
    }, LOOK_EVERY_MS)
    thread.on('message', (answer: PdfAnswer) => settle(answer))
    thread.on('error', (error: NodeJS.ErrnoException) =>
      settle({ ok: false, problem: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-complex' : 'damaged' }),
    )
    thread.on('exit', () => settle({ ok: false, problem: 'damaged' }))
  })
}
