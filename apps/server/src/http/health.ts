import { createHash, timingSafeEqual } from 'node:crypto'
import { refuse } from '@mashang/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Config } from '../config.ts'
import type { Deps } from '../deps.ts'
import { ping, waitingWork } from '../work/health.ts'
import { sendProblem } from './problem.ts'

/** `/livez`: this process runs. `/readyz`: it can serve. `/metrics`: for the operator's Prometheus, and nobody else. */
export function healthRoutes(app: FastifyInstance, { db }: Pick<Deps, 'db'>, config: MetricsConfig): void {
  app.get('/livez', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    try {
      await ping(db)
      return { status: 'ok' }
    } catch {
      return reply.status(503).send({ status: 'unavailable' })
    }
  })

  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'mashang_http_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe({ route: request.routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, config)) return sendProblem(request, reply, refuse('forbidden'))
    return reply.type(registry.contentType).send((await registry.metrics()) + (await waitingWork(db)))
  })
}

type MetricsConfig = Pick<Config, 'METRICS_TOKEN' | 'TRUST_PROXY'>

function mayReadMetrics({ socket, headers }: FastifyRequest, { METRICS_TOKEN, TRUST_PROXY }: MetricsConfig): boolean {
  if (METRICS_TOKEN && sameText(headers.authorization ?? '', `Bearer ${METRICS_TOKEN}`)) return true
  // A proxy makes everybody look local, or lets them claim it; of one on this machine we may not have been told.
  if (TRUST_PROXY > 0 || Object.keys(headers).some((name) => FORWARDED.test(name))) return false
  return LOOPBACK.test(socket.remoteAddress ?? '')
}

const FORWARDED = /^(x-forwarded-.+|x-real-ip|forwarded|via)$/
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

/** Takes as long whatever the texts are. */
function sameText(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
