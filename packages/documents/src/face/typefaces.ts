import { readFileSync } from 'node:fs'
import type { FaceFont } from './face.ts'
import { readTypeface, type Typeface } from './typeface.ts'

/** `wide` holds the ideographs that the others lack. No caption or value asks for it; glyphs fall back to it. */
export type TypefaceName = FaceFont | 'wide'

export type Typefaces = Readonly<Record<TypefaceName, Typeface>>

/** A character's shape: one of the typefaces has it, or else it is `missing` and the shape is that of 〓. */
export type Shape = { from: TypefaceName; glyph: number; missing: boolean }

const FILES: Readonly<Record<TypefaceName, { file: string; name: string }>> = {
  song: { file: 'song.ttf', name: 'NotoSerifSC-Regular' },
  kai: { file: 'kai.ttf', name: 'LXGWWenKai-Regular' },
  courier: { file: 'courier.ttf', name: 'Cousine-Regular' },
  wide: { file: 'wide.ttf', name: 'LXGWWenKaiWide-Regular' },
}

const GETA = '〓'.codePointAt(0) as number

let loaded: Typefaces | undefined

/** Reads the fonts on its first call, 16 MB in some 30 ms. See docs/decisions/0013. */
export function typefaces(): Typefaces {
  loaded ??= { song: read('song'), kai: read('kai'), courier: read('courier'), wide: read('wide') }
  return loaded
}

/** The shape of a code point in the font asked for, or in one that has it. */
export function shapeOf(codePoint: number, font: FaceFont): Shape {
  const faces = typefaces()
  for (const from of [font, 'song', 'wide'] as const) {
    const glyph = faces[from].glyphOf(codePoint)
    if (glyph !== 0) return { from, glyph, missing: false }
  }
  return { from: 'song', glyph: faces.song.glyphOf(GETA), missing: true }
}

/** In em. */
export function advanceOf(shape: Shape): number {
  const typeface = typefaces()[shape.from]
  return typeface.advanceOf(shape.glyph) / typeface.unitsPerEm
}

function read(key: TypefaceName): Typeface {
  const { file, name } = FILES[key]
  return readTypeface(name, readFileSync(new URL(`../../fonts/${file}`, import.meta.url)))
}
