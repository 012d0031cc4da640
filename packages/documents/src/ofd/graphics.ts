import {
  blackRuns,
  type FaceElement,
  type FaceFont,
  type FaceMatrix,
  type FacePath,
  type FaceRectangle,
  type FaceText,
  type Rgb,
} from '../face/face.ts'
import { escapeText, legalText } from '../xml-text.ts'

/** The ids of the fonts in PublicRes.xml. */
export type FontIds = Readonly<Record<FaceFont, number>>

/** One element as a graphic object of OFD (GB/T 33190 §8): millimetres, y down, everything relative to its boundary. */
export function graphicObject(element: FaceElement, id: number, fonts: FontIds): string {
  switch (element.kind) {
    case 'text':
      return textObject(element, id, fonts)
    case 'path':
      return pathObject(element, id)
    case 'rectangle':
      return rectangleObject(element, id)
    case 'matrix':
      return matrixObject(element, id)
    default:
      return element satisfies never
  }
}

function textObject(text: FaceText, id: number, fonts: FontIds): string {
  const glyphs = [...legalText(text.text)]
  // Readers drop glyphs that have no advance, silently: an amount would lose its last digits.
  if (text.advances.length !== glyphs.length - 1) {
    throw new RangeError(`${text.advances.length} advances for ${glyphs.length} glyphs`)
  }
  const { boundary, ctm, origin } = placeText(text)
  return (
    `<ofd:TextObject ID="${id}" Boundary="${boundary.map(mm).join(' ')}"${ctm}` +
    ` Font="${fonts[text.font]}" Size="${mm(text.size)}">` +
    colour('FillColor', text.colour, text.opacity) +
    textCodes(glyphs, text.advances, origin) +
    '</ofd:TextObject>'
  )
}

