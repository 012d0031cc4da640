// Memory held after 10,000 invoices of every kind in all three formats, against what was held after the first thousand.
import { setTimeout as sleep } from 'node:timers/promises'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { loadFonts, ofdOf, pdfOf, xmlOf } from '@mashang/documents'
import { ofManyKinds } from './measuring/documents.ts'
import { median } from './measuring/numbers.ts'
import { report } from './measuring/report.ts'

const ROUNDS = 10
const DOCUMENTS = 1_000
/** A set of nothing but their numbers would hold more. */
const MOST_HEAP_BYTES_EACH = 50
/** A page of memory: what leaked beneath the heap, of a document's 60 KB, would soon be more. */
const MOST_REST_BYTES_EACH = 4_096

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/**
 * In bytes. The process takes what V8 reserves for young objects, in steps and for good, whatever becomes of them: that
 * is told apart from the rest, which has to stay.
 */
type Weight = { heap: number; rss: number; young: number }

/** Collects more than once and in turns of their own: buffers go only after the collection that found them unused. */
async function weigh(): Promise<Weight> {
  for (let time = 0; time < 3; time++) {
    collect()
    await sleep(20)
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0
  return { heap: heapUsed + external, rss, young }
}

/**
 * The median of what was added between any two rounds, by document: one weight that is off moves it little. The first
 * may be, by the 4 MB of Node's type stripper, whose source V8 lets go of when it has not run for a while.
 */
function addedByEach(weights: readonly number[]): number {
  return median(
    weights.flatMap((later, to) =>
      weights.slice(0, to).map((earlier, from) => (later - earlier) / (to - from) / DOCUMENTS),
    ),
  )
}

const mb = (bytes: number) => bytes / 1024 ** 2

loadFonts()
const weights: Weight[] = []
for (let round = 0; round < ROUNDS; round++) {
  for (let n = 0; n < DOCUMENTS; n++) {
    const invoice = ofManyKinds(round * DOCUMENTS + n)
    pdfOf(invoice)
    ofdOf(invoice)
    xmlOf(invoice)
  }
  const weight = await weigh()
  weights.push(weight)
  const { heap, rss, young } = weight
  process.stdout.write(
    `  ${round + 1}/${ROUNDS}  heap and buffers ${mb(heap).toFixed(2)} MB, rss ${mb(rss).toFixed(0)} MB, ${mb(young).toFixed(0)} of them reserved for young objects\n`,
  )
}

const [first, last] = [weights[0] as Weight, weights.at(-1) as Weight]
const heapBytesEach = addedByEach(weights.map(({ heap }) => heap))
const restBytesEach = addedByEach(weights.map(({ rss, young }) => rss - young))
report({
  name: 'documents-memory',
  figures: {
    heapMb: mb(last.heap),
    rssMb: mb(last.rss),
    youngMb: mb(last.young),
    heapBytesEach,
    restBytesEach,
    documents: ROUNDS * DOCUMENTS,
  },
  baseline: { heapMb: mb(first.heap), rssMb: mb(first.rss), youngMb: mb(first.young), documents: DOCUMENTS },
  ratio: last.heap / first.heap,
  target: `flat: each document adds at most ${MOST_HEAP_BYTES_EACH} bytes of heap and buffers, and ${MOST_REST_BYTES_EACH} of rss but for young objects`,
  held: heapBytesEach <= MOST_HEAP_BYTES_EACH && restBytesEach <= MOST_REST_BYTES_EACH,
})
