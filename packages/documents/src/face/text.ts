import type { FaceFont, FaceTag, FaceText, Rgb } from './face.ts'
import { advanceOf, shapeOf } from './typefaces.ts'

/** Labels and lines. */
export const DARK_RED: Rgb = [128, 0, 0]
export const BLACK: Rgb = [0, 0, 0]

/** Em in mm. */
export const NINE_POINTS = 3.175
export const TWELVE_POINTS = 4.2333
export const TWENTY_POINTS = 7.0556

export type TextStyle = {
  font?: FaceFont
  size?: number
  colour?: Rgb
  tag?: FaceTag | undefined
}

const CAPTION: TextStyle = { font: 'kai', colour: DARK_RED }

/** One line of text from the start of its baseline; 9 pt 宋体 in black unless the style says otherwise. */
export function textAt(x: number, y: number, text: string, style: TextStyle = {}): FaceText {
  const { font = 'song', size = NINE_POINTS, colour = BLACK, tag } = style
  const advances = advancesOf(text, font, size)
  // The last glyph's own advance leads nowhere.
  advances.pop()
  return { kind: 'text', x, y, text, font, size, colour, advances, ...(tag && { tag }) }
}

export function captionAt(x: number, y: number, text: string, style: TextStyle = {}): FaceText {
  return textAt(x, y, text, { ...CAPTION, ...style })
}

/** `right` is where the text ends. */
export function textEndingAt(right: number, y: number, text: string, style: TextStyle = {}): FaceText {
  return textAt(right - widthOf(text, style), y, text, style)
}

export function textCentredOn(centre: number, y: number, text: string, style: TextStyle = {}): FaceText {
  return textAt(centre - widthOf(text, style) / 2, y, text, style)
}

export function captionCentredOn(centre: number, y: number, text: string, style: TextStyle = {}): FaceText {
  return textCentredOn(centre, y, text, { ...CAPTION, ...style })
}

/** In mm. */
export function widthOf(text: string, { font = 'song', size = NINE_POINTS }: TextStyle = {}): number {
  return advancesOf(text, font, size).reduce((total, advance) => total + advance, 0)
}

/** The size at which the text is no wider than `width`: its own, or less. */
export function sizeToFit(text: string, width: number, style: TextStyle = {}): number {
  const { size = NINE_POINTS } = style
  return Math.min(size, (size * width) / (widthOf(text, style) || 1))
}

/** Breaks after any character, as the bureau's faces do, ideographs and digits alike. At least one line. */
export function wrap(text: string, width: number, { font = 'song', size = NINE_POINTS }: TextStyle = {}): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const character of text) {
    const advance = advanceOf(shapeOf(character.codePointAt(0) ?? 0, font)) * size
    if (used + advance > width && line !== '') {
      lines.push(line)
      line = ''
      used = 0
    }
    line += character
    used += advance
  }
  return [...lines, line]
}

/**
 * What people and tills wrote, as one line can show it: breaks are blanks; what has no shape of its own (control and
 * format characters, variants of the glyph before) is left out.
 */
export function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\p{Cc}|\p{Cf}|\p{Variation_Selector}/gu, '')
}

function advancesOf(text: string, font: FaceFont, size: number): number[] {
  const advances: number[] = []
  for (const character of text) advances.push(advanceOf(shapeOf(character.codePointAt(0) ?? 0, font)) * size)
  return advances
}
