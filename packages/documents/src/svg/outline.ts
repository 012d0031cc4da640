/**
 * A glyph's entry of `glyf` (Typeface.outlineOf) as the data of an SVG path, in font units and y up; empty for a blank.
 * Our fonts have no composite glyphs. Source: OpenType 1.9, glyf.
 */
export function pathOfOutline(outline: Uint8Array): string {
  if (outline.length === 0) return ''
  return contoursOf(outline).map(pathOfContour).join('')
}

type Point = { x: number; y: number; onCurve: boolean }

const ON_CURVE = 0x01
const REPEAT = 0x08
/** Bits of a flag for one direction: one byte, or else two; and that there is none, or for one byte that it counts up. */
const ACROSS = { short: 0x02, sameOrUp: 0x10 }
const UP = { short: 0x04, sameOrUp: 0x20 }

function contoursOf(outline: Uint8Array): Point[][] {
  const data = new DataView(outline.buffer, outline.byteOffset, outline.byteLength)
  const contours = data.getInt16(0)
  const ends = Array.from({ length: contours }, (_, index) => data.getUint16(10 + 2 * index))
  const points = (ends.at(-1) ?? -1) + 1
  const instructions = 10 + 2 * contours
  let at = instructions + 2 + data.getUint16(instructions)

  const flags: number[] = []
  while (flags.length < points) {
    const flag = data.getUint8(at++)
    const times = flag & REPEAT ? 1 + data.getUint8(at++) : 1
    for (let time = 0; time < times; time++) flags.push(flag)
  }
  const coordinates = ({ short, sameOrUp }: typeof ACROSS) => {
    let value = 0
    return flags.map((flag) => {
      if (flag & short) value += flag & sameOrUp ? data.getUint8(at++) : -data.getUint8(at++)
      else if (!(flag & sameOrUp)) {
        value += data.getInt16(at)
        at += 2
      }
      return value
    })
  }
  const xs = coordinates(ACROSS)
  const ys = coordinates(UP)
  const all = flags.map((flag, index) => ({ x: xs[index] ?? 0, y: ys[index] ?? 0, onCurve: (flag & ON_CURVE) !== 0 }))
  return ends.map((end, index) => all.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end + 1))
}

/** Between two points beside the curve lies one on it, half way, that the font leaves out. */
function pathOfContour(points: readonly Point[]): string {
  const whole = points.flatMap((point, index) => {
    const next = points[(index + 1) % points.length] ?? point
    return point.onCurve || next.onCurve ? [point] : [point, halfway(point, next)]
  })
  const first = whole.findIndex(({ onCurve }) => onCurve)
  const [start, ...rest] = [...whole.slice(first), ...whole.slice(0, first)]
  if (!start) return ''
  let data = `M${start.x} ${start.y}`
  let from = start
  for (let index = 0; index < rest.length; index++) {
    const bend = rest[index] as Point
    const to = bend.onCurve ? bend : (rest[++index] ?? start)
    data += bend.onCurve ? `l${step(from, to)}` : `q${step(from, bend)} ${step(from, to)}`
    from = to
  }
  return `${data}z`
}

/** Relative: numbers of fewer digits. */
const step = (from: Point, to: Point) => `${to.x - from.x} ${to.y - from.y}`

const halfway = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, onCurve: true })
