import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** antd writes its styles at run time, which is why styles are not restricted; everything else is. */
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The admin console at `/console/`: hashed files that never change, and one page for every path of the app. */
export async function consoleFiles(app: FastifyInstance, directory: string): Promise<void> {
  const page = readFileSync(join(directory, 'index.html'))
  await app.register(fastifyStatic, {
    root: join(directory, 'assets'),
    prefix: '/console/assets/',
    immutable: true,
    maxAge: '1y',
    preCompressed: true,
    wildcard: false,
  })
  const send = { schema: { hide: true } }
  for (const url of ['/console', '/console/*'])
    app.get(url, send, async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', POLICY)
        .header('cache-control', 'no-cache')
        .send(page),
    )
}
