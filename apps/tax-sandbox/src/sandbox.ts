import fastify, { type FastifyInstance } from 'fastify'
import { behaviour } from './behaviour.ts'
import type { Books } from './books.ts'
import type { Apps } from './credentials.ts'
import { desk } from './desk.ts'
import { gateway, type Traffic } from './gateway.ts'

/** The simulated bureau as an HTTP application, not yet listening. */
export function sandbox({ apps, books }: { apps: Apps; books: Books }): FastifyInstance {
  const app = fastify({ forceCloseConnections: true })
  const traffic: Traffic = { tokens: 0, requests: {} }
  const bureau = { apps, books, behaviour: behaviour(), traffic }
  app.register(gateway, bureau)
  app.register(desk, bureau)
  return app
}
