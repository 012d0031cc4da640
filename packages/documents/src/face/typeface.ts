/**
 * A TrueType font as drawing needs it: which glyph a character has, how far it advances, and its outline's bytes.
 * Reads what `fonts/README.md` makes: `glyf` outlines without composites and instructions, a `cmap` of format 4 or 12.
 */
export type Typeface = {
  /** PostScript name, without a subset's tag. */
  name: string
  unitsPerEm: number
  /** In font units. */
  box: readonly [number, number, number, number]
  ascent: number
  descent: number
  glyphs: number
  /** Zero when the font lacks the character. */
  glyphOf: (codePoint: number) => number
  /** In font units. */
  advanceOf: (glyph: number) => number
  leftBearingOf: (glyph: number) => number
  /** The glyph's entry of `glyf`; empty for a blank. */
  outlineOf: (glyph: number) => Uint8Array
  /** Tables that a subset takes over and changes in a few places: head, hhea, maxp. */
  table: (tag: 'head' | 'hhea' | 'maxp') => Uint8Array
}

export function readTypeface(name: string, bytes: Uint8Array): Typeface {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = readDirectory(bytes, data)
  const at = (tag: string) => {
    const table = tables.get(tag)
    if (!table) throw new Error(`the font ${name} has no table ${tag}`)
    return table
  }
  const head = at('head').offset
  const hhea = at('hhea').offset
  const glyphs = data.getUint16(at('maxp').offset + 4)
  const longMetrics = data.getUint16(hhea + 34)
  const glyphOf = readCharacterMap(data, at('cmap').offset)
  const offsets = readOffsets(data, at('loca').offset, glyphs, data.getInt16(head + 50) === 1)
  const hmtx = at('hmtx').offset
  const glyf = at('glyf').offset
  return {
    name,
    unitsPerEm: data.getUint16(head + 18),
    box: [data.getInt16(head + 36), data.getInt16(head + 38), data.getInt16(head + 40), data.getInt16(head + 42)],
    ascent: data.getInt16(hhea + 4),
    descent: data.getInt16(hhea + 6),
    glyphs,
    glyphOf: (codePoint) => glyphOf[codePoint] ?? 0,
    advanceOf: (glyph) => data.getUint16(hmtx + Math.min(glyph, longMetrics - 1) * 4),
    leftBearingOf: (glyph) =>
      data.getInt16(glyph < longMetrics ? hmtx + glyph * 4 + 2 : hmtx + longMetrics * 4 + (glyph - longMetrics) * 2),
    outlineOf: (glyph) => bytes.subarray(glyf + (offsets[glyph] ?? 0), glyf + (offsets[glyph + 1] ?? 0)),
    table: (tag) => bytes.subarray(at(tag).offset, at(tag).offset + at(tag).length),
  }
}

function readDirectory(bytes: Uint8Array, data: DataView): Map<string, { offset: number; length: number }> {
  const tables = new Map<string, { offset: number; length: number }>()
  for (let index = 0; index < data.getUint16(4); index++) {
    const entry = 12 + index * 16
    const tag = String.fromCharCode(...bytes.subarray(entry, entry + 4))
    tables.set(tag, { offset: data.getUint32(entry + 8), length: data.getUint32(entry + 12) })
  }
  return tables
}

/** One entry per glyph and one more: where the next would begin. */
function readOffsets(data: DataView, loca: number, glyphs: number, long: boolean): Uint32Array {
  return Uint32Array.from({ length: glyphs + 1 }, (_, glyph) =>
    long ? data.getUint32(loca + glyph * 4) : data.getUint16(loca + glyph * 2) * 2,
  )
}

/** Glyphs by code point. A flat array: looking a character up is the innermost step of everything here. */
function readCharacterMap(data: DataView, cmap: number): Uint16Array {
  const subtables = Array.from(
    { length: data.getUint16(cmap + 2) },
    (_, index) => cmap + data.getUint32(cmap + 4 + index * 8 + 4),
  )
  const full = subtables.find((offset) => data.getUint16(offset) === 12)
  if (full !== undefined) return readGroups(data, full)
  const basic = subtables.find((offset) => data.getUint16(offset) === 4)
  if (basic !== undefined) return readSegments(data, basic)
  throw new Error('the font has no character map of format 4 or 12')
}

function readGroups(data: DataView, offset: number): Uint16Array {
  const groups = data.getUint32(offset + 12)
  const last = data.getUint32(offset + 16 + (groups - 1) * 12 + 4)
  const glyphs = new Uint16Array(last + 1)
  for (let group = 0; group < groups; group++) {
    const entry = offset + 16 + group * 12
    const start = data.getUint32(entry)
    const first = data.getUint32(entry + 8)
    for (let codePoint = start; codePoint <= data.getUint32(entry + 4); codePoint++)
      glyphs[codePoint] = first + codePoint - start
  }
  return glyphs
}

function readSegments(data: DataView, offset: number): Uint16Array {
  const segments = data.getUint16(offset + 6) / 2
  const glyphs = new Uint16Array(0x10000)
  for (let segment = 0; segment < segments; segment++) {
    const end = data.getUint16(offset + 14 + segment * 2)
    const start = data.getUint16(offset + 16 + (segments + segment) * 2)
    const delta = data.getUint16(offset + 16 + (segments * 2 + segment) * 2)
    const rangeAt = offset + 16 + (segments * 3 + segment) * 2
    const range = data.getUint16(rangeAt)
    for (let codePoint = start; codePoint <= end && codePoint < 0xffff; codePoint++) {
      const glyph = range === 0 ? codePoint : data.getUint16(rangeAt + range + (codePoint - start) * 2)
      glyphs[codePoint] = glyph === 0 ? 0 : (glyph + delta) & 0xffff
    }
  }
  return glyphs
}
