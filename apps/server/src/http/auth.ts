import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'

/** Sign-in and sign-out: better-auth's own endpoints, a web handler behind a Fastify route. */
export function authRoutes(app: FastifyInstance, { auth, publicUrl }: Pick<Deps, 'auth' | 'publicUrl'>): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (request, reply) => {
      const headers = fromNodeHeaders(request.headers)
      // better-auth limits tries by address; the address is the one we believe, not one that a caller claims.
      headers.set('x-forwarded-for', request.ip)
      const answer = await auth.handler(
        new Request(new URL(request.url, publicUrl), {
          method: request.method,
          headers,
          ...(request.method === 'POST' && { body: JSON.stringify(request.body ?? {}) }),
        }),
      )
      reply.status(answer.status)
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value)
      for (const value of answer.headers.getSetCookie()) reply.header('set-cookie', value)
      return reply.send(Buffer.from(await answer.arrayBuffer()))
    },
  })
}
