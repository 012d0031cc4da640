// OFDs of five-line invoices on one core, against zipping the same files without making them.
import { loadFonts, ofdOf } from '@mashang/documents'
import { unzipSync, zipSync } from 'fflate'
import { fiveLines, msEach } from './measuring/documents.ts'
import { median } from './measuring/numbers.ts'
import { report } from './measuring/report.ts'
import { alternately } from './measuring/rounds.ts'

const ROUNDS = 5
const DOCUMENTS = 300

loadFonts()
const packages = Array.from({ length: DOCUMENTS }, (_, n) => unzipSync(ofdOf(fiveLines(n))))
const { ours, baseline } = await alternately(
  ROUNDS,
  async (round) => msEach(DOCUMENTS, (n) => ofdOf(fiveLines(round * DOCUMENTS + n))),
  async () => msEach(DOCUMENTS, (n) => zipSync(packages[n] ?? {}, { level: 6 })),
)
const kb = ofdOf(fiveLines(1)).length / 1024
const [msEachOne, zipMs] = [median(ours), median(baseline)]
report({
  name: 'ofd',
  figures: { msEach: msEachOne, rounds: ROUNDS, perSecond: 1000 / msEachOne, kb },
  baseline: { zipMsEach: zipMs },
  ratio: msEachOne / zipMs,
  target: 'at most 3 ms each and 15 KB',
  held: msEachOne <= 3 && kb <= 15,
})
