import fc from 'fast-check'

/** A share in thousandths. Not `fc.double`, most of which are next to nothing. */
export function parts(min: number, max: number) {
  return fc
    .integer({ min: Math.round(min * 1000), max: Math.round(max * 1000) })
    .map((thousandths) => thousandths / 1000)
}
