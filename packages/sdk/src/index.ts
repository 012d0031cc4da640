import type { ConsoleCalls, ConsumerCalls, MerchantCalls, ProblemBody } from '@mashang/contract'

/** A reply, or a refusal with its problem; `offline` when no answer came at all. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: ProblemBody } | { ok: false; problem: 'offline' }

type AnyCalls = Record<string, { input: { params?: object; query?: object; body?: unknown }; reply: unknown }>

export type ClientOptions = {
  /** `https://kp.example.com`; empty for the page's own origin. */
  baseUrl?: string
  headers?: Record<string, string>
  fetch?: typeof fetch
  /** No call outlives this. */
  timeoutMs?: number
}

/**
 * A typed door to the API: `call('POST /v1/orders', { body })`. The key carries method and path, so the
 * client knows nothing that the contract does not say, and adds no schema to a page's first load.
 */
function door<C extends AnyCalls>(options: ClientOptions = {}) {
  const { baseUrl = '', headers = {}, fetch: send = (...args) => fetch(...args), timeoutMs = 20_000 } = options
  return async <K extends keyof C & string>(
    key: K,
    input: C[K]['input'],
    extra: { headers?: Record<string, string>; signal?: AbortSignal } = {},
  ): Promise<Result<C[K]['reply']>> => {
    const [method = 'GET', path = ''] = key.split(' ', 2)
    const { params, query, body } = input
    const timeout = AbortSignal.timeout(timeoutMs)
    try {
      const response = await send(baseUrl + fill(path, params) + search(query), {
        method,
        headers: {
          ...headers,
          ...extra.headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        credentials: 'same-origin',
        signal: extra.signal ? AbortSignal.any([extra.signal, timeout]) : timeout,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const json: unknown = await response.json()
      return response.ok ? { ok: true, value: json as C[K]['reply'] } : { ok: false, problem: json as ProblemBody }
    } catch (error) {
      if (extra.signal?.aborted) throw error
      return { ok: false, problem: 'offline' }
    }
  }
}

function fill(path: string, params: object = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String((params as Record<string, unknown>)[name])))
}

function search(query: object = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return given.length ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : ''
}

export const consumerDoor = (options?: ClientOptions) => door<ConsumerCalls>(options)
export const consoleDoor = (options?: ClientOptions) => door<ConsoleCalls>(options)

/** `apiKey` is shown once in the console. Each POST needs an idempotency key: send the same one when you retry. */
export const merchantDoor = ({ apiKey, ...options }: ClientOptions & { apiKey: string }) =>
  door<MerchantCalls>({ ...options, headers: { ...options.headers, authorization: `Bearer ${apiKey}` } })
