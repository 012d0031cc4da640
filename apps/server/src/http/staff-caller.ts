import { refuse } from '@mashang/contract'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { type Staff, staffOfRequest } from '../staff/staff.ts'
import type { Caller } from './route.ts'

/** The signed-in staff member. Changes are taken from our own pages only (CSRF). */
export function staffCaller({ db, auth, publicUrl }: Pick<Deps, 'db' | 'auth' | 'publicUrl'>): Caller<Staff> {
  return async (request) => {
    if (request.method !== 'GET' && !fromOurPages(request, publicUrl)) return refuse('forbidden')
    const staff = await staffOfRequest(db, auth, fromNodeHeaders(request.headers))
    return staff ? { ok: true, value: staff } : refuse('sign-in-required')
  }
}

/** A browser names the page a request comes from; the session's cookie is no proof of that. */
function fromOurPages(request: FastifyRequest, publicUrl: string): boolean {
  const { origin, host } = request.headers
  if (!origin) return true // not a browser, so no cookie of somebody else's either
  return origin === new URL(publicUrl).origin || (URL.canParse(origin) && new URL(origin).host === host)
}
