import { decodeUuid, refuse } from '@mashang/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { applicationOfHolder } from '../applications/find.ts'
import type { Deps } from '../deps.ts'
import { invoiceOfStaff } from '../invoices/console.ts'
import {
  type DocumentFormat,
  documentBytes,
  faceOf,
  type Invoice,
  invoiceOfApplication,
  nameOfDocument,
} from '../invoices/invoices.ts'
import { proofOf } from './device.ts'
import { encodedFor } from './encoded.ts'
import { sendProblem } from './problem.ts'
import { staffCaller } from './staff-caller.ts'

const Format = z.enum(['pdf', 'ofd', 'xml'])
const types: Record<DocumentFormat, string> = { pdf: 'application/pdf', ofd: 'application/ofd', xml: 'application/xml' }

/** Downloads: for the holder of an application, and for staff. */
export function documentRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, sealer } = deps
  const staff = staffCaller(deps)

  app.get<{ Params: { ref: string; format: string }; Querystring: { t?: unknown } }>(
    '/api/consumer/applications/:ref/documents/:format',
    async (request, reply) => {
      const found = await applicationOfHolder(deps, request.params.ref, proofOf(sealer, request, reply))
      if (!found.ok) return sendProblem(request, reply, found)
      const { tenantId, id } = found.application
      return await sendDocument(deps, await invoiceOfApplication(db, tenantId, id), request, reply)
    },
  )

  app.get<{ Params: { id: string; format: string } }>(
    '/api/console/invoices/:id/documents/:format',
    async (request, reply) => {
      const found = await seenByStaff(request, reply)
      if (!found.ok) return sendProblem(request, reply, found)
      return await sendDocument(deps, found.value, request, reply)
    },
  )

  app.get<{ Params: { id: string } }>('/api/console/invoices/:id/face', async (request, reply) => {
    const found = await seenByStaff(request, reply)
    if (!found.ok) return sendProblem(request, reply, found)
    return await sendFace(deps, found.value, request, reply)
  })

  async function seenByStaff(request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply) {
    const who = await staff(request, reply)
    if (!who.ok) return who
    const id = decodeUuid(request.params.id.replace(/^inv_/, ''))
    const invoice = id && (await invoiceOfStaff(db, who.value, id))
    return invoice ? { ok: true as const, value: invoice } : refuse('not-found')
  }
}

async function sendDocument(
  deps: Deps,
  invoice: Invoice | undefined,
  request: FastifyRequest<{ Params: { format: string } }>,
  reply: FastifyReply,
) {
  const format = Format.safeParse(request.params.format)
  if (!invoice || !format.success) return sendProblem(request, reply, refuse('not-found'))
  const bytes = await documentBytes(deps.archive, invoice, format.data)
  if (!bytes) return sendProblem(request, reply, refuse('document-not-ready'))
  return reply
    .type(types[format.data])
    .header('content-disposition', disposition(format.data, nameOfDocument(invoice, format.data)))
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(bytes))
}

/** Outlines shrink to a third when they are packed. */
async function sendFace(deps: Deps, invoice: Invoice, request: FastifyRequest, reply: FastifyReply) {
  const face = await faceOf(deps.archive, invoice, `${deps.publicUrl}/dev/verify`)
  if (!face.ok) return sendProblem(request, reply, face)
  const { encoding, body } = await encodedFor(request.headers['accept-encoding'] ?? '', Buffer.from(face.value))
  if (encoding) reply.header('content-encoding', encoding)
  return reply
    .type('image/svg+xml')
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    .header('cache-control', 'private, no-store')
    .header('vary', 'accept-encoding')
    .send(body)
}

/**
 * RFC 6266: the name in UTF-8 for browsers, without its ideographs for what is older. A browser shows a PDF; what it would
 * show of XML is of no use to anybody.
 */
function disposition(format: DocumentFormat, name: string): string {
  return `${format === 'pdf' ? 'inline' : 'attachment'}; filename="${name.replace(/[^\x20-\x7e]/g, '')}"; filename*=UTF-8''${encodeURIComponent(name)}`
}
