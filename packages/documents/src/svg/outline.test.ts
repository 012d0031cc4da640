import { expect, test } from 'vitest'
import { typefaces } from '../face/typefaces.ts'
import { pathOfOutline } from './outline.ts'

const ON = 0x01
const REPEAT = 0x08

/** An entry of `glyf` with coordinates of two bytes each: the points are steps from the one before. */
function outline(ends: number[], flags: number[], steps: [x: number, y: number][]): Uint8Array {
  const words = (values: number[]) => values.flatMap((value) => [(value >> 8) & 0xff, value & 0xff])
  return Uint8Array.from([
    ...words([ends.length, 0, 0, 0, 0]),
    ...words(ends),
    ...words([0]),
    ...flags,
    ...words(steps.map(([x]) => x)),
    ...words(steps.map(([, y]) => y)),
  ])
}

const triangle: [number, number][] = [
  [0, 0],
  [100, 0],
  [-50, 80],
]

test('straight lines from point to point, closed', () => {
  expect(pathOfOutline(outline([2], [ON, ON, ON], triangle))).toBe('M0 0l100 0l-50 80z')
})

test('a flag may stand for several points', () => {
  expect(pathOfOutline(outline([2], [ON | REPEAT, 2], triangle))).toBe('M0 0l100 0l-50 80z')
})

test('a point beside the curve bends it, also the last one, which leads back to the first', () => {
  expect(pathOfOutline(outline([2], [ON, 0, ON], triangle))).toBe('M0 0q100 0 50 80z')
  expect(pathOfOutline(outline([2], [ON, ON, 0], triangle))).toBe('M0 0l100 0q-50 80 -100 0z')
})

test('between two beside the curve lies one on it', () => {
  expect(pathOfOutline(outline([2], [ON, 0, 0], triangle))).toBe('M0 0q100 0 75 40q-25 40 -75 -40z')
})

test('a contour may begin beside the curve, and have no point on it at all', () => {
  expect(pathOfOutline(outline([2], [0, ON, 0], triangle))).toBe('M100 0q-50 80 -75 40q-25 -40 75 -40z')
  expect(pathOfOutline(outline([2], [0, 0, 0], triangle))).toBe('M50 0q50 0 25 40q-25 40 -50 0q-25 -40 25 -40z')
})

test('two contours are two paths', () => {
  const twice: [number, number][] = [...triangle, [200, 0], [10, 0], [0, 10]]
  expect(pathOfOutline(outline([2, 5], Array(6).fill(ON), twice))).toBe('M0 0l100 0l-50 80zM250 80l10 0l0 10z')
})

test('a blank has no outline', () => {
  const { song } = typefaces()
  expect(pathOfOutline(song.outlineOf(song.glyphOf(0x20)))).toBe('')
})

test('every glyph of every font is read', () => {
  for (const typeface of Object.values(typefaces())) {
    const step = Math.ceil(typeface.glyphs / 2_000)
    for (let glyph = 0; glyph < typeface.glyphs; glyph += step)
      expect(pathOfOutline(typeface.outlineOf(glyph))).toMatch(/^(M[-\d. lq]+z)*$/)
  }
})