/** Where the baseline starts within a boundary that holds every glyph, also those that hang below the line. */
function placeText(text: FaceText) {
  const ascent = text.size
  const descent = 0.3 * text.size
  const width = text.advances.reduce((sum, advance) => sum + advance, text.size)
  if (!text.rotation) {
    return { boundary: [text.x, text.y - ascent, width, ascent + descent], ctm: '', origin: { x: 0, y: ascent } }
  }
  const radians = (text.rotation * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  const corners = [
    [0, -ascent],
    [width, -ascent],
    [0, descent],
    [width, descent],
  ] as const
  const xs = corners.map(([x, y]) => x * cos - y * sin)
  const ys = corners.map(([x, y]) => x * sin + y * cos)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return {
    boundary: [text.x + left, text.y + top, Math.max(...xs) - left, Math.max(...ys) - top],
    ctm: ` CTM="${[cos, sin, -sin, cos].map(factor).join(' ')} ${mm(-left)} ${mm(-top)}"`,
    origin: { x: 0, y: 0 },
  }
}

/**
 * Readers count UTF-16 units (ofd.js and ofdrw both do), so a character beyond the basic plane would shift all that
 * follow by one advance. In a TextCode of its own it shifts none.
 */
function textCodes(glyphs: readonly string[], advances: readonly number[], origin: { x: number; y: number }): string {
  let codes = ''
  let x = origin.x
  for (let start = 0; start < glyphs.length; ) {
    let end = start + 1
    if (isBasic(glyphs[start])) while (end < glyphs.length && isBasic(glyphs[end])) end++
    const within = advances.slice(start, end - 1)
    const deltas = within.length === 0 ? '' : ` DeltaX="${deltaX(within)}"`
    const text = escapeText(glyphs.slice(start, end).join(''))
    codes += `<ofd:TextCode X="${mm(x)}" Y="${mm(origin.y)}"${deltas}>${text}</ofd:TextCode>`
    for (const advance of advances.slice(start, end)) x += advance
    start = end
  }
  return codes
}

const isBasic = (glyph: string | undefined) => glyph?.length === 1

/** Advances as OFD writes them: `g 3 1.5875` stands for three of the same, where that is shorter. */
function deltaX(advances: readonly number[]): string {
  const values = advances.map(mm)
  const parts: string[] = []
  for (let start = 0; start < values.length; ) {
    let end = start + 1
    while (values[end] === values[start]) end++
    const repeated = `g ${end - start} ${values[start]}`
    const plain = values.slice(start, end).join(' ')
    parts.push(repeated.length < plain.length ? repeated : plain)
    start = end
  }
  return parts.join(' ')
}

function pathObject(path: FacePath, id: number): string {
  const { operators, left, top, right, bottom } = readPath(path.data)
  // A straight line has no height: without the margin a reader that clips would cut off half of its width.
  const margin = path.width / 2
  const [x, y] = [left - margin, top - margin]
  const data = operators.map(({ name, numbers }) =>
    [name, ...numbers.map((value, index) => mm(value - (index % 2 === 0 ? x : y)))].join(' '),
  )
  return (
    `<ofd:PathObject ID="${id}" Boundary="${[x, y, right + margin - x, bottom + margin - y].map(mm).join(' ')}"` +
    ` LineWidth="${mm(path.width)}">` +
    colour('StrokeColor', path.colour, path.opacity) +
    `<ofd:AbbreviatedData>${data.join(' ')}</ofd:AbbreviatedData></ofd:PathObject>`
  )
}

/** The operators of a path and the box around its points, those that only bend curves included. */
function readPath(data: string) {
  const operators: { name: string; numbers: number[] }[] = []
  const xs: number[] = []
  const ys: number[] = []
  for (const token of data.split(/[\s,]+/)) {
    if (/^[A-Z]$/.test(token)) {
      operators.push({ name: token, numbers: [] })
    } else if (token !== '') {
      const numbers = operators.at(-1)?.numbers
      if (!numbers) throw new RangeError(`not a path: ${data}`)
      ;(numbers.length % 2 === 0 ? xs : ys).push(Number(token))
      numbers.push(Number(token))
    }
  }
  return { operators, left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

function rectangleObject({ x, y, width, height, colour: fill }: FaceRectangle, id: number): string {
  const [w, h] = [mm(width), mm(height)]
  return (
    `<ofd:PathObject ID="${id}" Boundary="${mm(x)} ${mm(y)} ${w} ${h}" Stroke="false" Fill="true">` +
    colour('FillColor', fill, undefined) +
    `<ofd:AbbreviatedData>M 0 0 L ${w} 0 L ${w} ${h} L 0 ${h} C</ofd:AbbreviatedData></ofd:PathObject>`
  )
}

/**
 * One path of whole modules; the CTM gives them their size. Not a picture: ofd.js draws those at 96 dpi whatever the
 * scale. One path, not many, so that no seams show between rows.
 */
function matrixObject(matrix: FaceMatrix, id: number): string {
  const { x, y, size, modules } = matrix
  const boxes = Array.from(
    blackRuns(matrix),
    ({ top, left, right }) => `M ${left} ${top} L ${right} ${top} L ${right} ${top + 1} L ${left} ${top + 1} C`,
  )
  const module = factor(size / modules.length)
  return (
    `<ofd:PathObject ID="${id}" Boundary="${mm(x)} ${mm(y)} ${mm(size)} ${mm(size)}"` +
    ` CTM="${module} 0 0 ${module} 0 0" Stroke="false" Fill="true">` +
    colour('FillColor', [0, 0, 0], undefined) +
    `<ofd:AbbreviatedData>${boxes.join(' ')}</ofd:AbbreviatedData></ofd:PathObject>`
  )
}

/** Alpha stands on the colour, not on the object: ofd.js reads it only there. */
function colour(element: 'FillColor' | 'StrokeColor', rgb: Rgb, opacity: number | undefined): string {
  const alpha = opacity === undefined || opacity >= 1 ? '' : ` Alpha="${Math.round(opacity * 255)}"`
  return `<ofd:${element} Value="${rgb.join(' ')}"${alpha}/>`
}

/** Millimetres to a tenth of a micrometre: half the width of a 9 pt glyph is 1.5875. */
export const mm = (value: number) => String(Math.round(value * 1e4) / 1e4)

/** A factor of a transformation, exact enough to stay within a micrometre over a page. */
const factor = (value: number) => String(Math.round(value * 1e7) / 1e7)
