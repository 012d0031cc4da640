import type { ConsoleCalls, ProblemBody } from '@mashang/contract'
import { consoleDoor } from '@mashang/sdk'
import { queryOptions } from '@tanstack/react-query'

type Key = keyof ConsoleCalls
type Reading = Extract<Key, `GET ${string}`>

/** What a call throws when the server refused, or could not be reached (`offline`). */
export class Refusal extends Error {
  readonly problem: ProblemBody | 'offline'

  constructor(problem: ProblemBody | 'offline') {
    super(problem === 'offline' ? 'offline' : problem.title)
    this.problem = problem
  }
}

export function needsSignIn(error: unknown): boolean {
  return error instanceof Refusal && error.problem !== 'offline' && error.problem.code === 'sign-in-required'
}

/** What the server says of single fields, by path: `lines.0.grossFen`. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof Refusal) || error.problem === 'offline') return {}
  return Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [path, message]))
}

const call = consoleDoor()

/** Asks the server, in the language of the page. Throws a Refusal: TanStack Query keeps errors as they are thrown. */
export async function ask<K extends Key>(
  key: K,
  input: ConsoleCalls[K]['input'],
  signal?: AbortSignal,
): Promise<ConsoleCalls[K]['reply']> {
  const headers = { 'accept-language': document.documentElement.lang }
  const result = await call(key, input, signal ? { headers, signal } : { headers })
  if (result.ok) return result.value
  throw new Refusal(result.problem)
}

/** A reading of the API for useQuery: cached under the route and its input. */
export function reading<K extends Reading>(key: K, input: ConsoleCalls[K]['input']) {
  return queryOptions({ queryKey: [key, input] as const, queryFn: ({ signal }) => ask(key, input, signal) })
}
