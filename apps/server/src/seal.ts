import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/**
 * What keeps personal data unreadable at rest: addresses are sealed (AES-256-GCM), searched by a keyed hash,
 * and links are signed. Every purpose has a key of its own, derived from MASHANG_SECRET.
 */
export type Sealer = {
  seal(text: string): Buffer
  open(sealed: Buffer): string
  /** Equal texts have equal hashes, so a column of them can be searched. */
  hash(text: string): Buffer
  sign(text: string): string
  verify(text: string, signature: string): boolean
  /** A secret for another library, so that one secret configures everything. */
  derive(purpose: string): string
}

export function sealer(secret: string): Sealer {
  const key = (purpose: string) => Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64'), '', purpose, 32))
  // As key objects, because a buffer would be made into one at each use.
  const sealKey = createSecretKey(key('seal'))
  const hashKey = createSecretKey(key('hash'))
  const signKey = createSecretKey(key('sign'))
  const sign = (text: string) => createHmac('sha256', signKey).update(text).digest('base64url').slice(0, 22)
  return {
    seal(text) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv)
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(-16))
      return decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')
    },
    hash: (text) => createHmac('sha256', hashKey).update(text).digest().subarray(0, 16),
    sign,
    verify(text, signature) {
      const expected = Buffer.from(sign(text))
      const given = Buffer.from(signature)
      return expected.length === given.length && timingSafeEqual(expected, given)
    },
    derive: (purpose) => key(purpose).toString('base64'),
  }
}
