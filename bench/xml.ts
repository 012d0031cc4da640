// XML of five-line invoices on one core, against JSON.stringify of the same invoices.
import { xmlOf } from '@mashang/documents'
import { fiveLines, msEach } from './measuring/documents.ts'
import { median } from './measuring/numbers.ts'
import { report } from './measuring/report.ts'
import { alternately } from './measuring/rounds.ts'

const ROUNDS = 5
const DOCUMENTS = 5_000

const invoices = Array.from({ length: DOCUMENTS }, (_, n) => fiveLines(n))
const encoder = new TextEncoder()
const { ours, baseline } = await alternately(
  ROUNDS,
  async () => msEach(DOCUMENTS, (n) => xmlOf(invoices[n] ?? fiveLines(n))),
  async () => msEach(DOCUMENTS, (n) => encoder.encode(JSON.stringify(invoices[n]))),
)
const [msEachOne, jsonMs] = [median(ours), median(baseline)]
report({
  name: 'xml',
  figures: { msEach: msEachOne, rounds: ROUNDS, perSecond: 1000 / msEachOne, kb: xmlOf(fiveLines(1)).length / 1024 },
  baseline: { jsonMsEach: jsonMs },
  ratio: msEachOne / jsonMs,
  target: 'at most 0.3 ms each',
  held: msEachOne <= 0.3,
})
