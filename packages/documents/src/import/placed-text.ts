/** A piece of text on a page, in mm from its top left corner; `y` is the baseline. Of any length: a glyph or a line. */
export type PlacedText = {
  /** From 0. */
  page: number
  x: number
  y: number
  width: number
  /** Em, in mm. */
  size: number
  text: string
  /** Turned or slanted: marks and margins, never a value. */
  turned: boolean
}

export type PlacedPages = { texts: readonly PlacedText[]; pages: readonly { width: number; height: number }[] }
