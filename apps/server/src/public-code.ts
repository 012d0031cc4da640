import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

function randomText(length: number): string {
  return [...randomBytes(length)].map((byte) => ALPHABET[byte & 31]).join('')
}

/** 80 random bits: what follows the tenant's key in the link of a code or receipt. */
export const newCode = () => randomText(16)
export const newTenantKey = () => randomText(5)
/** Staff read it on the poster; it opens nothing. */
export const newShortName = () => randomText(6).toUpperCase()

/**
 * A public code is the tenant's key and the code itself, so that a lookup always names its tenant. People who type
 * it may use capitals, or O, I and L for the digits they resemble.
 */
export function parsePublicCode(text: string): { tenantKey: string; code: string } | undefined {
  const plain = text.trim().toLowerCase().replaceAll('o', '0').replace(/[il]/g, '1')
  const [, tenantKey, code] = /^([0-9a-hjkmnp-tv-z]{5})([0-9a-hjkmnp-tv-z]{16})$/.exec(plain) ?? []
  return tenantKey && code ? { tenantKey, code } : undefined
}
