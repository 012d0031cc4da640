// Memory held after 10,000 invoices in all three formats, against what was held after the first thousand.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { loadFonts, ofdOf, pdfOf, xmlOf } from '@mashang/documents'
import { fiveLines } from './measuring/documents.ts'
import { report } from './measuring/report.ts'

const DOCUMENTS = 10_000
const FIRST = 1_000

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

loadFonts()
function weigh() {
  collect()
  const { heapUsed, external, rss } = process.memoryUsage()
  return { heapMb: (heapUsed + external) / 1024 ** 2, rssMb: rss / 1024 ** 2 }
}

let first = weigh()
for (let n = 1; n <= DOCUMENTS; n++) {
  const invoice = fiveLines(n)
  pdfOf(invoice)
  ofdOf(invoice)
  xmlOf(invoice)
  if (n === FIRST) first = weigh()
}
const last = weigh()
const ratio = last.heapMb / first.heapMb
report({
  name: 'documents-memory',
  figures: { heapMb: last.heapMb, rssMb: last.rssMb, documents: DOCUMENTS },
  baseline: { heapMbAfterThousand: first.heapMb, rssMbAfterThousand: first.rssMb },
  ratio,
  target: 'flat: at most a tenth more than after the first thousand',
  held: ratio <= 1.1,
})
