import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

export type Encoded = { encoding?: 'br' | 'gzip'; body: Buffer }

const gzipped = promisify(gzip)

/** Packed for whom `accept-encoding` says to take it so. */
export async function encodedFor(accepted: string, body: Buffer): Promise<Encoded> {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accepted)
    ? { encoding: 'gzip', body: await gzipped(body) }
    : { body }
}
