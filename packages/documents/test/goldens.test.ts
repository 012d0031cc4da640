import { type Invoice, plainYuan, totals } from '@mashang/invoice'
import { expect, test } from 'vitest'
import { parseInvoiceJson } from '../src/command/invoice-json.ts'
import { hasPoppler } from '../src/pdf/testing/readers.ts'
import { forget, keep, keptNames, keptOf, outputsOf, readCases } from './golden/folder.ts'
import { difference, pictureOf, textOf } from './golden/picture.ts'

const HOW = 'run: npx vitest run packages/documents/test/goldens.test.ts -u, and look at the pictures'

/**
 * Of all pixels: what moves or is missing is more, while versions of poppler smooth edges differently. A digit is less:
 * digits are compared in XML and OFD, and the OFD is painted from the same face as the PDF.
 */
const DIFFERENCE = 0.001

const cases = readCases()
const without = hasPoppler ? '' : ' — pictures skipped: pdftoppm is not installed'

test.each([...cases.keys()])(`the example %s makes what it made before${without}`, (name) => {
  const made = outputsOf(name, cases)
  if (isUpdating()) keep(name, made)
  const kept = keptOf(name)
  expect(kept.size, `examples/out/${name} is missing: ${HOW}`).toBeGreaterThan(0)
  expect([...kept.keys()], `files of ${name}: ${HOW}`).toEqual([...made.files.keys(), ...made.shown.keys()].sort())

  for (const [file, bytes] of made.files) expectSame(`${name}/${file}`, bytes, kept.get(file))
  for (const [file, { pdf, invoice }] of made.shown) {
    expect(
      parseInvoiceJson(Buffer.from(kept.get(file.replace(/^face(.*)png$/, 'invoice$1json')) ?? '').toString()),
      name,
    ).toEqual({ ok: true, invoice })
    if (!hasPoppler) continue
    expect(difference(pictureOf(pdf), kept.get(file) ?? new Uint8Array()), `${name}/${file}: ${HOW}`).toBeLessThan(
      DIFFERENCE,
    )
    expectStated(name, invoice, textOf(pdf))
  }
})

test('nothing is kept of examples that are gone', () => {
  const gone = keptNames().filter((name) => !cases.has(name))
  if (isUpdating()) for (const name of gone) forget(name)
  else expect(gone, HOW).toEqual([])
})

test('every example says what it shows, and no two say the same', () => {
  const abouts = [...cases.values()].map(({ about }) => about)
  expect(new Set(abouts).size).toBe(cases.size)
  for (const about of abouts) expect(about).toMatch(/^[A-Z0-9].*\.$/)
})

/** Whether vitest was started with `-u`. Known only while a test runs. */
function isUpdating(): boolean {
  return expect.getState().snapshotState.snapshotUpdateState === 'all'
}

/** Text is compared as text, so that a failure shows where it differs; all else as bytes. */
function expectSame(file: string, made: Uint8Array, kept: Uint8Array = new Uint8Array()): void {
  const same = Buffer.compare(made, kept) === 0
  if (!same && /\.(json|xml)$/.test(file)) expect(textOfBytes(made), `${file}: ${HOW}`).toBe(textOfBytes(kept))
  expect(same, `${file} is not what it was: ${HOW}`).toBe(true)
}

function textOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString()
}

/** That the face says the number and the totals, wherever. */
function expectStated(name: string, { number, lines }: Invoice, text: string): void {
  const { net, tax, gross } = totals(lines)
  const taxed = lines.some(({ taxation }) => taxation.kind === 'taxed')
  for (const stated of [number, plainYuan(net), plainYuan(gross), ...(taxed ? [plainYuan(tax)] : [])])
    expect(text, name).toContain(stated)
}
