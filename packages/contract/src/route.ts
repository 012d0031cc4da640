import type { z } from 'zod'
import type { Problem } from './problems.ts'

/**
 * One endpoint as data. Routes are kept in objects whose keys are `METHOD /path/{parameter}`;
 * the server registers them, the client is typed by them, openapi.json is printed from them.
 */
export type Route = {
  summary: string
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  reply: z.ZodType
  status?: 200 | 201 | 202
  /** Besides those that any route may answer (bad input, not JSON, too large, too many, internal). */
  problems: readonly Problem[]
}

export type Routes = Record<`${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`, Route>

type Given<R, K extends string> = K extends keyof R ? (R[K] extends z.ZodType ? z.input<R[K]> : never) : never
type Inputs<R> = {
  [K in 'params' | 'query' | 'body' as Given<R, K> extends never ? never : K]: Given<R, K>
}

/** What a client sends and receives, route by route. */
export type Calls<R extends Record<keyof R, Route>> = {
  [K in keyof R]: { input: Inputs<R[K]>; reply: z.output<R[K]['reply']>; problem: R[K]['problems'][number] }
}
