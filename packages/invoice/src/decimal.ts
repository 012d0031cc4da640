import { absolute, divideHalfUp } from './half-up.ts'
import { type Fen, fen, LARGEST_AMOUNT } from './money.ts'
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
  return fen(roundedProduct(quantity, unitPrice))
}

/** The same for what comes from outside: undefined beyond LARGEST_AMOUNT. */
export function fenOf(quantity: Decimal, unitPrice: Decimal): Fen | undefined {
  const product = roundedProduct(quantity, unitPrice)
  return Math.abs(product) <= LARGEST_AMOUNT ? fen(product) : undefined
}

function roundedProduct(quantity: Decimal, unitPrice: Decimal): number {
  const product = multiply(scaled(quantity), scaled(unitPrice))
  return Number(divideHalfUp(product.digits * 100n, 10n ** BigInt(product.scale)))
}

/** Whether unit price × quantity is the amount, within the 0.01 yuan the tax bureau allows. Nothing is rounded first. */
export function priceAgrees(unitPrice: Decimal, quantity: Decimal, amount: Fen): boolean {
  const product = multiply(scaled(quantity), scaled(unitPrice))
  const oneFen = 10n ** BigInt(product.scale)
  return absolute(product.digits * 100n - BigInt(amount) * oneFen) <= oneFen
}

/**
 * The amounts in fen that a part of `quantity` may have when the rest has to agree with the price too: any from `least`
 * to `most`, and the one in the `middle` of them. `amount` must agree with price and quantity, and so do, then, the part
 * and what it leaves, however often parts are taken. Used by reversals, which may not change the price.
 */
export function partsOfAmount(amount: Fen, quantity: Decimal, unitPrice: Decimal, part: Decimal) {
  const price = scaled(unitPrice)
  const exact = multiply(scaled(part), price)
  const whole = multiply(scaled(quantity), price)
  const scale = Math.max(exact.scale, whole.scale)
  const one = 10n ** BigInt(scale)
  const wanted = digitsAt(exact, scale) * 100n
  const deviation = BigInt(amount) * one - digitsAt(whole, scale) * 100n
  // A part may be a fen off, and so may the rest, which has what deviation the part does not take.
  const least = wanted - one + (deviation > 0n ? deviation : 0n)
  const most = wanted + one + (deviation < 0n ? deviation : 0n)
  return {
    least: fen(-Number(floor(-least, one))),
    middle: fen(Number(divideHalfUp(wanted * 2n + deviation, one * 2n))),
    most: fen(Number(floor(most, one))),
  }
}

/** a + b, or undefined when the sum has more than 25 characters. */
export function plus(a: Decimal, b: Decimal): Decimal | undefined {
  const [one, other] = [scaled(a), scaled(b)]
  const scale = Math.max(one.scale, other.scale)
  const total = decimalFrom({ digits: digitsAt(one, scale) + digitsAt(other, scale), scale })
  return total.length <= LONGEST ? total : undefined
}

export function negative(value: Decimal): Decimal {
  const { digits, scale } = scaled(value)
  return decimalFrom({ digits: -digits, scale })
}

/** −1, 0 or 1, as a is less than, equal to or greater than b. */
export function compare(a: Decimal, b: Decimal): number {
  const [one, other] = [scaled(a), scaled(b)]
  const scale = Math.max(one.scale, other.scale)
  const difference = digitsAt(one, scale) - digitsAt(other, scale)
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

/** How many of the smallest unit a number is written in: 12.5 has 125 tenths. Its pieces, when cut, stay as short. */
export function piecesOf(value: Decimal): { pieces: bigint; decimals: number } {
  const { digits, scale } = scaled(value)
  return { pieces: digits, decimals: scale }
}

export function fromPieces(pieces: bigint, decimals: number): Decimal {
  return decimalFrom({ digits: pieces, scale: decimals })
}

/**
 * The unit price in yuan that makes `quantity` cost `amount`, with at most `decimals` decimals. Undefined when no such
 * price comes within 0.01 yuan of the amount: then print neither.
 */
export function unitPriceFrom(
  amount: Fen,
  quantity: Decimal,
  { decimals }: Pick<PriceLimits, 'decimals'> = strictestPriceLimits,
): Decimal | undefined {
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

/** How a price may be written. The bureau takes 25 characters and no fixed precision; channels take less. */
export type PriceLimits = { significant: number; decimals: number; characters: number }

/** 乐企 §10.2 (25 characters); 15 significant digits are what real faces print at most. */
export const bureauPriceLimits: PriceLimits = { significant: 15, decimals: 20, characters: 25 }

/**
 * What every channel takes for 数量 and 单价, that of the strictest (Nuonuo, requestBillingNew V2.0): lines are made
 * before it is known which channel will send them.
 */
export const strictestPriceLimits: PriceLimits = { significant: 15, decimals: 8, characters: 16 }

/**
 * The unit price with as many significant digits as fit. Undefined when it does not come within 0.01 yuan of the
 * amount, or when the quantity itself does not fit: then print neither.
 */
export function longestUnitPrice(
  amount: Fen,
  quantity: Decimal,
  limits: PriceLimits = bureauPriceLimits,
): Decimal | undefined {
  if (!fitsLimits(quantity, limits)) return undefined
  const { digits, scale } = scaled(quantity)
  if (digits === 0n) return undefined
  const size = absolute(BigInt(amount) * 10n ** BigInt(scale))
  const divisor = absolute(digits) * 100n
  const whole = size / divisor
  const wholeDigits = whole.toString().length
  // 0.00123 has three significant digits and two zeros that count for nothing but room.
  const used = whole > 0n ? wholeDigits : -zerosAfterPoint(size, divisor)
  const sign = amount < 0 !== digits < 0n ? 1 : 0
  const room = limits.characters - sign - wholeDigits - 1
  const decimals = Math.max(0, Math.min(limits.decimals, limits.significant - used, room))
  const price = unitPriceFrom(amount, quantity, { decimals })
  return price !== undefined && price.length <= limits.characters ? price : undefined
}

/** Whether a quantity or a price given from outside can be sent as it is. */
export function fitsLimits(value: Decimal, { decimals, characters }: PriceLimits): boolean {
  return value.length <= characters && (value.split('.')[1]?.length ?? 0) <= decimals
}

/** Zeros between the point and the first digit of a fraction below 1. */
function zerosAfterPoint(dividend: bigint, divisor: bigint): number {
  let zeros = 0
  for (let rest = dividend * 10n; rest > 0n && rest < divisor && zeros < LONGEST; rest *= 10n) zeros++
  return zeros
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

/** The digits of a number written with more decimals. */
function digitsAt({ digits, scale }: Scaled, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale)
}

function multiply(a: Scaled, b: Scaled): Scaled {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale }
}

/** Rounded down; the divisor is positive. */
function floor(dividend: bigint, divisor: bigint): bigint {
  return dividend / divisor - (dividend % divisor < 0n ? 1n : 0n)
}
