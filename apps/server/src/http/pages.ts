import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { type ProblemBody, problems, type Refused } from '@mashang/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { applicationOfHolder } from '../applications/find.ts'
import { viewOf } from '../applications/view.ts'
import type { Deps } from '../deps.ts'
import { scanPageOfCode, scanPageOfReceipt } from './consumer.ts'
import { deviceOf } from './device.ts'
import { problemBody } from './problem.ts'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/** What the page starts from, so that its first paint needs no second request. */
type State =
  | { page: unknown }
  | { application: unknown; ref: string; t?: string }
  | { mine: true }
  | { problem: ProblemBody }

/** The consumer's pages: one small HTML with everything in it, styles, program and state. */
export function consumerPages(app: FastifyInstance, deps: Deps, h5Directory: string): void {
  const page = readPage(h5Directory)
  const { db, sealer } = deps

  app.get<{ Params: { code: string } }>('/s/:code', async (request, reply) => {
    const scanned = await scanPageOfCode(deps, request.params.code, deviceOf(sealer, request, reply))
    return await send(page, request, reply, scanned.ok ? { page: scanned.value } : scanned)
  })
  app.get<{ Params: { code: string } }>('/r/:code', async (request, reply) => {
    const scanned = await scanPageOfReceipt(deps, request.params.code, deviceOf(sealer, request, reply))
    return await send(page, request, reply, scanned.ok ? { page: scanned.value } : scanned)
  })
  app.get<{ Params: { ref: string }; Querystring: { t?: string } }>('/a/:ref', async (request, reply) => {
    const { ref } = request.params
    const { t } = request.query
    const found = await applicationOfHolder(deps, ref, { deviceHash: deviceOf(sealer, request, reply), link: t })
    if (!found.ok) return await send(page, request, reply, found)
    return await send(page, request, reply, {
      application: await viewOf(db, sealer, found.application),
      ref,
      ...(t && { t }),
    })
  })
  app.get('/mine', async (request, reply) => {
    deviceOf(sealer, request, reply)
    return await send(page, request, reply, { mine: true })
  })
}

type Page = { before: string; after: string; policy: string }

function readPage(directory: string): Page {
  const html = readFileSync(join(directory, 'index.html'), 'utf8')
  const [before, after] = html.split('<!--state-->')
  if (before === undefined || after === undefined) throw new Error('apps/h5: the built page has no place for the state')
  return { before, after, policy: policyFor(html) }
}

/** Only what stands in the page itself may run, and it may talk to nobody but us. */
function policyFor(html: string): string {
  const hashes = (tag: 'script' | 'style') =>
    [...html.matchAll(new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))]
      .map(([, content = '']) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`)
      .join(' ')
  return [
    "default-src 'none'",
    `script-src ${hashes('script') || "'none'"}`,
    `style-src ${hashes('style') || "'none'"}`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ')
}

async function send(
  page: Page,
  request: FastifyRequest,
  reply: FastifyReply,
  content: State | Refused,
): Promise<FastifyReply> {
  const refused = 'ok' in content ? content : undefined
  const state = refused ? { problem: problemBody(request, refused) } : content
  // `<` is written as an escape, so that no text of a shop or consumer can end the script element.
  const json = JSON.stringify(state).replaceAll('<', '\\u003c')
  const html = `${page.before}<script type="application/json" id="state">${json}</script>${page.after}`
  const { encoding, body } = await compress(html, request.headers['accept-encoding'] ?? '')
  reply
    .status(refused ? problems[refused.problem].status : 200)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', page.policy)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('x-content-type-options', 'nosniff')
    .header('vary', 'accept-encoding, accept-language')
  if (encoding) reply.header('content-encoding', encoding)
  return reply.send(body)
}

async function compress(html: string, accepted: string): Promise<{ encoding?: 'br' | 'gzip'; body: string | Buffer }> {
  if (/\bbr\b/.test(accepted))
    return { encoding: 'br', body: await brotli(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) }
  if (/\bgzip\b/.test(accepted)) return { encoding: 'gzip', body: await gzipped(html) }
  return { body: html }
}
