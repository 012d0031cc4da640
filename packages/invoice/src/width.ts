/**
 * Full-width ASCII and the full-width blank become half-width: Chinese keyboards type both.
 * Deliberately not NFKC, which also turns ² into 2 and ① into 1, and so would change an amount.
 */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
}

/**
 * The length the bureau counts: an ASCII character is 1, 汉字 and their marks are 3, rare ideographs beyond the first
 * plane 4, as in UTF-8. Source: 数字化电子发票使用常见问题清单 (汉字 3, ASCII 1); the rest is inferred.
 */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += widthOf(character.codePointAt(0) ?? 0)
  return width
}

function widthOf(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}
