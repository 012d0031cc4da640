import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants } from 'node:zlib'
import { type Encoded, encodedFor } from './encoded.ts'

const brotli = promisify(brotliCompress)

/** Longer tails (a receipt of hundreds of lines) are worth compressing anew. */
const LONGEST_PLAIN_TAIL = 8_192

/**
 * A page that differs between visitors only in its tail. The rest is compressed once, as hard as Brotli can, which is
 * too slow to do for each; the tail is then appended to that stream as it is, in uncompressed meta-blocks.
 */
export function preparePage(head: string): (tail: string, accepted: string) => Promise<Encoded> {
  const bytes = Buffer.from(head)
  const prepared = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
    // Ends at a byte's edge and not with the last block: more may follow.
    finishFlush: constants.BROTLI_OPERATION_FLUSH,
  })
  return async (tail, accepted) => {
    const rest = Buffer.from(tail)
    if (/\bbr\b/.test(accepted)) {
      if (rest.length <= LONGEST_PLAIN_TAIL)
        return { encoding: 'br', body: Buffer.concat([prepared, plainBlock(rest), END]) }
      return {
        encoding: 'br',
        body: await brotli(Buffer.concat([bytes, rest]), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
      }
    }
    return await encodedFor(accepted, Buffer.concat([bytes, rest]))
  }
}

/** ISLAST and ISLASTEMPTY. */
const END = Buffer.from([0b11])

/** RFC 7932 §9.2: ISLAST 0, four nibbles of length minus one, ISUNCOMPRESSED 1, zeros up to the byte's edge, the bytes. */
function plainBlock(bytes: Buffer): Buffer {
  const header = ((bytes.length - 1) << 3) | (1 << 19)
  return Buffer.concat([Buffer.from([header & 0xff, (header >> 8) & 0xff, header >> 16]), bytes])
}
