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
    root: directory,
    prefix: '/console/',
    index: false,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  // A file of an older build is gone; the page in its place would only confuse the browser.
  app.get('/console/assets/*', async (_request, reply) => reply.callNotFound())
  for (const url of ['/console', '/console/*'])
    app.get(url, async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', POLICY)
        .header('cache-control', 'no-cache')
        .send(page),
    )
}
