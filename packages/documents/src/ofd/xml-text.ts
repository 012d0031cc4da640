/**
 * A text as XML 1.0 may carry it, code point for code point, so that glyphs and advances still agree: white space that
 * breaks lines becomes a space, whatever the standard forbids (§2.2: controls, lone surrogates, U+FFFE) becomes U+FFFD.
 */
export function legalText(text: string): string {
  return text
    .replace(/[\t\n\r]/gu, ' ')
    .replace(/[^\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
}

/** A text between tags or in an attribute. */
export function escapeXml(text: string): string {
  return legalText(text).replace(/[&<>"]/g, (character) => entities[character] as string)
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
