import type { Taxation } from './invoice.ts'
import type { Amounts } from './line.ts'
import { type Fen, fen } from './money.ts'
import { formatRate, parseRate, splitTaxIncluded, taxOn } from './tax.ts'

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

/** Reads that cell, also as files write it: `0.06`, `6%`, `0%`, `0`, 免税, 不征税. `*` and anything else are undefined. */
export function parseTaxation(text: string): Taxation | undefined {
  if (text === '免税') return { kind: 'exempt' }
  if (text === '不征税') return { kind: 'outside-scope' }
  if (/^0(\.0+)?%?$/.test(text)) return { kind: 'zero-rated' }
  const rate = parseRate(text)
  return rate === undefined ? undefined : { kind: 'taxed', rate }
}

export function subtract(a: Amounts, b: Amounts): Amounts {
  return { gross: fen(a.gross - b.gross), net: fen(a.net - b.net), tax: fen(a.tax - b.tax) }
}
