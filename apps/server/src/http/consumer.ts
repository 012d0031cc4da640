import { consumerRoutes, type Refused, refuse, type ScanPage } from '@mashang/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { alreadyInvoiced, applicationOfHolder, type Proof } from '../applications/find.ts'
import { latestOfCode, myApplications } from '../applications/mine.ts'
import { recover } from '../applications/recover.ts'
import { resend } from '../applications/resend.ts'
import { submit } from '../applications/submit.ts'
import { viewOf } from '../applications/view.ts'
import { withdraw } from '../applications/withdraw.ts'
import type { Deps } from '../deps.ts'
import { summaryOf } from '../orders/orders.ts'
import { resolveReceipt } from '../orders/receipt.ts'
import { shopAt, shopOf } from '../organizations/organizations.ts'
import { parsePublicCode } from '../public-code.ts'
import { matchOrder } from '../qr-codes/match.ts'
import { type CodeProblem, resolveCode } from '../qr-codes/scan.ts'
import { countScan } from '../qr-codes/scan-count.ts'
import { deviceOf, namedDevice } from './device.ts'
import { serve } from './route.ts'
import { throttle } from './throttle.ts'

/** Wrong receipts at one code before a device has to wait; and before an address has to, behind which a shop may be. */
const WRONG_TRIES = { device: 20, address: 200 }
const TRIES_WINDOW_MS = 10 * 60_000

/** Hop 1: what a consumer's page may ask. */
export function consumerApi(app: FastifyInstance, deps: Deps): void {
  const { db, sealer } = deps
  const ofDevice = throttle(WRONG_TRIES.device, TRIES_WINDOW_MS)
  const ofAddress = throttle(WRONG_TRIES.address, TRIES_WINDOW_MS)
  /** Cookies are made up easily, so that the address counts as well. */
  const attempt = <T>(request: FastifyRequest, code: string, make: () => Promise<T>, isWrong: (answer: T) => boolean) =>
    ofDevice.attempt(
      triesKey(namedDevice(request) ?? request.ip, code),
      () => ofAddress.attempt(triesKey(request.ip, code), make, isWrong),
      (answer) => answer !== undefined && isWrong(answer),
    )
  const holder = (ref: string, deviceHash: Buffer, link: string | undefined) =>
    applicationOfHolder(deps, ref, { deviceHash, link })

  serve(app, consumerRoutes, async (request, reply) => ({ ok: true, value: deviceOf(sealer, request, reply) }), {
    'GET /api/consumer/codes/{code}': ({ params, caller }) => scanPageOfCode(deps, params.code, caller),
    'GET /api/consumer/receipts/{code}': ({ params, caller }) => scanPageOfReceipt(deps, params.code, caller),

    'POST /api/consumer/codes/{code}/matches': async ({ params, body, caller, request }) => {
      const look = () => matchOrder(deps.look, params.code, body, new Date())
      const matched = await attempt(request, params.code, look, isWrong)
      if (!matched) return refuse('too-many-requests')
      if (!matched.ok) return matched
      const { code, order } = matched
      return order.liveApplicationId
        ? await alreadyInvoiced(deps, { id: code.tenantId, key: code.tenantKey }, order.liveApplicationId, caller)
        : { ok: true, value: summaryOf(order) }
    },

    'POST /api/consumer/applications': async ({ body, caller, request }) => {
      const look = () => submit(deps, body, caller, new Date())
      const submitted = await attempt(request, body.source.code, look, isWrong)
      if (!submitted) return refuse('too-many-requests')
      if (!submitted.ok) return submitted
      return { ok: true, value: await viewOf(deps, submitted.application, submitted.known) }
    },

    'GET /api/consumer/applications': async ({ caller }) => {
      const mine = await myApplications(db, caller)
      return {
        ok: true,
        value: { rows: await Promise.all(mine.map((application) => viewOf(deps, application))) },
      }
    },

    'GET /api/consumer/applications/{ref}': async ({ params, query, caller }) => {
      const found = await holder(params.ref, caller, query.t)
      return found.ok ? { ok: true, value: await viewOf(deps, found.application) } : found
    },

    'POST /api/consumer/applications/{ref}/withdrawal': async ({ params, query, caller }) => {
      const found = await holder(params.ref, caller, query.t)
      if (!found.ok) return found
      const withdrawn = await withdraw(db, found.application)
      return withdrawn.ok ? { ok: true, value: await viewOf(deps, withdrawn.application) } : withdrawn
    },

    'POST /api/consumer/applications/{ref}/deliveries': async ({ params, query, body, caller }) => {
      const found = await holder(params.ref, caller, query.t)
      if (!found.ok) return found
      const sent = await resend(deps, found.application, body.email)
      return sent.ok ? { ok: true, value: await viewOf(deps, found.application) } : sent
    },

    'POST /api/consumer/recoveries': async ({ body, request }) => {
      // Counted whatever the answer (a look-up that fails gives none): an address must not be found out by trying.
      const look = () => orderOfSource(deps, body.source)
      const order = await attempt(request, body.source.code, look, () => true)
      if (!order) return refuse('too-many-requests')
      if (!order.ok) return order
      if (order.applicationId) await recover(deps, order.tenantId, order.applicationId, body.email)
      return { ok: true, value: { accepted: true as const } }
    },
  })
}

