// PDFs of five-line invoices on one core, against plain pdfkit with its fonts parsed beforehand.
import { layOut, loadFonts, pdfOf } from '@mashang/documents'
import { aLongInvoice } from '../packages/documents/src/testing/invoices.ts'
import { fiveLines, msEach } from './measuring/documents.ts'
import { median } from './measuring/numbers.ts'
import { plainPdfkit } from './measuring/plain-pdfkit.ts'
import { report } from './measuring/report.ts'
import { alternately } from './measuring/rounds.ts'

const ROUNDS = 5
const DOCUMENTS = 200
const LONGEST_RECEIPT = 593

loadFonts()
const pdfkit = plainPdfkit()
const { ours, baseline } = await alternately(
  ROUNDS,
  async (round) => msEach(DOCUMENTS, (n) => pdfOf(fiveLines(round * DOCUMENTS + n))),
  async (round) => {
    const faces = Array.from({ length: DOCUMENTS }, (_, n) => layOut(fiveLines(round * DOCUMENTS + n)))
    const started = performance.now()
    for (const face of faces) await pdfkit(face)
    return (performance.now() - started) / DOCUMENTS
  },
)
const longMs = median(Array.from({ length: 5 }, () => msEach(3, () => pdfOf(aLongInvoice(LONGEST_RECEIPT)))))
const kb = pdfOf(fiveLines(1)).length / 1024
const [msEachOne, pdfkitMs] = [median(ours), median(baseline)]
report({
  name: 'pdf',
  figures: {
    msEach: msEachOne,
    rounds: ROUNDS,
    perSecond: 1000 / msEachOne,
    kb,
    [`msOf${LONGEST_RECEIPT}Lines`]: longMs,
  },
  baseline: { pdfkitMsEach: pdfkitMs },
  ratio: msEachOne / pdfkitMs,
  target: 'at most 10 ms each, faster than pdfkit, at most 60 KB; 593 lines in at most 150 ms',
  held: msEachOne <= 10 && msEachOne < pdfkitMs && kb <= 60 && longMs <= 150,
})
