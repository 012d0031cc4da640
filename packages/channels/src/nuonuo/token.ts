import * as z from 'zod'
import { readAtMost } from '../read-at-most.ts'

/** An access token. Times are milliseconds since the epoch. */
export type Token = { value: string; fetchedAt: number; expiresAt: number }

/** Where tokens are kept. Give one that every node shares: an app may fetch only some 50 tokens in 30 days. */
export type TokenCache = {
  get: (key: string) => Promise<Token | undefined>
  set: (key: string, token: Token) => Promise<void>
}

export type TokenConfig = {
  tokenEndpoint: string
  appKey: string
  appSecret: string
  tokens: TokenCache
  fetch: typeof fetch
  timeoutMs: number
}

export type TokenAnswer = { ok: true; token: string } | { ok: false; reason: string }

/** Renewed this long before it ends, so that no request travels with a token about to die. */
const MARGIN_MS = 5 * 60_000
/** A token this young is not the cause of an error, and fetching another would only use up the allowance. */
const YOUNG_MS = 60_000

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() })
const Denied = z.object({ error: z.string(), error_description: z.string().optional() })

/** A cache for one process. */
export function tokensInMemory(): TokenCache {
  const tokens = new Map<string, Token>()
  return {
    get: async (key) => tokens.get(key),
    set: async (key, token) => void tokens.set(key, token),
  }
}

// Keyed by cache, not by channel: channels of many sellers may share one app, and so one fetch.
const underway = new WeakMap<TokenCache, Map<string, Promise<TokenAnswer>>>()

/** A token for the app: cached, or fetched once for all callers. `rejected` is one that the gateway did not accept. */
export async function tokenFor(config: TokenConfig, rejected?: string): Promise<TokenAnswer> {
  const key = `${config.tokenEndpoint}#${config.appKey}`
  const fetches = underway.get(config.tokens) ?? new Map<string, Promise<TokenAnswer>>()
  underway.set(config.tokens, fetches)

  const shared = fetches.get(key)
  if (shared) return shared
  const mine = cachedOrFetched(config, key, rejected).finally(() => fetches.delete(key))
  fetches.set(key, mine)
  return mine
}

async function cachedOrFetched(config: TokenConfig, key: string, rejected?: string): Promise<TokenAnswer> {
  const cached = await config.tokens.get(key)
  const now = Date.now()
  if (cached && cached.expiresAt - MARGIN_MS > now) {
    // Another node may have renewed it meanwhile.
    if (cached.value !== rejected || now - cached.fetchedAt < YOUNG_MS) return { ok: true, token: cached.value }
  }
  return fetchToken(config, key)
}

async function fetchToken(config: TokenConfig, key: string): Promise<TokenAnswer> {
  const form = new URLSearchParams({
    client_id: config.appKey,
    client_secret: config.appSecret,
    grant_type: 'client_credentials',
  })
  let answer: unknown
  try {
    const signal = AbortSignal.timeout(config.timeoutMs)
    const response = await config.fetch(config.tokenEndpoint, { method: 'POST', body: form, signal })
    answer = JSON.parse(new TextDecoder().decode(await readAtMost(response, 64 * 1024)))
  } catch (error) {
    return { ok: false, reason: `no access token: ${error instanceof Error ? error.message : error}` }
  }
  const granted = Granted.safeParse(answer)
  if (!granted.success) {
    const denied = Denied.safeParse(answer)
    const words = denied.success
      ? `${denied.data.error} ${denied.data.error_description ?? ''}`.trim()
      : 'not understood'
    return { ok: false, reason: `no access token: ${words}` }
  }
  const { access_token: value, expires_in: seconds } = granted.data
  const fetchedAt = Date.now()
  await config.tokens.set(key, { value, fetchedAt, expiresAt: fetchedAt + seconds * 1000 })
  return { ok: true, token: value }
}
