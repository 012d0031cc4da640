import {
  blackRuns,
  type FaceElement,
  type FaceMatrix,
  type FacePath,
  type FaceRectangle,
  type FaceText,
  type Rgb,
} from '../face/face.ts'
import { advanceOf, shapeOf, type TypefaceName } from '../face/typefaces.ts'
import { hexId, RESOURCES, type UsedCharacters } from './embedded-fonts.ts'
import { decimal } from './objects.ts'

export const POINTS_PER_MM = 72 / 25.4

/** The opacities a stream asks for, as names of graphics states in the page's resources. */
export type Opacities = Map<string, number>

/**
 * The operators that draw the elements on a page of the given height. In millimetres from the top, as the face is: a
 * matrix at the start turns them into points from the bottom, and each text turns itself upright again.
 */
export function contentOf(
  elements: readonly FaceElement[],
  height: number,
  characters: UsedCharacters,
  opacities: Opacities,
): string {
  const scale = POINTS_PER_MM.toFixed(6)
  const pen = new Pen(characters, opacities)
  for (const element of elements) pen.draw(element)
  return `q ${scale} 0 0 -${scale} 0 ${decimal(height * POINTS_PER_MM)} cm\n${pen.finish()}Q\n`
}

/** Remembers the state of the page's graphics, so as not to set again what is set. */
class Pen {
  readonly #characters: UsedCharacters
  readonly #opacities: Opacities
  #out = ''
  #inText = false
  #fill = ''
  #stroke = ''
  #width = 0
  #font = ''
  #opacity = 1

  constructor(characters: UsedCharacters, opacities: Opacities) {
    this.#characters = characters
    this.#opacities = opacities
  }

  draw(element: FaceElement): void {
    switch (element.kind) {
      case 'text':
        this.#text(element)
        break
      case 'path':
        this.#path(element)
        break
      case 'rectangle':
        this.#rectangle(element)
        break
      case 'matrix':
        this.#matrix(element)
        break
      default:
        element satisfies never
    }
  }

  finish(): string {
    this.#leaveText()
    return this.#out
  }

  #text(text: FaceText): void {
    this.#setOpacity(text.opacity ?? 1)
    if (!this.#inText) this.#out += 'BT\n'
    this.#inText = true
    this.#setFill(text.colour)
    const angle = ((text.rotation ?? 0) * Math.PI) / 180
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    for (const run of this.#runsOf(text)) {
      const font = `/${RESOURCES[run.from]} ${decimal(text.size)} Tf`
      if (font !== this.#font) this.#out += `${font}\n`
      this.#font = font
      const [x, y] = [text.x + run.start * cos, text.y + run.start * sin]
      this.#out += `${[cos, sin, sin, -cos, x, y].map(decimal).join(' ')} Tm${run.shows}\n`
    }
  }

  /** The parts of a text that one typeface shows: most are one. */
  #runsOf({ text, font, size, advances }: FaceText): Run[] {
    const runs: { from: TypefaceName; start: number; hex: string; adjusted: boolean }[] = []
    let at = 0
    let index = 0
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0
      const shape = shapeOf(codePoint, font)
      let run = runs.at(-1)
      if (run?.from !== shape.from) {
        run = { from: shape.from, start: at, hex: '', adjusted: false }
        runs.push(run)
      }
      run.hex += hexId(this.#characters.idOf(codePoint, shape))
      const advance = advances[index] ?? 0
      const natural = advanceOf(shape) * size
      // Thousandths of an em, and backwards: that is how TJ counts.
      const adjustment = Math.round(((natural - advance) / size) * 1000)
      if (adjustment !== 0 && index < advances.length) {
        run.hex += `>${adjustment}<`
        run.adjusted = true
      }
      at += advance
      index += 1
    }
    return runs.map(({ from, start, hex, adjusted }) => ({
      from,
      start,
      shows: adjusted ? `[<${hex}>]TJ` : `<${hex}>Tj`,
    }))
  }

  #path({ data, width, colour, opacity = 1 }: FacePath): void {
    this.#leaveText()
    this.#setOpacity(opacity)
    const stroke = `${rgb(colour)} RG`
    if (stroke !== this.#stroke) this.#out += `${stroke}\n`
    this.#stroke = stroke
    if (width !== this.#width) this.#out += `${decimal(width)} w\n`
    this.#width = width
    this.#out += `${pathOperators(data)}S\n`
  }

  #rectangle({ x, y, width, height, colour }: FaceRectangle): void {
    this.#leaveText()
    this.#setOpacity(1)
    this.#setFill(colour)
    this.#out += `${[x, y, width, height].map(decimal).join(' ')} re f\n`
  }

  #matrix(matrix: FaceMatrix): void {
    this.#leaveText()
    this.#setOpacity(1)
    this.#setFill([0, 0, 0])
    const step = matrix.size / matrix.modules.length
    this.#out += `q ${[step, 0, 0, step, matrix.x, matrix.y].map(decimal).join(' ')} cm\n`
    for (const { top, left, right } of blackRuns(matrix)) this.#out += `${left} ${top} ${right - left} 1 re\n`
    this.#out += 'f Q\n'
  }

  #leaveText(): void {
    if (this.#inText) this.#out += 'ET\n'
    this.#inText = false
  }

  #setFill(colour: Rgb): void {
    const fill = `${rgb(colour)} rg`
    if (fill !== this.#fill) this.#out += `${fill}\n`
    this.#fill = fill
  }

  #setOpacity(opacity: number): void {
    if (opacity === this.#opacity) return
    const name = `A${Math.round(opacity * 100)}`
    this.#opacities.set(name, opacity)
    this.#out += `/${name} gs\n`
    this.#opacity = opacity
  }
}

type Run = { from: TypefaceName; start: number; shows: string }

const OPERATORS: Readonly<Record<string, string>> = { M: 'm', L: 'l', B: 'c', C: 'h' }

/** `M 1 2 L 3 4` says `1 2 m 3 4 l` in PDF. */
function pathOperators(data: string): string {
  let operators = ''
  let operands = ''
  let operator = ''
  for (const token of data.split(' ')) {
    const next = OPERATORS[token]
    if (next === undefined) {
      operands += `${token} `
      continue
    }
    if (operator) operators += `${operands}${operator} `
    operator = next
    operands = ''
  }
  return `${operators}${operands}${operator} `
}

function rgb(colour: Rgb): string {
  return colour.map((part) => String(Math.round((part / 255) * 1000) / 1000)).join(' ')
}
