import { type Fen, fen } from './money.ts'
import { toHalfWidth } from './width.ts'

declare const kind: unique symbol

/**
 * An exact decimal as text, for quantities and unit prices: `3`, `0.5`, `-2.125`.
 * Always in its shortest form, so that equal numbers are equal strings.
 */
export type Decimal = string & { readonly [kind]: 'decimal' }

/** 乐企 allows 25 characters for 数量 and 单价, point and sign included. */
const LONGEST = 25

/** Reads `12`, `12.50`, `-3`; refuses exponents, grouping, a bare point and texts of more than 25 characters. */
export function parseDecimal(text: string): Decimal | undefined {
  const plain = toHalfWidth(text).trim()
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(plain)
  if (!match || plain.length > LONGEST) return undefined
  const [, whole = '', fraction = ''] = match
  return decimalFrom({ digits: BigInt(whole + fraction), scale: fraction.length })
}

/** Quantity × unit price in yuan, rounded half up (away from zero). A RangeError beyond LARGEST_AMOUNT. */
export function timesToFen(quantity: Decimal, unitPrice: Decimal): Fen {
  const product = multiply(scaled(quantity), scaled(unitPrice))
  return fen(Number(divideHalfUp(product.digits * 100n, 10n ** BigInt(product.scale))))
}

/** Whether unit price × quantity is the amount, within the 0.01 yuan the tax bureau allows. Nothing is rounded first. */
export function priceAgrees(unitPrice: Decimal, quantity: Decimal, amount: Fen): boolean {
  const product = multiply(scaled(quantity), scaled(unitPrice))
  const oneFen = 10n ** BigInt(product.scale)
  return absolute(product.digits * 100n - BigInt(amount) * oneFen) <= oneFen
}

/**
 * The unit price in yuan that makes `quantity` cost `amount`, with at most `decimals` decimals (8 is what the strictest
 * channel takes). Undefined when no such price comes within 0.01 yuan of the amount: then print neither.
 */
export function unitPriceFrom(amount: Fen, quantity: Decimal, { decimals = 8 } = {}): Decimal | undefined {
  const { digits, scale } = scaled(quantity)
  if (digits === 0n) return undefined
  const price = decimalFrom({
    digits: divideHalfUp(BigInt(amount) * 10n ** BigInt(scale + decimals), digits * 100n),
    scale: decimals,
  })
  // A price that rounds to nothing may be within a fen, but says that the goods were free.
  if ((price === '0' && amount !== 0) || price.length > LONGEST) return undefined
  return priceAgrees(price, quantity, amount) ? price : undefined
}

/** digits / 10^scale */
type Scaled = { digits: bigint; scale: number }

function scaled(value: Decimal): Scaled {
  const [whole = '', fraction = ''] = value.split('.')
  return { digits: BigInt(whole + fraction), scale: fraction.length }
}

function decimalFrom({ digits, scale }: Scaled): Decimal {
  const text = absolute(digits)
    .toString()
    .padStart(scale + 1, '0')
  const point = text.length - scale
  const fraction = text.slice(point).replace(/0+$/, '')
  return `${digits < 0n ? '-' : ''}${text.slice(0, point)}${fraction && `.${fraction}`}` as Decimal
}

function multiply(a: Scaled, b: Scaled): Scaled {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale }
}

function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const half = absolute(divisor)
  const rounded = (absolute(dividend) * 2n + half) / (half * 2n)
  return dividend < 0n === divisor < 0n ? rounded : -rounded
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}
