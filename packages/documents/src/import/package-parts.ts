import { decodeXml } from '../xml/decode.ts'
import { type ElementBudget, type Scanned, scanXml } from '../xml/scan.ts'
import type { Zip } from './zip.ts'

/** An OFD of 2000 lines with names of 40 汉字 has some 120,000 elements in the files read, its template once a page. */
const MOST_ELEMENTS = 140_000

/** What all files of one package may hold together. A file counts as often as it is read, since it costs as often. */
export const packageBudget = (): ElementBudget => ({ left: MOST_ELEMENTS })

/** An XML file of a package; undefined when there is none of that path. Throws `ZipRefused`. */
export function scanPart(zip: Zip, path: string, budget: ElementBudget): Scanned | undefined {
  const bytes = zip.read(path)
  if (!bytes) return undefined
  const text = decodeXml(bytes)
  return text === undefined ? { ok: false, problem: 'not-xml' } : scanXml(text, budget)
}

/**
 * Where a location within the file at `from` points to: relative to it, or from the root of the package when it begins
 * with `/`; undefined when that lies outside of the package.
 */
export function partPath(from: string, location: string): string | undefined {
  const steps = location.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of location.split('/')) {
    if (step === '..' && steps.pop() === undefined) return undefined
    if (step !== '' && step !== '.' && step !== '..') steps.push(step)
  }
  return steps.join('/')
}
