import type { Refused, Route, SentenceKey } from '@mashang/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { z } from 'zod'
import { badInput, sendProblem } from './problem.ts'
import { unstorable } from './storable.ts'

type Parsed<R, K extends 'params' | 'query' | 'body'> = K extends keyof R
  ? R[K] extends z.ZodType
    ? z.output<R[K]>
    : undefined
  : undefined

export type Request<R, C> = {
  params: Parsed<R, 'params'>
  query: Parsed<R, 'query'>
  body: Parsed<R, 'body'>
  /** Who asks: what the door found out before the handler runs. */
  caller: C
  request: FastifyRequest
  reply: FastifyReply
}

/**
 * A handler answers with the reply of its route or one of the refusals its route names: the compiler checks both. Bad
 * input is any route's, for what no schema can know.
 */
export type Handler<R extends Route, C> = (
  request: Request<R, C>,
) => Promise<{ ok: true; value: z.input<R['reply']> } | Refused<R['problems'][number] | 'bad-input'>>

export type Handlers<Rs extends Record<keyof Rs, Route>, C> = { [K in keyof Rs]: Handler<Rs[K], C> }

/** Opens the door: tells who asks, or refuses. */
export type Caller<C> = (request: FastifyRequest, reply: FastifyReply) => Promise<{ ok: true; value: C } | Refused>

const nothing = z.strictObject({})

/** Registers every route of a part of the contract. Input is parsed by the contract's schemas before a handler sees it. */
export function serve<Rs extends Record<keyof Rs, Route>, C>(
  app: FastifyInstance,
  routes: Rs,
  caller: Caller<C>,
  handlers: Handlers<Rs, C>,
): void {
  for (const key of Object.keys(routes) as (keyof Rs & string)[]) {
    const route: Route = routes[key]
    const handler = handlers[key] as unknown as Handler<Route, C>
    const [method, path = ''] = key.split(' ') as [HTTPMethods, string]
    const schema = z
      .object({ params: route.params ?? nothing, query: route.query ?? nothing, body: route.body ?? z.unknown() })
      .superRefine((input, context) => {
        for (const path of unstorable(input))
          context.addIssue({ code: 'custom', message: 'text.control-characters' satisfies SentenceKey, path })
      })
    app.route({
      method,
      url: path.replace(/\{(\w+)\}/g, ':$1'),
      handler: async (request, reply) => {
        const who = await caller(request, reply)
        if (!who.ok) return sendProblem(request, reply, who)
        const { params, query, body } = request
        const parsed = schema.safeParse({ params, query, body }, { reportInput: true })
        if (!parsed.success) return sendProblem(request, reply, badInput(withoutPart(parsed.error)))
        const answer = await handler({ ...parsed.data, caller: who.value, request, reply } as Request<Route, C>)
        return answer.ok ? reply.status(route.status ?? 200).send(answer.value) : sendProblem(request, reply, answer)
      },
    })
  }
}

/** A caller knows fields, not whether they came by path or body. */
function withoutPart(error: z.ZodError): z.ZodError {
  return new z.ZodError(error.issues.map((issue) => ({ ...issue, path: issue.path.slice(1) })))
}
