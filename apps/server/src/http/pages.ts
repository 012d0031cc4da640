import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ProblemBody, problems, type Refused } from '@mashang/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { applicationOfHolder } from '../applications/find.ts'
import { viewOf } from '../applications/view.ts'
import type { Deps } from '../deps.ts'
import { scanPageOfCode, scanPageOfReceipt } from './consumer.ts'
import { deviceOf, proofOf } from './device.ts'
import { preparePage } from './prepared-page.ts'
import { problemBody } from './problem.ts'

/** What the page starts from, so that its first paint needs no second request. */
type State =
  | { page: unknown }
  | { application: unknown; ref: string; t?: string }
  | { mine: true }
  | { problem: ProblemBody }

/**
 * The consumer's two pages, each one small HTML with everything in it, styles, program and state: what a scanned code
 * leads to, and what became of an application.
 */
export function consumerPages(app: FastifyInstance, deps: Deps, h5Directory: string): void {
  const scan = readPage(join(h5Directory, 'index.html'))
  const later = readPage(join(h5Directory, 'application.html'))
  const { sealer } = deps

  app.get<{ Params: { code: string } }>('/s/:code', async (request, reply) => {
    const scanned = await scanPageOfCode(deps, request.params.code, deviceOf(sealer, request, reply))
    return await send(scan, request, reply, scanned.ok ? { page: scanned.value } : scanned)
  })
  app.get<{ Params: { code: string } }>('/r/:code', async (request, reply) => {
    const scanned = await scanPageOfReceipt(deps, request.params.code, deviceOf(sealer, request, reply))
    return await send(scan, request, reply, scanned.ok ? { page: scanned.value } : scanned)
  })
  app.get<{ Params: { ref: string }; Querystring: { t?: unknown } }>('/a/:ref', async (request, reply) => {
    const { ref } = request.params
    const proof = proofOf(sealer, request, reply)
    const found = await applicationOfHolder(deps, ref, proof)
    if (!found.ok) return await send(later, request, reply, found)
    return await send(later, request, reply, {
      application: await viewOf(deps, found.application),
      ref,
      ...(proof.link && { t: proof.link }),
    })
  })
  app.get('/mine', async (request, reply) => {
    deviceOf(sealer, request, reply)
    return await send(later, request, reply, { mine: true })
  })
}

type Page = { withTail: ReturnType<typeof preparePage>; policy: string; end: string }

function readPage(file: string): Page {
  const html = readFileSync(file, 'utf8')
  const [head, end] = html.split('<!--state-->')
  if (head === undefined || end === undefined) throw new Error(`${file} has no place for the state`)
  return { withTail: preparePage(head), policy: policyFor(html), end }
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
  const tail = `<script type="application/json" id="state">${json}</script>${page.end}`
  const { encoding, body } = await page.withTail(tail, request.headers['accept-encoding'] ?? '')
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
