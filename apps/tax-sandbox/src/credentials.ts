import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'

/** App keys and their secrets. */
export type Apps = ReadonlyMap<string, string>

const TOKEN_SECONDS = 86_400
/** A request's time may be this far from ours. */
const CLOCK_TOLERANCE_S = 600

const Query = z.object({
  senid: z.string().regex(/^[0-9a-zA-Z]{32}$/),
  nonce: z.string().regex(/^\d{8}$/),
  timestamp: z.string().regex(/^\d{10}$/),
  appkey: z.string().min(1),
})

/** The app that signed a request, or undefined when query, app or signature is wrong. `body` as it was received. */
export function signerOf(apps: Apps, query: unknown, signature: unknown, body: string): string | undefined {
  const { success, data } = Query.safeParse(query)
  if (!success || typeof signature !== 'string') return undefined
  const secret = apps.get(data.appkey)
  if (secret === undefined || Math.abs(Date.now() / 1000 - Number(data.timestamp)) > CLOCK_TOLERANCE_S) return undefined
  const message = `a=services&l=v1&p=open&k=${data.appkey}&i=${data.senid}&n=${data.nonce}&t=${data.timestamp}&f=${body}`
  const expected = createHmac('sha1', secret).update(message).digest('base64')
  return isSame(signature, expected) ? data.appkey : undefined
}

const TokenRequest = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z.literal('client_credentials'),
})

/** Grants a token of 24 hours. It names its end and is sealed with the secret, so nothing has to be kept. */
export function grantToken(apps: Apps, form: unknown): { access_token: string; expires_in: number } | undefined {
  const { success, data } = TokenRequest.safeParse(form)
  const secret = success ? apps.get(data.client_id) : undefined
  if (!success || secret === undefined || !isSame(data.client_secret, secret)) return undefined
  const end = Math.floor(Date.now() / 1000) + TOKEN_SECONDS
  return { access_token: `${end}.${sealOf(data.client_id, secret, end)}`, expires_in: TOKEN_SECONDS }
}

export function isTokenOf(apps: Apps, app: string, token: unknown): boolean {
  const [, end, seal] = /^(\d{10})\.([\w-]+)$/.exec(String(token)) ?? []
  if (end === undefined || seal === undefined || Number(end) < Date.now() / 1000) return false
  return isSame(seal, sealOf(app, apps.get(app) ?? '', Number(end)))
}

function sealOf(app: string, secret: string, end: number): string {
  return createHmac('sha256', secret).update(`token ${app} ${end}`).digest('base64url')
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
