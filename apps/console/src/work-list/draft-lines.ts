import type { Application, Item } from '@mashang/contract'
import {
  type Amounts,
  type Fen,
  fen,
  LARGEST_AMOUNT,
  type Line,
  lineFromGross,
  parseDecimal,
  parseTaxation,
  parseYuan,
  plainYuan,
  timesToFen,
  totals,
  unitPriceFrom,
} from '@mashang/invoice'

/** A line as it is typed. Amounts are texts, so that what is half typed stays as it is. */
export type DraftLine = {
  key: string
  itemId: string | undefined
  /** What the till called it; the item's own name when absent. */
  name: string | undefined
  specification: string
  unit: string
  quantity: string
  unitPrice: string
  gross: string
  /** As the server writes it: `6%`, `exempt`. */
  taxation: string | undefined
}

export function emptyLine(item: Item | undefined): DraftLine {
  const line = { itemId: undefined, name: undefined, specification: '', unit: '', taxation: undefined }
  const empty = { ...line, key: crypto.randomUUID(), quantity: '', unitPrice: '', gross: '' }
  return item ? chooseItem(empty, item) : empty
}

export function chooseItem(line: DraftLine, item: Item): DraftLine {
  return { ...line, itemId: item.id, name: undefined, unit: item.unit ?? '', taxation: item.taxation }
}

/** What is typed in one of the three decides the others: quantity × unit price is the amount, the amount wins. */
export function typeInto(line: DraftLine, field: 'quantity' | 'unitPrice' | 'gross', text: string): DraftLine {
  const typed = { ...line, [field]: text }
  const quantity = parseDecimal(typed.quantity)
  if (field === 'gross') {
    const gross = parseYuan(text)
    if (gross === undefined || quantity === undefined) return { ...typed, unitPrice: '' }
    return { ...typed, unitPrice: unitPriceFrom(gross, quantity) ?? '' }
  }
  const unitPrice = parseDecimal(typed.unitPrice)
  if (unitPrice === undefined) return field === 'quantity' ? typeInto(typed, 'gross', typed.gross) : typed
  const counted = field === 'unitPrice' && typed.quantity === '' ? { ...typed, quantity: '1' } : typed
  const product = productOf(counted)
  return product === undefined ? counted : { ...counted, gross: plainYuan(product) }
}

function productOf(line: DraftLine): Fen | undefined {
  const quantity = parseDecimal(line.quantity)
  const unitPrice = parseDecimal(line.unitPrice)
  if (quantity === undefined || unitPrice === undefined) return undefined
  // Only a bound: the amount itself never passes through a float.
  return Math.abs(Number(quantity) * Number(unitPrice)) * 100 < LARGEST_AMOUNT
    ? timesToFen(quantity, unitPrice)
    : undefined
}

/** The line with net and tax; undefined while something that it needs is missing. */
export function computeLine(line: DraftLine, items: readonly Item[]): Line | undefined {
  const item = items.find((one) => one.id === line.itemId)
  const gross = parseYuan(line.gross)
  const taxation = parseTaxation(line.taxation ?? item?.taxation ?? '')
  if (!item || !gross || !taxation) return undefined
  return lineFromGross({
    name: line.name ?? item.name,
    taxCode: item.taxCode,
    taxation,
    gross,
    quantity: parseDecimal(line.quantity),
    unitPrice: parseDecimal(line.unitPrice),
  })
}

/** What a line may be taxed at: whatever some item is, rates first, and what it has already. */
export function taxationsIn(line: DraftLine, items: readonly Item[]): string[] {
  const all = new Set([...items.map(({ taxation }) => taxation), ...(line.taxation ? [line.taxation] : [])])
  const rank = (taxation: string) => Number.parseFloat(taxation) || Number.POSITIVE_INFINITY
  return [...all].sort((a, b) => (rank(a) === rank(b) ? a.localeCompare(b) : rank(a) - rank(b)))
}

const nothing: Amounts = { gross: fen(0), net: fen(0), tax: fen(0) }

/** The sums of the lines that are complete; undefined beyond the largest amount. */
export function totalsOf(lines: readonly (Line | undefined)[]): Amounts | undefined {
  const complete = lines.filter((line) => line !== undefined)
  if (complete.length === 0) return nothing
  const gross = complete.reduce((sum, line) => sum + line.gross, 0)
  return gross > LARGEST_AMOUNT ? undefined : totals(complete)
}

/** Lines of an earlier invoice, to be used again. A line whose item is gone keeps its amounts and asks for an item. */
export function linesFrom(lines: Application['lines'], items: readonly Item[]): DraftLine[] {
  return lines.map((line) => {
    const item = itemFor(line, items)
    return {
      key: crypto.randomUUID(),
      itemId: item?.id,
      name: line.name === item?.name ? undefined : line.name,
      specification: line.specification ?? '',
      unit: line.unit ?? '',
      quantity: line.quantity ?? '',
      unitPrice: line.unitPrice ?? '',
      gross: plainYuan(fen(line.grossFen)),
      taxation: line.taxation,
    }
  })
}

function itemFor(line: Application['lines'][number], items: readonly Item[]): Item | undefined {
  const sameCode = items.filter((item) => item.taxCode === line.taxCode)
  return (
    sameCode.find((item) => item.name === line.name) ??
    sameCode.find((item) => item.taxation === line.taxation) ??
    sameCode[0]
  )
}
