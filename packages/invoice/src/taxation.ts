import type { Relief, Taxation } from './invoice.ts'
import type { Amounts } from './line.ts'
import { type Fen, fen, plainYuan } from './money.ts'
import { formatRate, parseRate, type Rate, splitTaxIncluded, taxOn } from './tax.ts'
import { toHalfWidth } from './width.ts'

/** Net and tax of a tax-included amount. Exempt, zero-rated and outside scope have no tax, for three different reasons. */
export function amountsFromGross(gross: Fen, taxation: Taxation): Amounts {
  if (taxation.kind !== 'taxed') return { gross, net: gross, tax: fen(0) }
  return { gross, ...splitTaxIncluded(gross, taxation.rate) }
}

/** Tax and gross of an amount without tax. A RangeError beyond LARGEST_AMOUNT. */
export function amountsFromNet(net: Fen, taxation: Taxation): Amounts {
  const tax = taxation.kind === 'taxed' ? taxOn(net, taxation.rate) : fen(0)
  return { gross: fen(net + tax), net, tax }
}

/** Basis points to multiply with; 0 when there is no tax, whatever the reason. Never for showing: see `formatTaxation`. */
export function basisPointsOf(taxation: Taxation): number {
  return taxation.kind === 'taxed' ? taxation.rate : 0
}

export function sameTaxation(a: Taxation, b: Taxation): boolean {
  if (a.kind !== 'taxed' || b.kind !== 'taxed') return a.kind === b.kind
  return a.rate === b.rate && a.relief === b.relief
}

/** The cell 税率/征收率: `6%`, `0%`, `免税`, `不征税`. Source: 版式及XML规范 V5.002 §1.5, §4. */
export function formatTaxation(taxation: Taxation): string {
  switch (taxation.kind) {
    case 'taxed':
      return formatRate(taxation.rate)
    case 'exempt':
      return '免税'
    case 'zero-rated':
      return '0%'
    case 'outside-scope':
      return '不征税'
  }
}

/**
 * Reads that cell, also as files write it: `0.06`, `6%`, `0%`, `0`, 免税, 不征税. `*` and anything else are undefined. On a
 * document 0 % is 零税率, where a person may mean any of the three: that is `parseTaxation`.
 */
export function taxationFromCell(text: string): Taxation | undefined {
  if (text === '免税') return { kind: 'exempt' }
  if (text === '不征税') return { kind: 'outside-scope' }
  if (/^0(\.0+)?%?$/.test(text)) return { kind: 'zero-rated' }
  const rate = parseRate(text)
  return rate === undefined ? undefined : { kind: 'taxed', rate }
}

/** The cell 税额 beside it: `*` for 免税, blank for 不征税. Source: 版式及XML规范 V5.002 §1.5. */
export function formatTax({ taxation, tax }: { taxation: Taxation; tax: Fen }): string {
  switch (taxation.kind) {
    case 'taxed':
      return plainYuan(tax)
    case 'exempt':
      return '*'
    case 'zero-rated':
      return '0'
    case 'outside-scope':
      return ''
    default:
      return taxation satisfies never
  }
}

/** The rates, in basis points, that each relief goes with. Source: 乐企开票能力说明 V4.000 §1.2.6. */
const reliefRates: Record<Relief, readonly number[]> = {
  simplified: [300, 500],
  'simplified-3': [300],
  'simplified-5': [500],
  'reduced-1.5': [150],
}

/** Whether the bureau knows the relief at that rate. */
export function reliefFits(relief: Relief, rate: Rate): boolean {
  return reliefRates[relief].includes(rate)
}

const untaxed = { exempt: '免税', 'zero-rated': '零税率', 'outside-scope': '不征税' } as const

/**
 * A taxation as API, database, CSV and the cases of examples spell it: `6%`, `3% simplified`, `1.5% reduced`, `exempt`,
 * `zero-rated`, `outside-scope`. An invoice as JSON keeps its shape, `{ kind, rate, relief }`. The bureau has two codes for
 * 3 % and 5 %: 08 and 09 are what people mean, 01 without a percentage is `3% simplified-01`. Never for showing: see
 * `formatTaxation`.
 */
export function printTaxation(taxation: Taxation): string {
  if (taxation.kind !== 'taxed') return taxation.kind
  const { rate, relief } = taxation
  return relief === undefined ? formatRate(rate) : `${formatRate(rate)} ${wordOf(relief)}`
}

function wordOf(relief: Relief): string {
  if (relief === 'reduced-1.5') return 'reduced'
  return relief === 'simplified' ? 'simplified-01' : 'simplified'
}

/**
 * Reads what `printTaxation` writes, and what people write: 免税, 不征税, 零税率, `6％`, `0.06`, `3%简易计税`,
 * `按5%简易征收`, `1.5%减按`. Undefined for anything else, a relief at a rate that it does not have, and 0 %, which says
 * not which of the three it is.
 */
export function parseTaxation(text: string): Taxation | undefined {
  const plain = toHalfWidth(text).trim()
  for (const kind of ['exempt', 'zero-rated', 'outside-scope'] as const)
    if (plain === kind || plain === untaxed[kind]) return { kind }
  const [, percent = '', words = ''] = /^按?([\d.]+\s*%?)\s*(.*)$/.exec(plain) ?? []
  const rate = parseRate(percent)
  if (rate === undefined) return undefined
  if (words === '') return plain.startsWith('按') ? undefined : { kind: 'taxed', rate }
  const relief = reliefFrom(words, rate)
  return relief !== undefined && reliefFits(relief, rate) ? { kind: 'taxed', rate, relief } : undefined
}

function reliefFrom(words: string, rate: Rate): Relief | undefined {
  if (words === 'simplified-01') return 'simplified'
  if (/^(reduced|减按)$/.test(words)) return 'reduced-1.5'
  if (/^(simplified|简易(计税|征收)?)$/.test(words)) return rate === 300 ? 'simplified-3' : 'simplified-5'
  return undefined
}

export function subtract(a: Amounts, b: Amounts): Amounts {
  return { gross: fen(a.gross - b.gross), net: fen(a.net - b.net), tax: fen(a.tax - b.tax) }
}
