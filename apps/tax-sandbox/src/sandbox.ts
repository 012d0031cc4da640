import fastify, { type FastifyInstance } from 'fastify'
import { behaviour } from './behaviour.ts'
import { desk } from './desk.ts'
import { type Bureau, gateway } from './gateway.ts'

/** The simulated bureau as an HTTP application, not yet listening. */
export function sandbox(given: Pick<Bureau, 'apps' | 'books' | 'verifyAt'>): FastifyInstance {
  const app = fastify({ forceCloseConnections: true })
  const bureau: Bureau = { ...given, behaviour: behaviour(), traffic: { tokens: 0, requests: {} } }
  app.register(gateway, bureau)
  app.register(desk, bureau)
  return app
}
