import { divideHalfUp } from './half-up.ts'
import { type Fen, fen } from './money.ts'
import { toHalfWidth } from './width.ts'

declare const unit: unique symbol

/**
 * A tax rate (税率 or 征收率) in basis points: 600 is 6 %. Never zero: exempt (免税), zero-rated (零税率) and outside
 * scope (不征税) are three different things, and none of them is a rate.
 */
export type Rate = number & { readonly [unit]: 'basis points' }

/** 20 %. China's highest VAT rate ever was 17 %, so more is a slip of the pen, such as 0.6 for 6 %. */
const HIGHEST = 2000

/** Makes a rate out of basis points; a RangeError unless it is an integer from 1 to 2000. */
export function rate(basisPoints: number): Rate {
  if (!isRate(basisPoints)) throw new RangeError(`not a tax rate in basis points: ${basisPoints}`)
  return basisPoints as Rate
}

/** Reads `6%`, `1.5 %`, `0.06` and the `0.060000` of wires. */
export function parseRate(text: string): Rate | undefined {
  const plain = toHalfWidth(text).trim()
  const [, whole = '', hundredths = ''] = /^(\d{1,2})(?:\.(\d{1,2})0*)?\s*%$/.exec(plain) ?? []
  const [, fraction = ''] = /^0\.(\d{1,4})0*$/.exec(plain) ?? []
  const basisPoints = Number(whole + hundredths.padEnd(2, '0')) || Number(fraction.padEnd(4, '0'))
  return isRate(basisPoints) ? rate(basisPoints) : undefined
}

/** `6%`, `1.5%` */
export function formatRate(value: Rate): string {
  return `${value / 100}%`
}

/** Splits a tax-included amount (含税金额) into net and tax. */
export function splitTaxIncluded(gross: Fen, rate: Rate): { net: Fen; tax: Fen } {
  const tax = fenFrom(BigInt(gross) * BigInt(rate), BigInt(10_000 + rate))
  // Net is the remainder, never rounded by itself: net + tax must equal what was paid.
  return { net: fen(gross - tax), tax }
}

/** The tax on a net amount (不含税金额), for prices that do not include it. */
export function taxOn(net: Fen, rate: Rate): Fen {
  return fenFrom(BigInt(net) * BigInt(rate), 10_000n)
}

function fenFrom(dividend: bigint, divisor: bigint): Fen {
  return fen(Number(divideHalfUp(dividend, divisor)))
}

function isRate(basisPoints: number): boolean {
  return Number.isInteger(basisPoints) && basisPoints >= 1 && basisPoints <= HIGHEST
}