/** A guess that missed; any other refusal says nothing about receipts. */
const isWrong = (answer: { ok: true } | Refused) => !answer.ok && answer.problem === 'receipt-not-matched'

/** However a code is spelt, it is one code: O for 0 gives nobody new tries. */
function triesKey(who: string, text: string): string {
  const parts = parsePublicCode(text)
  return `${who} ${parts?.tenantKey} ${parts?.code}`
}

type ScanAnswer<P extends CodeProblem | 'receipt-unknown' | 'order-already-invoiced'> =
  | { ok: true; value: ScanPage }
  | Refused<P>

/** What a static code leads to, counted as a scan. */
export async function scanPageOfCode(deps: Deps, text: string, deviceHash: Buffer): Promise<ScanAnswer<CodeProblem>> {
  const resolved = await resolveCode(deps.db, text, new Date())
  if (!resolved.ok) return resolved
  const { code } = resolved
  await countScan(deps.db, code.tenantId, code.qrCodeId, new Date()).catch(() => undefined)
  const latest = await latestOfCode(deps.db, code, deviceHash)
  return {
    ok: true,
    value: {
      source: { kind: 'code', code: text, mode: code.mode },
      shop: shopOf({ ...code, sellerName: code.seller.name }),
      ...(latest && { latest: await viewOf(deps, latest) }),
    },
  }
}

/** What a receipt code leads to: the form, or for its holder the application that came of it. */
export async function scanPageOfReceipt(
  deps: Deps,
  text: string,
  deviceHash: Buffer,
): Promise<ScanAnswer<'receipt-unknown' | 'seller-missing' | 'order-already-invoiced'>> {
  const resolved = await resolveReceipt(deps.db, text)
  if (!resolved.ok) return resolved
  const { receipt } = resolved
  const { tenantKey: _, ...shop } = await shopAt(deps.db, receipt.tenantId, receipt.organizationId)
  const page: ScanPage = { source: { kind: 'receipt', code: text, order: summaryOf(receipt.order) }, shop }
  const { liveApplicationId } = receipt.order
  if (!liveApplicationId) return { ok: true, value: page }
  const tenant = { id: receipt.tenantId, key: receipt.tenantKey }
  const taken = await alreadyInvoiced(deps, tenant, liveApplicationId, deviceHash)
  if (typeof taken.details?.ref !== 'string') return { ...taken, details: { ...taken.details, shop } }
  const held = await applicationOfHolder(deps, taken.details.ref, { deviceHash } satisfies Proof)
  return held.ok ? { ok: true, value: { ...page, latest: await viewOf(deps, held.application) } } : taken
}

/** The application that holds an order, for whoever lost its page. */
async function orderOfSource(
  deps: Deps,
  source:
    | { kind: 'receipt'; code: string }
    | { kind: 'code'; code: string; order?: { number: string; grossFen: number } | undefined },
) {
  if (source.kind === 'receipt') {
    const resolved = await resolveReceipt(deps.db, source.code)
    if (!resolved.ok) return resolved
    const { tenantId, order } = resolved.receipt
    return { ok: true as const, tenantId, applicationId: order.liveApplicationId }
  }
  if (!source.order) {
    const resolved = await resolveCode(deps.db, source.code, new Date())
    return resolved.ok ? { ok: true as const, tenantId: resolved.code.tenantId, applicationId: null } : resolved
  }
  const matched = await matchOrder(deps.look, source.code, source.order, new Date())
  return matched.ok
    ? { ok: true as const, tenantId: matched.code.tenantId, applicationId: matched.order.liveApplicationId }
    : matched
}
