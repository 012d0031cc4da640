import type { Amounts } from './line.ts'

/** One fen in ten-thousandths, the unit of amount × rate in basis points. */
export const FEN = 10_000

/** The tax bureau's tolerances for tax: 0.06 yuan on a line, 1.27 on an invoice. Source: 版式及XML规范 V5.002 §5. */
export const LINE_TAX_TOLERANCE = 6 * FEN
export const TOTAL_TAX_TOLERANCE = 127 * FEN

/**
 * Lines of an invoice: where the bureau stops, and how many it recommends at most. What a channel takes is the channel's to
 * say. Source: 乐企 §10.2.
 */
export const MOST_LINES = 5000
export const recommendedLines = 2000

/** 税额 − 金额 × 税率, in ten-thousandths of a fen. */
export function taxDeviation({ net, tax }: Pick<Amounts, 'net' | 'tax'>, basisPoints: number): number {
  return tax * FEN - net * basisPoints
}
