import { type Fen, fen, type InvoiceKind, type InvoiceParty } from '@mashang/invoice'
import { parseAmount } from '../xml/amount.ts'
import { sampleMarks } from '../xml/codes.ts'
import { linesOf } from './face-lines.ts'
import type { Facts } from './facts.ts'
import type { PlacedPages, PlacedText } from './placed-text.ts'
import { type Row, rowsOf, textOf } from './rows.ts'

export type FaceRead = { ok: true; facts: Facts } | { ok: false; problem: 'no-text' | 'not-an-invoice' | 'incomplete' }

/** A caption and what belongs to it differ by up to 2.4 in the bureau's own files, in mm; rows are at least 4.4 apart. */
const BESIDE = 3.2

/** In mm: the column of 金额 ends at 153.5 or 158, that of 税额 begins at 178.5 or 181. */
const BETWEEN_NET_AND_TAX = 170

/** Bounded everywhere: a face may be a megabyte of digits, and each of them the beginning of an amount. */
const AMOUNT = /[-−－–]?[¥￥]?[-−－–]?(?:\d{1,3}(?:[,，]\d{3}){1,3}|\d{1,11})\.\d{2}/g

/**
 * Reads an invoice off its face, by where its texts stand relative to the captions every 数电票 has (发票号码, 名称,
 * 合计, 小写 …). Source of the geometry: 版式及XML规范 V5.002 §1–2; issuers keep to it within a few millimetres.
 */
export function readFace(placed: PlacedPages, source: 'pdf' | 'ofd'): FaceRead {
  const rows = rowsOf(placed)
  if (rows.length === 0) return { ok: false, problem: 'no-text' }
  const everything = rows.map(textOf).join('\n')
  if (!everything.includes('发票')) return { ok: false, problem: 'not-an-invoice' }

  const first = rows.filter(({ page }) => page === 0)
  const number = numberIn(first)
  const date = dateIn(first)
  const gross = grossIn(rows)
  if (number === undefined && gross === undefined) return { ok: false, problem: 'not-an-invoice' }
  const totals = totalsIn(rows)
  if (number === undefined || date === undefined || gross === undefined || totals === undefined)
    return { ok: false, problem: 'incomplete' }

  const sample = placed.texts.some(({ text }) => /SAMPLE|测试样张/.test(text)) || everything.includes('样张')
  const kind = kindIn(everything)
  const { seller, buyer } = partiesIn(first)
  const red = redIn(everything, gross)
  const grossInWords = wordsIn(rows)
  const lines = linesOf(rows)
  const facts: Facts = {
    source,
    number,
    date,
    ...(kind && { kind }),
    ...(red && { red }),
    seller: sample ? { ...seller, name: withoutMark(seller.name) } : seller,
    buyer,
    ...totals,
    gross,
    ...(grossInWords && { grossInWords }),
    ...(lines && { lines }),
    sample,
    signed: false,
  }
  return { ok: true, facts }
}

function withoutMark(name: string): string {
  return name.startsWith(sampleMarks.sellerPrefix) ? name.slice(sampleMarks.sellerPrefix.length) : name
}

function numberIn(rows: readonly Row[]): string | undefined {
  for (const row of rows) {
    const [, number] = /发票号码[:：]?(\d{20}|\d{8}(?!\d))/.exec(textOf(row)) ?? []
    if (number) return number
  }
  // Without its caption: nothing else in the head of a face has 20 digits.
  return rows
    .filter(({ y }) => y < 30)
    .flatMap(({ runs }) => runs.map(({ text }) => text.trim()))
    .find((text) => /^\d{20}$/.test(text))
}

