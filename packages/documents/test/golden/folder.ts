import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Invoice } from '@mashang/invoice'
import { ofdOf, pdfOf, xmlOf } from '../../src/index.ts'
import { hasPoppler } from '../../src/pdf/testing/readers.ts'
import { type Case, parseCase } from './case.ts'
import { make } from './make.ts'
import { pictureOf, pngOf } from './picture.ts'
import { invoiceJson, notesJson, refusalJson } from './print.ts'

const examples = join(import.meta.dirname, '../../examples')
const outputs = join(examples, 'out')

/** Every example by its name. Throws, naming all that is wrong, for a file that is not one. */
export function readCases(): Map<string, Case> {
  const files = readdirSync(examples).filter((file) => file.endsWith('.json'))
  return new Map(files.sort().map((file) => [file.slice(0, -'.json'.length), readCase(file)]))
}

function readCase(file: string): Case {
  const read = parseCase(readFileSync(join(examples, file), 'utf8'))
  if (read.ok) return read.value
  throw new Error([`${file} is not an example:`, ...read.problems.map(({ path, en }) => `  ${path} ${en}`)].join('\n'))
}

/** What an example makes: its files by name, and the PDFs that its pictures show. */
export type Outputs = { files: Map<string, Uint8Array>; shown: Map<string, { pdf: Uint8Array; invoice: Invoice }> }

/** The first invoice of an example makes invoice.xml, invoice.ofd and face.png, the second invoice-2.xml, and so on. */
export function outputsOf(name: string, cases: ReadonlyMap<string, Case>): Outputs {
  const made = make(name, cases)
  const files = new Map<string, Uint8Array>()
  const shown: Outputs['shown'] = new Map()
  if (!made.ok) return { files: files.set('refusal.json', bytesOf(refusalJson(made.problems))), shown }
  if (made.notes.length > 0) files.set('notes.json', bytesOf(notesJson(made.notes)))
  for (const [index, invoice] of made.invoices.entries()) {
    const suffix = index === 0 ? '' : `-${index + 1}`
    files.set(`invoice${suffix}.json`, bytesOf(invoiceJson(invoice)))
    files.set(`invoice${suffix}.xml`, xmlOf(invoice))
    files.set(`invoice${suffix}.ofd`, ofdOf(invoice))
    shown.set(`face${suffix}.png`, { pdf: pdfOf(invoice), invoice })
  }
  return { files, shown }
}

/** The files kept for an example, by name; none when it is new. */
export function keptOf(name: string): Map<string, Uint8Array> {
  const folder = join(outputs, name)
  if (!existsSync(folder)) return new Map()
  return new Map(
    readdirSync(folder)
      .sort()
      .map((file) => [file, readFileSync(join(folder, file))]),
  )
}

/** The names of all that has outputs. */
export function keptNames(): string[] {
  return existsSync(outputs) ? readdirSync(outputs).sort() : []
}

/** Keeps what an example makes now instead of what it made before. Pictures stay as they are where poppler is missing. */
export function keep(name: string, { files, shown }: Outputs): void {
  const folder = join(outputs, name)
  const before = keptOf(name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [file, bytes] of files) writeFileSync(join(folder, file), bytes)
  for (const [file, { pdf }] of shown) {
    const png = hasPoppler ? pngOf(pictureOf(pdf)) : before.get(file)
    if (png) writeFileSync(join(folder, file), png)
  }
}

export function forget(name: string): void {
  rmSync(join(outputs, name), { recursive: true })
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
