import type { Typeface } from '../face/typeface.ts'

/**
 * A TrueType font with the given glyphs only, as a PDF embeds it (FontFile2). Slot n of the result holds
 * `slots[n]` of the typeface; undefined leaves it empty. Slot 0 is .notdef.
 *
 * The outlines are copied as they are: the fonts in `fonts/` have neither composites, which name other glyphs, nor
 * instructions, which need further tables.
 */
export function subset(typeface: Typeface, slots: readonly (number | undefined)[]): Uint8Array {
  const outlines = slots.map((glyph) => (glyph === undefined ? EMPTY : typeface.outlineOf(glyph)))
  return assemble([
    ['glyf', glyphTable(outlines)],
    ['head', headTable(typeface)],
    ['hhea', patched(typeface.table('hhea'), (hhea) => hhea.setUint16(34, slots.length))],
    ['hmtx', metricsTable(typeface, slots)],
    ['loca', offsetsTable(outlines)],
    ['maxp', patched(typeface.table('maxp'), (maxp) => maxp.setUint16(4, slots.length))],
  ])
}

const EMPTY = new Uint8Array(0)

type Table = readonly [tag: string, bytes: Uint8Array]

/** Outlines start at even offsets in every font; four keeps 32-bit readers happy. */
function padded(length: number): number {
  return (length + 3) & ~3
}

function glyphTable(outlines: readonly Uint8Array[]): Uint8Array {
  const table = new Uint8Array(outlines.reduce((total, outline) => total + padded(outline.length), 0))
  let at = 0
  for (const outline of outlines) {
    table.set(outline, at)
    at += padded(outline.length)
  }
  return table
}

function offsetsTable(outlines: readonly Uint8Array[]): Uint8Array {
  const table = new DataView(new ArrayBuffer((outlines.length + 1) * 4))
  let at = 0
  outlines.forEach((outline, slot) => {
    table.setUint32(slot * 4, at)
    at += padded(outline.length)
  })
  table.setUint32(outlines.length * 4, at)
  return new Uint8Array(table.buffer)
}

function metricsTable(typeface: Typeface, slots: readonly (number | undefined)[]): Uint8Array {
  const table = new DataView(new ArrayBuffer(slots.length * 4))
  slots.forEach((glyph, slot) => {
    if (glyph === undefined) return
    table.setUint16(slot * 4, typeface.advanceOf(glyph))
    table.setInt16(slot * 4 + 2, typeface.leftBearingOf(glyph))
  })
  return new Uint8Array(table.buffer)
}

function headTable(typeface: Typeface): Uint8Array {
  return patched(typeface.table('head'), (head) => {
    head.setUint32(8, 0) // The checksum of the whole is none of a subset's business: no reader of PDF looks at it.
    head.setInt16(50, 1) // loca has 32 bits.
  })
}

function patched(table: Uint8Array, change: (view: DataView) => void): Uint8Array {
  // Not slice(): that of a Buffer is no copy.
  const copy = new Uint8Array(table)
  change(new DataView(copy.buffer))
  return copy
}

/** `tables` in the order of their tags. */
function assemble(tables: readonly Table[]): Uint8Array {
  const start = 12 + tables.length * 16
  const file = new Uint8Array(tables.reduce((total, [, bytes]) => total + padded(bytes.length), start))
  const view = new DataView(file.buffer)
  const power = 2 ** Math.floor(Math.log2(tables.length))
  view.setUint32(0, 0x00010000)
  view.setUint16(4, tables.length)
  view.setUint16(6, power * 16)
  view.setUint16(8, Math.log2(power))
  view.setUint16(10, (tables.length - power) * 16)
  let at = start
  tables.forEach(([tag, bytes], index) => {
    file.set(bytes, at)
    const entry = 12 + index * 16
    for (let letter = 0; letter < 4; letter++) file[entry + letter] = tag.charCodeAt(letter)
    view.setUint32(entry + 4, checksum(view, at, padded(bytes.length)))
    view.setUint32(entry + 8, at)
    view.setUint32(entry + 12, bytes.length)
    at += padded(bytes.length)
  })
  return file
}

function checksum(view: DataView, from: number, length: number): number {
  let total = 0
  for (let at = from; at < from + length; at += 4) total = (total + view.getUint32(at)) >>> 0
  return total
}
