import { type Fen, fen } from '@mashang/invoice'
import { parseAmount } from '../xml/amount.ts'
import type { PlacedText } from './placed-text.ts'
import type { Row } from './rows.ts'

/** What stands below the items on the last page: 合计 and, a row lower, 价税合计. */
export type Foot = {
  net: Fen
  tax: Fen
  gross: Fen
  grossInWords?: string | undefined
  /** What is below this on that page is the remark. */
  page: number
  y: number
}

/** A caption and what belongs to it differ by up to 2.4 in the bureau's own files, in mm; rows are at least 4.4 apart. */
export const BESIDE = 3.2
/** 价税合计 stands 6.5 to 7 below 合计, and the remark begins another 6 below. */
const GROSS_WITHIN = 10
/** Names begin left of the captions 合 and 计, unit prices end left of the amounts, and the columns of tax right of 170. */
const CAPTIONS = { from: 8, to: 100 }
const NET = { from: 100, to: 170 }

/** The last amount there is has 14 characters and seven of signs and commas. */
const LONGEST_AMOUNT = 40
const AMOUNT = /^[-−－–]?[¥￥]?[-−－–]?(?:\d{1,3}(?:[,，]\d{3}){1,3}|\d{1,11})\.\d{2}$/

/**
 * The foot of an invoice: the first row 合计 with ¥ and an amount that has （小写） with an amount below it. Neither is
 * looked for among items, whose names may be anything, nor in the remark, which is lower still.
 */
export function footOf(rows: readonly Row[]): Foot | undefined {
  for (const [index, row] of rows.entries()) {
    const sums = captionOf(row) === '合计' ? sumsAt(rows, index) : undefined
    const gross = sums && grossBelow(rows, index)
    if (sums && gross) return { ...sums, ...gross }
  }
  return undefined
}

/** Whether the items of a page end at this row: it is 小计 or 合计, with their amounts. */
export function endsItems(rows: readonly Row[], index: number): boolean {
  const row = rows[index]
  return row !== undefined && captionOf(row) !== undefined && sumsAt(rows, index) !== undefined
}

/** 合 and 计 stand apart from each other and from everything else; a name that wraps before 合计 stands on the left. */
function captionOf({ runs: [first, second] }: Row): '合计' | '小计' | undefined {
  if (!first || first.x < CAPTIONS.from || first.x > CAPTIONS.to) return undefined
  const [one, two] = [shortText(first), second ? shortText(second) : '']
  const caption = one.length === 1 ? one + two : one
  return caption === '合计' || caption === '小计' ? caption : undefined
}

/** Net and, unless all is 免税 (`*`) or 不征税 (nothing), tax. */
function sumsAt(rows: readonly Row[], index: number): { net: Fen; tax: Fen } | undefined {
  const beside = runsBeside(rows, index)
  const [net] = beside.filter(({ x }) => x >= NET.from && x < NET.to).flatMap(yuanOf)
  const [tax = fen(0)] = beside.filter(({ x }) => x >= NET.to).flatMap(yuanOf)
  return net === undefined ? undefined : { net, tax }
}

/** An amount on an invoice's foot has ¥ before it, which no other number on a face has. */
function yuanOf(run: PlacedText): Fen[] {
  return /[¥￥]/.test(shortText(run)) ? amountOf(shortText(run)) : []
}

function grossBelow(rows: readonly Row[], from: number): Omit<Foot, 'net' | 'tax'> | undefined {
  const { page, y = 0 } = rows[from] ?? {}
  for (let index = from + 1; index < rows.length; index++) {
    const row = rows[index]
    if (!row || row.page !== page || row.y - y > GROSS_WITHIN) return undefined
    const figures = row.runs.find(({ text }) => FIGURES.test(text))
    if (!figures) continue
    const beside = runsBeside(rows, index)
    // ¥ and figures may touch the caption, and then are one text with it.
    const [gross] = beside
      .filter(({ x }) => x >= figures.x)
      .flatMap(({ text }) => amountOf(text.replace(UP_TO_FIGURES, '').slice(0, LONGEST_AMOUNT)))
    if (gross === undefined) continue
    const grossInWords = wordsIn(beside)
    return { gross, ...(grossInWords && { grossInWords }), page, y: row.y }
  }
  return undefined
}

const FIGURES = /[（(]\s*小\s*写\s*[）)]/
const UP_TO_FIGURES = /^[\s\S]*[（(]\s*小\s*写\s*[）)]\s*[:：]?/

/** What stands between （大写） and （小写）. */
function wordsIn(beside: readonly PlacedText[]): string | undefined {
  const text = beside.map((run) => run.text).join('')
  const [, words = ''] = /[（(]\s*大\s*写\s*[）)]([\s\S]*)/.exec(text) ?? []
  const [before = ''] = words.split(FIGURES, 1)
  return /⊗?(?:人民币)?(?:[（(]负数[）)])?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正]+/.exec(
    before.replace(/\s+/g, ''),
  )?.[0]
}

/** By the order of rows, so that it costs the same however long the face. */
function runsBeside(rows: readonly Row[], index: number): PlacedText[] {
  const { page, y = 0 } = rows[index] ?? {}
  const isBeside = (row: Row | undefined) => row !== undefined && row.page === page && Math.abs(row.y - y) <= BESIDE
  let [from, to] = [index, index + 1]
  while (isBeside(rows[from - 1])) from -= 1
  while (isBeside(rows[to])) to += 1
  return rows
    .slice(from, to)
    .flatMap(({ runs }) => runs)
    .sort((a, b) => a.x - b.x)
}

/** Empty for a text that is longer than any caption or amount. */
function shortText({ text }: PlacedText): string {
  return text.length > LONGEST_AMOUNT ? '' : text.replace(/\s+/g, '')
}

function amountOf(text: string): Fen[] {
  const plain = text.replace(/\s+/g, '')
  const amount = AMOUNT.test(plain) ? parseAmount(plain.replaceAll('，', ',')) : undefined
  return amount === undefined ? [] : [amount]
}
