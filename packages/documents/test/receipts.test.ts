import { readFileSync } from 'node:fs'
import {
  blueLineProblems,
  type Decimal,
  fen,
  fitTotals,
  type InvoiceLine,
  linesFromSale,
  parseDecimal,
  rate,
  type SaleLine,
  splitInvoice,
  type Taxation,
  totals,
} from '@mashang/invoice'
import { expect, test } from 'vitest'
import { hasTillFile, tillFile, tillReceipts } from '../../../apps/server/test/receipts/till-file.ts'
import { ofdOf, pdfOf, readDocument, xmlOf } from '../src/index.ts'
import { anOrdinaryInvoice } from '../src/testing/invoices.ts'

const absent = hasTillFile ? '' : ` — skipped: there is no ${tillFile}`

/** The receipts of a real shop: refunds inside them, lines for nothing, up to 593 lines. */
const paid = hasTillFile ? tillReceipts().filter(({ fen }) => fen > 0n) : []
const records = hasTillFile ? recordsByReceipt(readFileSync(tillFile, 'utf8')) : new Map<string, string[][]>()

const goods = { shortName: '焙烤食品', taxCode: '1030201030000000000' }
const meals = { shortName: '生产生活服务', taxCode: '3070401000000000000' }
type Way = { at: string; item: typeof goods; taxation: Taxation }
const atThirteen: Way = { at: '13 %', item: goods, taxation: { kind: 'taxed', rate: rate(1300) } }
const ways: Way[] = [
  atThirteen,
  { at: '6 %', item: meals, taxation: { kind: 'taxed', rate: rate(600) } },
  { at: '1 %', item: goods, taxation: { kind: 'taxed', rate: rate(100) } },
]

test.skipIf(!hasTillFile).each(ways)(
  `every paid receipt becomes invoices at $at, to the fen and inside all tolerances${absent}`,
  (way) => {
    expect(paid).toHaveLength(424)
    for (const { number, fen: due } of paid) {
      const invoices = invoiceable(soldOn(number, way))
      expect(
        invoices.flatMap((rows) => blueLineProblems(rows)),
        number,
      ).toEqual([])
      const { gross, net, tax } = totals(invoices.flat())
      expect(BigInt(gross), number).toBe(due)
      expect(net + tax, number).toBe(gross)
    }
  },
)

test.skipIf(!hasTillFile).each(ways)(
  `receipts split at 20 rows and 100.00 at $at add up to what they were${absent}`,
  (way) => {
    for (const { number } of paid) {
      const rows = soldOn(number, way)
      const split = splitInvoice(rows, { lines: 20, netFen: fen(10_000) })
      if (!split.ok) throw new Error(`${number}: ${split.problem}`)
      expect(
        split.groups.flatMap((group) => blueLineProblems(group)),
        number,
      ).toEqual([])
      expect(totals(split.groups.flat()), number).toEqual(totals(rows))
      for (const group of split.groups) {
        expect(group.length, number).toBeLessThanOrEqual(20)
        expect(totals(group).net, number).toBeLessThanOrEqual(10_000)
      }
    }
  },
)

test.skipIf(!hasTillFile)(`the documents of the ten longest receipts say the same totals${absent}`, async () => {
  const longest = paid.toSorted((a, b) => b.lines - a.lines).slice(0, 10)
  expect(longest[0]?.lines).toBe(593)
  for (const { number } of longest)
    for (const lines of invoiceable(soldOn(number, atThirteen))) {
      const invoice = anOrdinaryInvoice({ lines })
      const { gross, net, tax } = totals(lines)
      for (const document of [pdfOf(invoice), ofdOf(invoice), xmlOf(invoice)]) {
        const read = await readDocument(document)
        if (!read.ok) throw new Error(`${number}: ${read.problem}`)
        expect(read.problems, number).toEqual([])
        expect(read.facts, number).toMatchObject({ gross, net, tax })
        expect(read.facts.lines, number).toHaveLength(lines.length)
      }
    }
})

/** One invoice where it can be, several where rounding adds up to too much. */
function invoiceable(rows: readonly InvoiceLine[]): (readonly InvoiceLine[])[] {
  const fitted = fitTotals(rows)
  if (fitted.ok) return [fitted.lines]
  const split = splitInvoice(rows, {})
  if (!split.ok) throw new Error(split.problem)
  return split.groups
}

function soldOn(number: string, way: Way): InvoiceLine[] {
  const sold = linesFromSale({
    prices: 'tax-included',
    lines: (records.get(number) ?? []).map((fields) => saleLine(fields, way)),
  })
  if (!sold.ok) throw new Error(`${number}: ${sold.problem}`)
  return sold.lines
}

function saleLine(fields: readonly string[], { item, taxation }: Way): SaleLine {
  const [, stockCode = '', description = '', quantity = '', , unitPrice = ''] = fields
  return {
    ...item,
    item: stockCode,
    name: description.trim() || stockCode,
    taxation,
    quantity: parseDecimal(quantity) as Decimal,
    unitPrice: parseDecimal(unitPrice) as Decimal,
  }
}

/** Fields of the lines by receipt. Quoted fields hold commas, and quotes twice. */
function recordsByReceipt(csv: string): Map<string, string[][]> {
  const [, ...rows] = csv.trimEnd().split(/\r?\n/)
  const read = rows.map((row) =>
    [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
      quoted === undefined ? plain : quoted.replaceAll('""', '"'),
    ),
  )
  return Map.groupBy(read, ([number = '']) => number)
}
