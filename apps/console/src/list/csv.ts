/** Digits that Excel would round to fifteen; a tab in front makes them text, and other programs trim it. */
const LONG_NUMBER = /^\d{12,}$/

/** A cell that a spreadsheet would run as a formula is kept as text by the quote in front. */
const FORMULA = /^[=+\-@\t\r]/

/** A CSV that Excel opens as UTF-8, thanks to the BOM. */
export function csvOf(rows: readonly (readonly (string | number | undefined)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(value: string | number | undefined): string {
  if (typeof value === 'number') return String(value)
  const text = value === undefined ? '' : asText(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function asText(value: string): string {
  if (LONG_NUMBER.test(value)) return `\t${value}`
  return FORMULA.test(value) ? `'${value}` : value
}

/** Every page of a list, one after the other. */
export async function everyRow<Row>(
  ask: (cursor: string | undefined) => Promise<{ rows: Row[]; next?: string | undefined }>,
): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const page = await ask(cursor)
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor !== undefined)
  return rows
}
