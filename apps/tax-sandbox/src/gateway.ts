import formbody from '@fastify/formbody'
import { type DocumentFormat, formats, ofdOf, pdfOf, xmlOf } from '@mashang/documents'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Behaviour } from './behaviour.ts'
import type { Books } from './books.ts'
import { type Apps, grantToken, isTokenOf, signerOf } from './credentials.ts'
import { invoiceOf } from './invoice.ts'
import { LOST, type Reply, services } from './services.ts'
import { isSealed } from './status.ts'
import { verificationPage } from './verify.ts'

/** Counted for checks from outside. */
export type Traffic = { tokens: number; requests: Record<string, number> }

export type Bureau = {
  apps: Apps
  books: Books
  behaviour: Behaviour
  traffic: Traffic
  /** The page that QR codes of samples lead to, as phones reach it. */
  verifyAt: string
}

/** Two thousand lines of six hundred bytes, and room. */
const BODY_LIMIT = 4 * 1024 * 1024

const makers = {
  pdf: { type: 'application/pdf', of: pdfOf },
  ofd: { type: 'application/ofd', of: ofdOf },
  xml: { type: 'application/xml', of: xmlOf },
}

/** What the outside world sees of the bureau: tokens, services, documents. All of it can be down. */
export async function gateway(app: FastifyInstance, bureau: Bureau): Promise<void> {
  await app.register(formbody)
  // The signature covers the bytes as they came, so JSON is parsed later.
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_, body, done) =>
    done(null, body),
  )
  beDownWhenTold(app, bureau.behaviour)

  app.post('/accessToken', async (request, reply) => {
    bureau.traffic.tokens += 1
    const token = grantToken(bureau.apps, request.body)
    if (token) return token
    reply.code(400)
    return { error: 'invalid_client', error_description: 'client_id或client_secret有误' }
  })
  app.post('/open/v1/services', async (request, reply) => {
    const answer = serve(bureau, request)
    return answer === LOST ? hangUp(request, reply) : answer
  })
  app.get<{ Params: { key: string; format: DocumentFormat } }>(
    `/documents/:key.:format(^(?:${formats.join('|')})$)`,
    async (request, reply) => {
      const entry = bureau.books.byDocumentKey(request.params.key)
      const make = makers[request.params.format]
      if (!entry || !isSealed(entry, Date.now())) return reply.code(404).send({ error: 'not found' })
      return reply.type(make.type).send(Buffer.from(make.of(invoiceOf(entry), { verifyAt: bureau.verifyAt })))
    },
  )
  app.get('/verify', async (request, reply) =>
    reply.type('text/html; charset=utf-8').send(verificationPage(bureau.books, request.query, Date.now())),
  )
}

function serve({ apps, books, behaviour, traffic }: Bureau, request: FastifyRequest): Reply | typeof LOST {
  const body = typeof request.body === 'string' ? request.body : ''
  const { method, usertax, accesstoken, 'x-nuonuo-sign': signature } = request.headers
  const app = signerOf(apps, request.query, signature, body)
  if (app === undefined) return { code: '070101', describe: '获取app密钥失败或appkey无效' }
  if (!isTokenOf(apps, app, accesstoken)) return { code: '070304', describe: 'accessToken无效' }

  const service = services.get(String(method))
  if (!service) return { code: 'E9500', describe: '接口不存在' }
  traffic.requests[String(method)] = (traffic.requests[String(method)] ?? 0) + 1
  return service({
    books,
    behaviour,
    userTax: typeof usertax === 'string' ? usertax : undefined,
    content: parseJson(body),
    origin: `${request.protocol}://${request.host}`,
    now: Date.now(),
  })
}

/** A bureau that is down refuses in two ways, taking turns: an answer of 503, and no answer. */
function beDownWhenTold(app: FastifyInstance, behaviour: Behaviour): void {
  let turn = 0
  app.addHook('onRequest', async (request, reply) => {
    if (!behaviour.meets('down')) return
    turn += 1
    return turn % 2 === 1 ? reply.code(503).send('down 停机') : hangUp(request, reply)
  })
}

function hangUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.raw.socket.destroy()
  return reply.hijack()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
