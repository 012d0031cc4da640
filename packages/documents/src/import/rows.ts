import type { PlacedPages, PlacedText } from './placed-text.ts'

/** Texts on one baseline from left to right, those that touch joined into one. */
export type Row = { page: number; y: number; pieces: readonly PlacedText[]; runs: readonly PlacedText[] }

/** The width of every 数电票, in mm; other pages are scaled to it. */
const WIDTH = 210

/** Captions, values and ¥ of one line differ in size and font, and so by this much in their baselines. */
const SAME_BASELINE = 1.3
/** Larger than anything a face says is a mark across it. The title is 7.06. */
const LARGEST_TEXT = 9

/** What is written across a face, whatever its size: turned or slanted. */
export function marksOf({ texts }: PlacedPages): string[] {
  return texts.filter(({ turned }) => turned).map(({ text }) => text)
}

/** The rows of a face, page by page and from the top; without marks and blanks, scaled to 210 mm. */
export function rowsOf({ texts, pages }: PlacedPages): Row[] {
  const upright = texts.flatMap((text) => {
    const scale = WIDTH / (pages[text.page]?.width ?? WIDTH)
    const { x, y, width, size, ...rest } = text
    const placed = { ...rest, x: x * scale, y: y * scale, width: width * scale, size: size * scale }
    return text.turned || placed.size > LARGEST_TEXT || placed.text.trim() === '' ? [] : [placed]
  })
  upright.sort((a, b) => a.page - b.page || a.y - b.y)
  const rows: PlacedText[][] = []
  for (const text of upright) {
    const first = rows.at(-1)?.[0]
    if (first && first.page === text.page && text.y - first.y <= SAME_BASELINE) rows.at(-1)?.push(text)
    else rows.push([text])
  }
  return rows.map((row) => {
    const pieces = row.sort((a, b) => a.x - b.x)
    const { page = 0, y = 0 } = pieces[0] ?? {}
    return { page, y, pieces, runs: joined(pieces) }
  })
}

function joined(pieces: readonly PlacedText[]): PlacedText[] {
  const runs: PlacedText[] = []
  for (const piece of pieces) {
    const before = runs.at(-1)
    const gap = before ? piece.x - (before.x + before.width) : Number.POSITIVE_INFINITY
    if (!before || gap > 0.5 * Math.min(piece.size, before.size)) runs.push({ ...piece })
    else {
      before.text += piece.text
      before.width = piece.x + piece.width - before.x
    }
  }
  return runs
}

/** Everything a row says, without blanks. */
export function textOf({ runs }: Row): string {
  return runs
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, '')
}
