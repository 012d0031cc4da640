import { z } from 'zod'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** What an id names; its prefix says so wherever people or logs see it. */
export type IdPrefix = 'app' | 'inv' | 'del' | 'org' | 'qr' | 'item' | 'ord' | 'staff'

/** A UUID as 26 characters of Crockford's base 32: short enough to read out, sorted like the UUID itself. */
export function encodeUuid(uuid: string): string {
  let value = BigInt(`0x${uuid.replaceAll('-', '')}`)
  let text = ''
  for (let i = 0; i < 26; i++) {
    text = ALPHABET[Number(value & 31n)] + text
    value >>= 5n
  }
  return text
}

export function decodeUuid(text: string): string | undefined {
  if (!/^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(text)) return undefined
  let value = 0n
  for (const character of text) value = (value << 5n) | BigInt(ALPHABET.indexOf(character))
  const hex = value.toString(16).padStart(32, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** `app_01k…`: how an id is shown outside the database. */
export function showId(prefix: IdPrefix, uuid: string): string {
  return `${prefix}_${encodeUuid(uuid)}`
}

/** Accepts a shown id, passes the UUID on. */
export function Id(prefix: IdPrefix) {
  return z
    .string()
    .transform((text, ctx) => {
      const uuid = text.startsWith(`${prefix}_`) ? decodeUuid(text.slice(prefix.length + 1)) : undefined
      if (uuid) return uuid
      ctx.addIssue({ code: 'custom', message: 'id' })
      return z.NEVER
    })
    .meta({ type: 'string', example: showId(prefix, '019ab3f2-6f7e-7cc3-98c4-dc0c0c07398f') })
}
