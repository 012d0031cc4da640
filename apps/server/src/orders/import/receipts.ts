import type { SheetLine } from './sheet.ts'

/** Lines of one receipt that stand together in the file. */
export type Receipt = { number: string; lines: SheetLine[] }

/** What one invoice can take. Of a longer receipt one line more is kept, to tell that it is longer. */
export const MOST_LINES = 2000

/** Whether a line belongs to the receipt above it: it has the same number, or none of its own. */
export function continues(above: string | undefined, number: string): boolean {
  return above !== undefined && (number === above || number === '')
}

/** Puts the lines of a receipt together; holds one receipt at a time. */
export async function* receiptsOf(lines: AsyncIterable<SheetLine>): AsyncGenerator<Receipt> {
  let receipt: Receipt | undefined
  for await (const line of lines) {
    if (!continues(receipt?.number, line.number)) {
      if (receipt) yield receipt
      receipt = { number: line.number, lines: [] }
    }
    if (receipt && receipt.lines.length <= MOST_LINES) receipt.lines.push(line)
  }
  if (receipt) yield receipt
}
