import { createHmac } from 'node:crypto'

export type Signed = { appKey: string; senid: string; nonce: string; timestamp: string; body: string }

/**
 * The `X-Nuonuo-Sign` header: base64 of HMAC-SHA1 over the canonical string of a request.
 * The path /open/v1/services reads `a=services&l=v1&p=open`; `body` must be sent byte for byte as signed.
 */
export function sign(appSecret: string, { appKey, senid, nonce, timestamp, body }: Signed): string {
  const message = `a=services&l=v1&p=open&k=${appKey}&i=${senid}&n=${nonce}&t=${timestamp}&f=${body}`
  return createHmac('sha1', appSecret).update(message).digest('base64')
}
