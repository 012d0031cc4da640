import { sampleMarks } from '../sample-marks.ts'
import type { FaceElement, FaceText, Rgb } from './face.ts'
import { captionCentredOn, textAt } from './text.ts'

const MARK_SIZE = 14
const MARK_COLOUR: Rgb = [192, 48, 48]
/** Anticlockwise; a mark then reaches 62 mm up and 133 mm to the right. */
const SLANT = -25
const STEP = 58

/** Where the seal of a genuine invoice is. */
const SEAL = { left: 88, right: 114, top: 20, bottom: 28.6 }

/** By height: pages of one height have the same marks. */
const drawn = new Map<number, readonly FaceElement[]>()

/** What makes a sample worthless as an invoice: written across everything, again and again down the page. */
export function drawSampleMarks(height: number): readonly FaceElement[] {
  const known = drawn.get(height)
  if (known) return known
  const marks = Array.from({ length: Math.floor((height - 8) / STEP) }, (_, index) =>
    mark(index % 2 === 0 ? 10 : 66, height - 8 - index * STEP),
  ).reverse()
  drawn.set(height, marks)
  return marks
}

/** A plain rectangle instead of the seal, which only the tax bureau may set. */
export function noSeal(): FaceElement[] {
  const { left, right, top, bottom } = SEAL
  const centre = (left + right) / 2
  const style = { colour: MARK_COLOUR, size: 3 }
  return [
    {
      kind: 'path',
      data: `M ${left} ${top} L ${right} ${top} L ${right} ${bottom} L ${left} ${bottom} C`,
      width: 0.4,
      colour: MARK_COLOUR,
    },
    captionCentredOn(centre, 23.6, 'SANDBOX', style),
    captionCentredOn(centre, 27.5, '非税务发票', style),
  ]
}

function mark(x: number, y: number): FaceText {
  const text = textAt(x, y, sampleMarks.notice, { font: 'kai', size: MARK_SIZE, colour: MARK_COLOUR })
  return { ...text, rotation: SLANT, opacity: 0.3 }
}
