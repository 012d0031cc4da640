import { expect, test } from 'vitest'
import { typefaces } from '../face/typefaces.ts'
import { subset } from './subset.ts'

test.each(['song', 'kai', 'courier', 'wide'] as const)('no glyph of %s names others or has instructions', (name) => {
  // The subsetter copies outlines as they are. Fonts made otherwise than fonts/README.md says would break here.
  const typeface = typefaces()[name]
  for (let glyph = 0; glyph < typeface.glyphs; glyph++) {
    const outline = typeface.outlineOf(glyph)
    if (outline.length === 0) continue
    const view = new DataView(outline.buffer, outline.byteOffset)
    const contours = view.getInt16(0)
    expect(contours, `glyph ${glyph}`).toBeGreaterThanOrEqual(0)
    expect(view.getUint16(10 + contours * 2), `glyph ${glyph}`).toBe(0)
  }
})

test('a subset is a font that holds the glyphs in the slots asked for, with their advances', () => {
  const { song } = typefaces()
  const [a, b] = [song.glyphOf('票'.codePointAt(0) ?? 0), song.glyphOf('7'.codePointAt(0) ?? 0)]
  const bytes = subset(song, [0, a, undefined, b])
  const outlines = outlinesOf(bytes)
  expect(outlines).toHaveLength(4)
  expect(outlines[1]).toBe(hex(song.outlineOf(a)))
  expect(outlines[2]).toBe('')
  expect(outlines[3]).toBe(hex(song.outlineOf(b)))
  const metrics = tableOf(bytes, 'hmtx')
  expect([metrics.getUint16(4), metrics.getUint16(12)]).toEqual([1000, song.advanceOf(b)])
})

test('making a subset leaves the font as it was', () => {
  const before = typefaces().kai.table('head').slice()
  subset(typefaces().kai, [0, 1, 2])
  expect(Buffer.compare(typefaces().kai.table('head'), before)).toBe(0)
})

/** In hexadecimal, by slot. */
function outlinesOf(font: Uint8Array): string[] {
  const [loca, glyf] = [tableOf(font, 'loca'), tableOf(font, 'glyf')]
  return Array.from({ length: loca.byteLength / 4 - 1 }, (_, slot) =>
    hex(new Uint8Array(glyf.buffer, glyf.byteOffset).subarray(loca.getUint32(slot * 4), loca.getUint32(slot * 4 + 4))),
  )
}

function tableOf(font: Uint8Array, tag: string): DataView {
  const data = Buffer.from(font)
  const entry = data.indexOf(tag, 12, 'latin1')
  return new DataView(font.buffer, font.byteOffset + data.readUInt32BE(entry + 8), data.readUInt32BE(entry + 12))
}

/** Without the zeros that fill an outline up to four bytes. */
function hex(outline: Uint8Array): string {
  return Buffer.from(outline)
    .toString('hex')
    .replace(/(00)*$/, '')
}
