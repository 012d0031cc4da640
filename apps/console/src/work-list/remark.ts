import { printable } from '@mashang/invoice'

/** 诺诺 takes 200 characters of 备注 (requestBillingNew V2.0); the bureau itself would take more. */
export const REMARK_LENGTH = 200

/** Of what will be printed, in characters as people count them: an ideograph outside the basic plane is one. */
export function remarkLength(remark: string): number {
  return [...printable(remark)].length
}

/** The emoji and other characters that no invoice carries, each once, in the order they were typed. */
export function droppedFrom(remark: string): string[] {
  const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(remark)
  const dropped = Array.from(graphemes, ({ segment }) => segment).filter((text) => text.trim() && !printable(text))
  return [...new Set(dropped)]
}
