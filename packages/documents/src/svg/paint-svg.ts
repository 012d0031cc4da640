import {
  blackRuns,
  type Face,
  type FaceElement,
  type FaceMatrix,
  type FacePath,
  type FaceText,
  type Rgb,
} from '../face/face.ts'
import { shapeOf, type TypefaceName, typefaces } from '../face/typefaces.ts'
import { pathOfOutline } from './outline.ts'

/** In mm, between the pages. */
const GAP = 4
/** To the mm, where a browser shows the picture by itself: as wide as a screen, however many pages there are. */
const PIXELS = 6

/**
 * A face as an SVG picture for screens: its pages below each other, every glyph as its outline, so that it is the same
 * picture whatever fonts there are. Text in it can be neither selected nor searched: it is no document.
 */
export function paintSvg({ pages }: Face): string {
  const glyphs = new Glyphs()
  let top = 0
  const drawn = pages.map((page) => {
    const elements = [...page.template.elements, ...page.elements, ...page.overlay]
    const content = elements.map((element) => draw(element, glyphs)).join('')
    const paper = `<path fill="#fff" d="M0 0H${page.width}V${decimal(page.height)}H0Z"/>`
    const group = `<g transform="translate(0 ${decimal(top)})">${paper}${content}</g>`
    top += page.height + GAP
    return group
  })
  const [width, height] = [Math.max(...pages.map((page) => page.width)), top - GAP]
  const size = `width="${decimal(width * PIXELS)}" height="${decimal(height * PIXELS)}"`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${width} ${decimal(height)}">` +
    `<defs>${glyphs.definitions}</defs>${drawn.join('')}</svg>`
  )
}

/** What one em counts in a picture, whatever it counts in its typeface. */
const UNITS = 1000

/** The outlines that a picture uses, each defined once. */
class Glyphs {
  readonly #ids = new Map<string, string>()
  definitions = ''

  /** Undefined for a blank. */
  idOf(from: TypefaceName, glyph: number): string | undefined {
    const key = `${from}${glyph}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known || undefined
    const typeface = typefaces()[from]
    const path = pathOfOutline(typeface.outlineOf(glyph))
    const id = path && this.#ids.size.toString(36)
    this.#ids.set(key, id)
    const scale = typeface.unitsPerEm === UNITS ? '' : ` transform="scale(${decimal(UNITS / typeface.unitsPerEm, 6)})"`
    if (path) this.definitions += `<path id="${id}"${scale} d="${path}"/>`
    return id || undefined
  }
}

function draw(element: FaceElement, glyphs: Glyphs): string {
  switch (element.kind) {
    case 'text':
      return drawText(element, glyphs)
    case 'path':
      return drawPath(element)
    case 'rectangle':
      return `<rect${place(element)} width="${decimal(element.width)}" height="${decimal(element.height)}"${fill(element.colour)}/>`
    case 'matrix':
      return drawMatrix(element)
    default:
      return element satisfies never
  }
}

function drawText(
  { x, y, text, font, size, colour, advances, rotation, opacity = 1 }: FaceText,
  glyphs: Glyphs,
): string {
  const scale = size / UNITS
  let at = 0
  let uses = ''
  for (const [index, character] of [...text].entries()) {
    const { from, glyph } = shapeOf(character.codePointAt(0) ?? 0, font)
    const id = glyphs.idOf(from, glyph)
    if (id) uses += `<use href="#${id}" x="${Math.round(at / scale)}"/>`
    at += advances[index] ?? 0
  }
  const turned = rotation ? `rotate(${rotation})` : ''
  const faint = opacity < 1 ? ` opacity="${opacity}"` : ''
  const [across, down] = [decimal(scale, 6), decimal(-scale, 6)]
  const placed = `translate(${decimal(x)} ${decimal(y)})${turned}scale(${across} ${down})`
  return `<g${fill(colour)}${faint} transform="${placed}">${uses}</g>`
}

function drawPath({ data, width, colour, opacity = 1 }: FacePath): string {
  const faint = opacity < 1 ? ` opacity="${opacity}"` : ''
  return `<path fill="none" stroke="${rgb(colour)}" stroke-width="${decimal(width)}"${faint} d="${svgPath(data)}"/>`
}

/** A face closes a path with C and bends it with B; SVG with Z and C. */
const svgPath = (data: string) => data.replaceAll('C', 'Z').replaceAll('B', 'C')

function drawMatrix(matrix: FaceMatrix): string {
  let data = ''
  for (const { top, left, right } of blackRuns(matrix)) data += `M${left} ${top}h${right - left}v1h${left - right}z`
  const scale = decimal(matrix.size / matrix.modules.length, 6)
  return `<path transform="translate(${decimal(matrix.x)} ${decimal(matrix.y)})scale(${scale})" d="${data}"/>`
}

const place = ({ x, y }: { x: number; y: number }) => ` x="${decimal(x)}" y="${decimal(y)}"`
const fill = (colour: Rgb) => ` fill="${rgb(colour)}"`
const rgb = (colour: Rgb) => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`
const decimal = (value: number, digits = 3) => String(Number(value.toFixed(digits)))
