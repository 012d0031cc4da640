import { inflateRawSync } from 'node:zlib'

/**
 * A ZIP from anywhere, opened for reading one file at a time. fflate would do for packages of our own; it trusts the sizes
 * a package declares, and a bomb declares what it likes. Here nothing is inflated that was not asked for, and inflating
 * stops where the declared size ends.
 */
export type Zip = {
  names: readonly string[]
  /** The file's bytes; undefined when there is none of that name. Throws `ZipRefused`. */
  read: (name: string) => Uint8Array | undefined
}

type ZipProblem = 'damaged' | 'unsafe' | 'encrypted' | 'too-complex'

export class ZipRefused extends Error {
  readonly problem: ZipProblem
  constructor(problem: ZipProblem) {
    super(problem)
    this.problem = problem
  }
}

/** An OFD invoice has some 15 files of a few kilobytes. */
const MOST_FILES = 2000
const LARGEST_FILE = 8 * 1024 * 1024
/** Of all files read together. */
const LARGEST_TOTAL = 24 * 1024 * 1024
/** Between what genuine XML comes to, seldom more than 50, and what a bomb does: deflate goes up to 1032. */
const HIGHEST_RATIO = 250
/** Below this a ratio says nothing. */
const SMALL = 64 * 1024

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50

type Entry = { at: number; method: number; flags: number; packed: number; size: number }

/** Reads the directory of a ZIP. Throws `ZipRefused`. */
export function openZip(bytes: Uint8Array): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = directoryOf(bytes, view)
  let total = 0
  const read = (name: string): Uint8Array | undefined => {
    const entry = entries.get(name)
    if (!entry) return undefined
    if (entry.flags & 1) throw new ZipRefused('encrypted')
    total += entry.size
    const inflated = entry.size > SMALL && entry.size > entry.packed * HIGHEST_RATIO
    if (entry.size > LARGEST_FILE || total > LARGEST_TOTAL || inflated) throw new ZipRefused('unsafe')
    return contentOf(bytes, view, entry)
  }
  return { names: [...entries.keys()], read }
}

function directoryOf(bytes: Uint8Array, view: DataView): Map<string, Entry> {
  const end = endOfDirectory(view)
  const count = view.getUint16(end + 10, true)
  if (count > MOST_FILES) throw new ZipRefused('unsafe')
  const entries = new Map<string, Entry>()
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new ZipRefused('damaged')
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    // The first of two files of one name, as most programs take it.
    if (!entries.has(name))
      entries.set(name, {
        flags: view.getUint16(at + 8, true),
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        at: view.getUint32(at + 42, true),
      })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** The record stands at the end, before a comment of at most 65,535 bytes. */
function endOfDirectory(view: DataView): number {
  const earliest = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= earliest; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  }
  throw new ZipRefused('damaged')
}

function contentOf(bytes: Uint8Array, view: DataView, { at, method, packed, size }: Entry): Uint8Array {
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL_ENTRY) throw new ZipRefused('damaged')
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const content = bytes.subarray(start, start + packed)
  if (content.length !== packed) throw new ZipRefused('damaged')
  if (method === 0 && packed === size) return content
  if (method !== 8 || size === 0) throw new ZipRefused('damaged')
  try {
    const inflated = inflateRawSync(content, { maxOutputLength: size })
    if (inflated.length === size) return inflated
  } catch (reason) {
    // More came out than was declared.
    if ((reason as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new ZipRefused('unsafe')
  }
  throw new ZipRefused('damaged')
}
