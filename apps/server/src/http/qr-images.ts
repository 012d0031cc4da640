import { decodeUuid, refuse } from '@mashang/contract'
import type { FastifyInstance } from 'fastify'
import QRCode from 'qrcode'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { qrCode } from '../qr-codes/codes.ts'
import { sendProblem } from './problem.ts'
import { staffCaller } from './staff-caller.ts'

const Size = z.coerce.number().int().min(128).max(4096).default(1024)

/** The picture of a code. Level Q survives a quarter of it being scratched; the quiet zone is the standard's four modules. */
export function qrImageRoutes(app: FastifyInstance, deps: Deps): void {
  const staff = staffCaller(deps)
  app.get<{ Params: { id: string; format: string }; Querystring: { size?: string } }>(
    '/api/console/qr-codes/:id/image.:format(^png|svg$)',
    async (request, reply) => {
      const who = await staff(request, reply)
      if (!who.ok) return sendProblem(request, reply, who)
      const id = decodeUuid(request.params.id.replace(/^qr_/, ''))
      const code = id ? await qrCode(deps.db, who.value, deps.publicUrl, id) : refuse('not-found')
      const size = Size.safeParse(request.query.size)
      if (!code.ok) return sendProblem(request, reply, code)
      if (!size.success) return sendProblem(request, reply, refuse('bad-input'))
      const { url, shortName } = code.value
      const look = { errorCorrectionLevel: 'Q', margin: 4 } as const
      reply.header('content-disposition', `inline; filename="qr_${shortName}.${request.params.format}"`)
      return request.params.format === 'svg'
        ? reply.type('image/svg+xml').send(await QRCode.toString(url, { ...look, type: 'svg' }))
        : reply.type('image/png').send(await QRCode.toBuffer(url, { ...look, type: 'png', width: size.data }))
    },
  )
}
