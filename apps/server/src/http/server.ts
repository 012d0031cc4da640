import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import { refuse } from '@mashang/contract'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { Deps } from '../deps.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { apiDocs } from './api-docs.ts'
import { authRoutes } from './auth.ts'
import { consoleApi } from './console.ts'
import { consoleFiles } from './console-files.ts'
import { consumerApi } from './consumer.ts'
import { documentRoutes } from './documents.ts'
import { healthRoutes } from './health.ts'
import { mailboxPages } from './mailbox.ts'
import { merchantApi } from './merchant.ts'
import { consumerPages } from './pages.ts'
import { sendError, sendProblem } from './problem.ts'
import { qrImageRoutes } from './qr-images.ts'
import { verificationPage } from './verification.ts'

/** Two thousand lines of an order are half of it. */
const LARGEST_BODY = 1024 * 1024
const REQUEST_TIMEOUT_MS = 30_000

/** Everything the public port serves. `webDirectory` holds the built apps h5/dist and console/dist. */
export async function httpServer(
  deps: Deps,
  options: { config: Config; webDirectory: string; mailbox: Mailbox | undefined },
): Promise<FastifyInstance> {
  const { config, webDirectory, mailbox } = options
  const app: FastifyInstance = Fastify({
    logger: config.LOG_LEVEL === 'silent' ? false : { level: config.LOG_LEVEL, serializers: { req: requestInLog } },
    bodyLimit: LARGEST_BODY,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: (_address, hop) => hop < config.TRUST_PROXY,
    genReqId: () => randomUUID(),
    // An address that cannot even be decoded.
    frameworkErrors: (_error, request, reply) => sendProblem(request, reply, refuse('not-found')),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  })
  app.setErrorHandler<Error>((error, request, reply) => sendError(error, request, reply))
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, refuse('not-found')))
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
  })

  await app.register(cookie)
  if (config.RATE_LIMIT > 0) await app.register(rateLimit, { max: config.RATE_LIMIT, timeWindow: '1 minute' })
  healthRoutes(app, deps, config)
  authRoutes(app, deps)
  consumerApi(app, deps)
  consoleApi(app, deps)
  merchantApi(app, deps)
  documentRoutes(app, deps)
  qrImageRoutes(app, deps)
  consumerPages(app, deps, join(webDirectory, 'h5', 'dist'))
  await consoleFiles(app, join(webDirectory, 'console', 'dist'))
  await apiDocs(app, deps.publicUrl)
  if (mailbox) mailboxPages(app, mailbox)
  if (config.TAX_SANDBOX_URL) verificationPage(app, config.TAX_SANDBOX_URL)
  app.get('/', async (_request, reply) => reply.redirect('/console/'))
  return app
}

/** Without the query: a mailed link carries its proof there. */
function requestInLog({ method, url, ip }: FastifyRequest) {
  return { method, path: url.split('?')[0], ip }
}
