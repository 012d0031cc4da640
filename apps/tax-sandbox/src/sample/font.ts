import { readFile } from 'node:fs/promises'
import { create, type Font } from 'fontkit'

const FILE = new URL('../../fonts/noto-serif-sc-gb2312.ttf', import.meta.url)

/** Noto Serif SC, reduced to GB 2312. Parsing costs more than drawing: do it once. */
export async function openSongFont(): Promise<Font> {
  return create(await readFile(FILE))
}

/** The text with 〓, the typesetter's mark for a missing sort, where the font has no glyph. */
export function printable(font: Font, text: string): string {
  return [...text]
    .map((character) => (font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) ? character : '〓'))
    .join('')
}
