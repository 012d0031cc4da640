import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { openapi } from '@mashang/contract'
import type { FastifyInstance } from 'fastify'

/** `/openapi.json`, and the same to read and try at `/docs`. */
export async function apiDocs(app: FastifyInstance, publicUrl: string): Promise<void> {
  const document = openapi(publicUrl)
  app.get('/openapi.json', async (_request, reply) => reply.send(document))
  await app.register(swagger, { mode: 'static', specification: { document: document as never } })
  await app.register(swaggerUi, { routePrefix: '/docs' })
}
