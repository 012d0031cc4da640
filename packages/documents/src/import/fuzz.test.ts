import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { layOut } from '../face/lay-out.ts'
import { ofdOf, xmlOf } from '../index.ts'
import { paintPdf } from '../pdf/paint-pdf.ts'
import { anOrdinaryInvoice } from '../testing/invoices.ts'
import { readXml } from '../xml/read-xml.ts'
import { rewriteXml } from '../xml/write-xml.ts'
import { doubts, refusals } from './problems.ts'
import { readDocument } from './read-document.ts'
import { hostileFiles } from './testing/hostile-files.ts'

/** Printed when something fails, and so found again by FUZZ_SEED. */
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)

const invoice = anOrdinaryInvoice()
const good = {
  xml: xmlOf(invoice),
  ofd: ofdOf(invoice),
  pdf: paintPdf(layOut(invoice), {
    title: '',
    createdAt: invoice.issuedAt,
    xml: { bytes: xmlOf(invoice), name: 'a.xml' },
  }),
}
const runs = { xml: 1500, ofd: 800, pdf: 10 } as const

/** By the clock, where another process does the work, which bounds its own: a machine may be busy with others. */
const LONGEST_MS = 15_000

/** An honest answer within two seconds of our own work: facts, or a refusal that has a sentence. */
async function expectAnAnswer(bytes: Uint8Array): Promise<void> {
  const start = performance.now()
  const before = process.threadCpuUsage()
  const read = await readDocument(bytes)
  const { user, system } = process.threadCpuUsage(before)
  expect((user + system) / 1000).toBeLessThan(2_000)
  expect(performance.now() - start).toBeLessThan(LONGEST_MS)
  if (read.ok) for (const { problem } of read.problems) expect(doubts).toHaveProperty(problem)
  else expect(refusals).toHaveProperty(read.problem)
}

const unhandled: unknown[] = []
const note = (reason: unknown) => unhandled.push(reason)
beforeAll(() => {
  process.on('unhandledRejection', note)
  console.info(`seed ${seed}`)
})
afterAll(() => {
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

for (const format of ['xml', 'ofd', 'pdf'] as const) {
  const bytes = good[format]
  const options = { numRuns: runs[format], seed, endOnFailure: true }

  describe(`a damaged ${format}`, () => {
    test('cut off anywhere', async () => {
      const length = fc.integer({ min: 0, max: bytes.length - 1 })
      await fc.assert(
        fc.asyncProperty(length, (end) => expectAnAnswer(bytes.subarray(0, end))),
        options,
      )
    })

    test('with bits flipped', async () => {
      const bit = fc.record({ at: fc.integer({ min: 0, max: bytes.length - 1 }), bit: fc.integer({ min: 0, max: 7 }) })
      const flips = fc.array(bit, { minLength: 1, maxLength: 20 })
      await fc.assert(
        fc.asyncProperty(flips, (changes) => {
          const changed = Uint8Array.from(bytes)
          for (const { at, bit } of changes) changed[at] = (changed[at] ?? 0) ^ (1 << bit)
          return expectAnAnswer(changed)
        }),
        options,
      )
    })

    test('that is noise after its first bytes', async () => {
      const noise = fc.uint8Array({ maxLength: 4_000 })
      await fc.assert(
        fc.asyncProperty(noise, (tail) => expectAnAnswer(Buffer.concat([bytes.subarray(0, 16), tail]))),
        options,
      )
    })
  })
}

test('XML with any element left out, doubled or filled with anything is read, and never loses what it does not know', async () => {
  // Not a sample: whatever is read of one, it is written with all its marks.
  const invoice = anOrdinaryInvoice({
    origin: { kind: 'direct-unit', id: '12345678' },
    remark: '桌号 8',
    payee: '李四',
  })
  const xml = new TextDecoder().decode(xmlOf(invoice))
  const elements = [...xml.matchAll(/<([\w-]+)>[^<]*<\/\1>/g)].map(([element]) => element)
  const filling = fc.oneof(
    fc.constantFrom(
      '',
      '9'.repeat(400),
      '1e999',
      '-0',
      'NaN',
      '*',
      '*a',
      '**',
      '0x10',
      '１２',
      '-¥1',
      '99999999999.99',
    ),
    fc
      .string({ unit: 'binary', maxLength: 40 })
      .map((text) => text.replace(/[&<\r]|\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '')),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...elements),
      filling,
      fc.constantFrom('', 'once', 'twice'),
      async (element, text, how) => {
        const changed = element.replace(/>[^<]*</, () => `>${text}<`)
        const instead = how === 'twice' ? element + changed : how === 'once' ? changed : ''
        const bytes = new TextEncoder().encode(xml.replace(element, () => instead))
        await expectAnAnswer(bytes)
        const read = readXml(bytes)
        if (!read.ok) throw new Error(read.problem)
        const again = readXml(rewriteXml(read.document))
        if (!again.ok) throw new Error(again.problem)
        // A total that was not stated is written as the sum it is.
        for (const [name, amount] of Object.entries(read.document.stated))
          if (amount !== undefined && amount !== '') expect(again.document.stated).toHaveProperty(name, amount)
        expect(again.document.invoice).toEqual(read.document.invoice)
      },
    ),
    { numRuns: 1500, seed },
  )
})

describe('hostile files', () => {
  const program = fileURLToPath(new URL('./testing/measure-hostile.ts', import.meta.url))
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostile-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  for (const [index, [name, bytes]] of Object.entries(hostileFiles()).entries()) {
    test(`${name}: answered within two seconds and 200 MB`, async () => {
      const file = join(folder, String(index))
      await writeFile(file, bytes)
      const { stdout } = await promisify(execFile)(process.execPath, [program, file])
      const { answer, cpuMs, grownMb, childMb } = JSON.parse(stdout)
      // What is only long is read.
      if (!name.startsWith('a face of')) expect(refusals).toHaveProperty(answer)
      expect(cpuMs).toBeLessThan(2_000)
      expect(grownMb).toBeLessThan(200)
      expect(childMb).toBeLessThan(200)
    })
  }
})
