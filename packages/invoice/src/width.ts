/**
 * Full-width ASCII and the full-width blank become half-width: Chinese keyboards type both.
 * Deliberately not NFKC, which also turns ² into 2 and ① into 1, and so would change an amount.
 */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
}
