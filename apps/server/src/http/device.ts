import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Proof } from '../applications/find.ts'
import type { Sealer } from '../seal.ts'

const COOKIE = 'mashang_device'
const YEAR_S = 365 * 24 * 3600

/**
 * The consumer's device: a random name in a cookie, stored only as a keyed hash. It is what lets somebody who scans
 * again see their own application, without an account.
 */
export function deviceOf(sealer: Sealer, request: FastifyRequest, reply: FastifyReply): Buffer {
  const known = namedDevice(request)
  if (known) return sealer.hash(known)
  const fresh = randomBytes(24).toString('base64url')
  reply.setCookie(COOKIE, fresh, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    maxAge: YEAR_S,
  })
  return sealer.hash(fresh)
}

/** The name that the device came with; undefined for one that has none yet. */
export function namedDevice(request: FastifyRequest): string | undefined {
  const name = request.cookies[COOKIE]
  return name && /^[\w-]{32}$/.test(name) ? name : undefined
}

/** What whoever asks can show for holding an application: the device, and perhaps a mailed link. */
export function proofOf(
  sealer: Sealer,
  request: FastifyRequest<{ Querystring: { t?: unknown } }>,
  reply: FastifyReply,
): Proof {
  const { t } = request.query
  return { deviceHash: deviceOf(sealer, request, reply), link: typeof t === 'string' ? t : undefined }
}
