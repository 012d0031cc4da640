/** Crockford's base 32: no I, L, O or U, because request numbers are read out to a channel's support. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 20
const BYTES = 12

/**
 * The number a tax channel knows an application by, for its whole life: 20 digits and capital letters, the most that
 * every channel accepts. Takes the first 12 of the random bytes (96 bits, so chance repeats are out of the question).
 */
export function requestNumberFrom(bytes: Uint8Array): string {
  if (bytes.length < BYTES) throw new RangeError(`a request number takes ${BYTES} random bytes, not ${bytes.length}`)
  const value = bytes.subarray(0, BYTES).reduce((number, byte) => (number << 8n) | BigInt(byte), 0n)
  return Array.from({ length: LENGTH }, (_, place) => {
    const shift = BigInt(5 * (LENGTH - 1 - place))
    return ALPHABET.charAt(Number((value >> shift) & 31n))
  }).join('')
}