function dateIn(rows: readonly Row[]): string | undefined {
  for (const row of rows.filter(({ y }) => y < 40)) {
    const [, year, month, day] = /(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(textOf(row)) ?? []
    if (year && month && day) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  }
  return undefined
}

function kindIn(text: string): InvoiceKind | undefined {
  if (/电子发票[^（(\n]{0,10}[（(]增值税专用发票|增值税电子专用发票/.test(text)) return 'special'
  if (/电子发票[^（(\n]{0,10}[（(]普通发票|增值税电子普通发票/.test(text)) return 'general'
  return undefined
}

/** 价税合计（小写）, on the last page only. */
function grossIn(rows: readonly Row[]): Fen | undefined {
  const [caption] = captions(rows, /[（(]小写[）)]/)
  return caption && amountsIn(textsBeside(rows, caption))[0]
}

/** 合计: net and, unless all is 免税 (`*`) or 不征税 (nothing), tax. A page before the last has 小计 instead. */
function totalsIn(rows: readonly Row[]): { net: Fen; tax: Fen } | undefined {
  const total = rows.find((row) => /^合计/.test(textOf(row)))
  const caption = total?.runs[0]
  if (!caption) return undefined
  const amounts = textsBeside(rows, caption)
  const [net] = amountsIn(amounts.filter(({ x }) => x < BETWEEN_NET_AND_TAX))
  const [tax = fen(0)] = amountsIn(amounts.filter(({ x }) => x >= BETWEEN_NET_AND_TAX))
  return net === undefined ? undefined : { net, tax }
}

function wordsIn(rows: readonly Row[]): string | undefined {
  const [caption] = captions(rows, /[（(]大写[）)]/)
  if (!caption) return undefined
  const beside = joined(textsBeside(rows, caption)).replace(/^.*?[（(]大写[）)][:：]?/, '')
  return /[⊗]?\s*(?:[（(]负数[）)])?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正]+/.exec(beside)?.[0]
}

function redIn(text: string, gross: Fen): Facts['red'] {
  const [, number] = /被红冲蓝字数电(?:发)?票号码[:：](\d{20})/.exec(text) ?? []
  const [, confirmation] = /红字发票信息确认单编号[:：](\d{20})/.exec(text) ?? []
  if (gross >= 0 && number === undefined) return undefined
  return { ...(number && { number }), ...(confirmation && { confirmation }) }
}

function partiesIn(rows: readonly Row[]): { seller: InvoiceParty; buyer: InvoiceParty } {
  const names = captions(rows, /(?<!项目|货物或应税劳务、服务)名\s*称[:：]/).sort((a, b) => a.x - b.x)
  const [left, right] = [names[0], names.at(-1)]
  if (!left || !right || left === right) return { buyer: { name: '' }, seller: { name: '' } }
  // Side by side since 数电票; before, the buyer stood on top and the seller below.
  const sideBySide = right.x - left.x > 40
  const [buyer, seller] = sideBySide || left.y < right.y ? [left, right] : [right, left]
  const end = sideBySide ? right.x - 7 : Number.POSITIVE_INFINITY
  return { buyer: partyAt(rows, buyer, end), seller: partyAt(rows, seller, Number.POSITIVE_INFINITY) }
}

/** A party's box: its name, on up to three lines, and below its taxpayer id. `end` is where the box ends on the right. */
function partyAt(rows: readonly Row[], caption: PlacedText, end: number): InvoiceParty {
  const own = rows.map((row) => ({ ...row, runs: row.runs.filter(({ x }) => x >= caption.x - 1 && x < end) }))
  const idRow = own.find((row) => row.y > caption.y + 1 && row.y < caption.y + 20 && /识别号/.test(textOf(row)))
  const bottom = idRow ? idRow.y - 2 : caption.y + 9
  const name = own
    .filter(({ y }) => y > caption.y - 5 && y < bottom)
    .flatMap(({ runs }) => runs)
    .map((run) => (run.x > caption.x + 5 ? run.text : run.text.replace(/^.*?名\s*称[:：]/, '')))
    .join('')
    .trim()
  const [, taxpayerId] = /识别号[:：]?([0-9A-Z]{15,20})/.exec(idRow ? textOf(idRow).toUpperCase() : '') ?? []
  return { name, ...(taxpayerId && { taxpayerId }) }
}

function captions(rows: readonly Row[], caption: RegExp): PlacedText[] {
  return rows.flatMap(({ runs }) =>
    runs.flatMap((run) => {
      const match = caption.exec(run.text)
      // A run may begin with something else that stands close by; its glyphs are about as wide as each other.
      const x = match && run.x + (run.width * match.index) / run.text.length
      return match && x !== null ? [{ ...run, x, text: run.text.slice(match.index) }] : []
    }),
  )
}

/** What stands beside a caption and to the right of its beginning. */
function textsBeside(rows: readonly Row[], caption: PlacedText): PlacedText[] {
  return rows
    .filter(({ page, y }) => page === caption.page && Math.abs(y - caption.y) <= BESIDE)
    .flatMap(({ runs }) => runs)
    .filter((run) => run.x + run.width > caption.x + 0.1)
    .sort((a, b) => a.x - b.x)
}

function joined(runs: readonly PlacedText[]): string {
  return runs
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, '')
}

function amountsIn(runs: readonly PlacedText[]): Fen[] {
  return [...joined(runs).matchAll(AMOUNT)].flatMap(([text]) => parseAmount(text.replaceAll('，', ',')) ?? [])
}
