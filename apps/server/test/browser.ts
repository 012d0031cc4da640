import type { ConsoleCalls, ConsumerCalls, MerchantCalls, ProblemBody } from '@mashang/contract'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { PUBLIC_URL } from './app.ts'

type AllCalls = ConsumerCalls & ConsoleCalls & MerchantCalls
type Call = keyof AllCalls

/** An answer read as what the contract promises: the wrong reading throws, with the body. */
export type Answer<T> = { status: number; raw: LightMyRequestResponse; value: T; problem: ProblemBody }

function answer<T>(raw: LightMyRequestResponse): Answer<T> {
  const status = raw.statusCode
  return {
    status,
    raw,
    get value(): T {
      if (status >= 300) throw new Error(`${status} ${raw.body}`)
      return raw.json()
    },
    get problem(): ProblemBody {
      if (raw.headers['content-type']?.toString().startsWith('application/problem+json')) return raw.json()
      throw new Error(`not a problem: ${status} ${raw.body}`)
    },
  }
}

/** Something that keeps its cookies: a phone, or the computer of a staff member. */
export type Browser = {
  call: <K extends Call>(
    key: K,
    input: AllCalls[K]['input'],
    extra?: Pick<InjectOptions, 'headers' | 'remoteAddress'>,
  ) => Promise<Answer<AllCalls[K]['reply']>>
  /** Anything at all, for what no client of ours would send. */
  send: (request: InjectOptions & { url: string }) => Promise<LightMyRequestResponse>
}

export function browser(http: FastifyInstance): Browser {
  const cookies: Record<string, string> = {}
  const send: Browser['send'] = async (request) => {
    // A browser names its page with every change.
    const headers = { ...(request.method && request.method !== 'GET' && { origin: PUBLIC_URL }), ...request.headers }
    const response = await http.inject({ authority: new URL(PUBLIC_URL).host, ...request, headers, cookies })
    for (const { name, value } of response.cookies) cookies[name] = value
    return response
  }
  return {
    send,
    async call(key, input, { headers = {}, remoteAddress } = {}) {
      const [method, path = ''] = key.split(' ') as [NonNullable<InjectOptions['method']>, string]
      const { params = {}, query, body } = input as { params?: Record<string, string>; query?: object; body?: object }
      const url = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
      return answer(
        await send({
          method,
          url,
          headers,
          ...(remoteAddress && { remoteAddress }),
          ...(query && { query: query as Record<string, string> }),
          ...(body && { payload: body }),
        }),
      )
    },
  }
}
