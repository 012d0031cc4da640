import { toHalfWidth } from './width.ts'

declare const unit: unique symbol

/** An amount in fen (分): an integer, so sums never drift. */
export type Fen = number & { readonly [unit]: 'fen' }

/** Ten billion yuan, in fen. Keeps every product in tax.ts and line.ts below 2^53. */
export const LARGEST_AMOUNT = 1_000_000_000_000

/** Makes an amount out of an integer number of fen; anything else, or more than ±LARGEST_AMOUNT, is a RangeError. */
export function fen(value: number): Fen {
  if (!isAmount(value)) throw new RangeError(`not an amount in fen: ${value}`)
  // Adding zero turns -0 into 0, so that equal amounts are equal everywhere.
  return (value + 0) as Fen
}

export function sum(amounts: readonly Fen[]): Fen {
  return fen(amounts.reduce((total: number, amount) => total + amount, 0))
}

/**
 * Reads what a person types or a till sends: `128`, `128.5`, `¥1,280.00`, `１２８．５０`, with blanks around.
 * Refuses signs, exponents, more than two decimals, misplaced commas and amounts beyond LARGEST_AMOUNT.
 */
export function parseYuan(text: string): Fen | undefined {
  const plain = toHalfWidth(text).trim().replaceAll('。', '.')
  const match = /^[¥￥]?\s*(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(plain)
  if (!match) return undefined
  const [, yuan = '', fraction = ''] = match
  const value = Number(yuan.replaceAll(',', '') + fraction.padEnd(2, '0'))
  return isAmount(value) ? fen(value) : undefined
}

/** For people: `1,280.00`, with a true minus sign (U+2212) when negative. */
export function formatYuan(amount: Fen): string {
  return plainYuan(amount)
    .replace('-', '−')
    .replace(/\d(?=(\d{3})+\.)/g, '$&,')
}

/** For wires: `1280.00`, with an ASCII minus when negative. */
export function plainYuan(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function isAmount(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= LARGEST_AMOUNT
}
