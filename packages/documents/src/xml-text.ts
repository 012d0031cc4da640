/** Cheap, and true of nearly every value: nothing to escape and no half of a surrogate pair. */
const PLAIN = /^[^&<>\p{Cc}\p{Cs}\ufffe\uffff]*$/u
/** Control characters but for blanks and those of C1, halves of surrogate pairs, and two that are no characters. */
const FORBIDDEN = /(?![\t\n\r\u007f-\u009f])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }

/** A text between tags. Characters XML cannot carry are left out: they come along when pasting and print nothing. */
export function escapeText(text: string): string {
  if (PLAIN.test(text)) return text
  return text.replace(FORBIDDEN, '').replace(/[&<>\r]/g, (character) => ESCAPES[character] as string)
}

/** A text between double quotes. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;')
}

/**
 * A text as XML 1.0 may carry it, code point for code point, so that glyphs and advances still agree: white space that
 * breaks lines becomes a space, whatever the standard forbids (§2.2: controls, lone surrogates, U+FFFE) becomes U+FFFD.
 */
export function legalText(text: string): string {
  return text
    .replace(/[\t\n\r]/gu, ' ')
    .replace(/[^\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
}
