import { printable } from '@mashang/invoice'
import type { Remark } from './reasons.ts'
import type { SheetLine } from './sheet.ts'

/** Characters that the strictest channel takes for an item name. */
const LONGEST = 90

/**
 * The name of a line as an invoice can carry it. An empty one becomes the item's, or else the till's own code;
 * emoji and the like are left off; a long one is cut at a visible `…`.
 */
export function lineName(
  { line, name, itemCode }: SheetLine,
  itemName: string | undefined,
): { ok: true; name: string; remarks: Remark[] } | { ok: false; remark: Remark } {
  // A line break is rarely meant: after a forgotten quotation mark the next lines of the file end up in the name.
  if (/[\r\n\uFFFD]/.test(name))
    return { ok: false, remark: { reason: 'name-broken', line, details: { text: shorten(name) } } }
  const written = name
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  const clean = printable(written)
  if (clean === '') {
    const filled = itemName ?? printable(itemCode)
    if (!filled) return { ok: false, remark: { reason: 'name-missing', line } }
    return { ok: true, name: filled, remarks: [{ reason: 'name-filled', line, details: { text: filled } }] }
  }
  const remarks: Remark[] = []
  if (clean !== written) remarks.push({ reason: 'name-unprintable', line, details: { text: written } })
  if ([...clean].length > LONGEST) remarks.push({ reason: 'name-shortened', line, details: { text: clean } })
  return { ok: true, name: shorten(clean), remarks }
}

function shorten(text: string): string {
  const characters = [...text]
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join('')}…`
}
