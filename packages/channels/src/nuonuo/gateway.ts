import { randomInt, randomUUID } from 'node:crypto'
import { readAtMost } from '../read-at-most.ts'
import { sign } from './sign.ts'
import { type TokenConfig, tokenFor } from './token.ts'
import { isTokenError, type Method, Reply } from './wire.ts'

export type GatewayConfig = TokenConfig & { endpoint: string; taxpayerId: string }

/** What came back: an answer in Nuonuo's words, or nothing that can be relied on. */
export type Answer =
  | { kind: 'answer'; code: string; words: string; result: unknown }
  | { kind: 'silence'; reason: string }

/** Two thousand lines come back in about two megabytes. */
const REPLY_LIMIT = 8 * 1024 * 1024

/** Asks the gateway one question, signed, with a token. */
export async function ask(config: GatewayConfig, method: Method, content: unknown): Promise<Answer> {
  const first = await tokenFor(config)
  if (!first.ok) return { kind: 'silence', reason: first.reason }
  const answer = await post(config, method, content, first.token)
  if (answer.kind === 'silence' || !isTokenError(answer.code)) return answer

  // The gateway turned the token away before it looked at the request, so this is not a second sending.
  const renewed = await tokenFor(config, first.token)
  if (!renewed.ok) return { kind: 'silence', reason: renewed.reason }
  return renewed.token === first.token ? answer : post(config, method, content, renewed.token)
}

async function post(config: GatewayConfig, method: Method, content: unknown, token: string): Promise<Answer> {
  const body = JSON.stringify(content)
  const senid = randomUUID().replaceAll('-', '')
  const nonce = String(randomInt(10_000_000, 100_000_000))
  const timestamp = String(Math.floor(Date.now() / 1000))
  const query = new URLSearchParams({ senid, nonce, timestamp, appkey: config.appKey })
  const headers = {
    'content-type': 'application/json',
    'x-nuonuo-sign': sign(config.appSecret, { appKey: config.appKey, senid, nonce, timestamp, body }),
    accesstoken: token,
    usertax: config.taxpayerId,
    method,
  }
  try {
    const signal = AbortSignal.timeout(config.timeoutMs)
    const response = await config.fetch(`${config.endpoint}?${query}`, { method: 'POST', headers, body, signal })
    const bytes = await readAtMost(response, REPLY_LIMIT)
    if (!response.ok) return { kind: 'silence', reason: `HTTP ${response.status}` }
    const reply = Reply.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    if (!reply.success) return { kind: 'silence', reason: 'the reply was not understood' }
    return { kind: 'answer', code: reply.data.code, words: reply.data.describe, result: reply.data.result }
  } catch (error) {
    return { kind: 'silence', reason: error instanceof Error ? error.message : String(error) }
  }
}
