import { type Fen, fen, parseYuan } from '@mashang/invoice'

/**
 * Reads an amount as files and faces print it: `128.00`, `-128.00`, `¥-1,280.00`, `-¥128`, `−128.00`, `（负数）` aside.
 * Exact, by digits; undefined for anything else and beyond LARGEST_AMOUNT.
 */
export function parseAmount(text: string): Fen | undefined {
  // Faces put the sign before or after ¥, and print it as one of four dashes.
  const plain = text.trim().replace(/^([¥￥]?)\s*[-−－–]\s*|^[-−－–]\s*([¥￥]?)\s*/, '-$1$2')
  if (!plain.startsWith('-')) return parseYuan(plain)
  const size = parseYuan(plain.slice(1))
  return size === undefined ? undefined : fen(-size)
}
