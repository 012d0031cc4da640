import { randomBytes } from 'node:crypto'
import { type Refused, refuse, type Shop, type Submission } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { advance, applicationLife, printable, requestNumberFrom } from '@mashang/invoice'
import { v7 as uuidv7 } from 'uuid'
import type { Order } from '../orders/orders.ts'
import { type ReceiptProblem, resolveReceipt } from '../orders/receipt.ts'
import { shopOf, tenantByKey } from '../organizations/organizations.ts'
import type { SellerSnapshot } from '../organizations/seller.ts'
import { parsePublicCode } from '../public-code.ts'
import { type Look, matchOrder } from '../qr-codes/match.ts'
import { type CodeProblem, type LiveCode, resolveCode } from '../qr-codes/scan.ts'
import type { Sealer } from '../seal.ts'
import { alreadyInvoiced } from './find.ts'
import type { Intake } from './intake.ts'
import { type Application, applicationBySubmission, liveApplicationOf } from './store.ts'
import type { Known } from './view.ts'

export type SubmitProblem =
  | CodeProblem
  | ReceiptProblem
  | 'receipt-not-matched'
  | 'order-already-invoiced'
  | 'order-required'
  | 'order-not-expected'

/** Where an application comes from, resolved: a code with or without an order, or a receipt. */
type Origin = {
  tenantId: string
  tenantKey: string
  organizationId: string
  qrCodeId: string | null
  sellerId: string
  seller: SellerSnapshot
  order: Order | undefined
  shop?: Shop & { tenantKey: string }
}

/**
 * Hop 2: an application and its job, in one transaction. An order is issued without anybody's help; a title alone
 * waits for the staff. Submitting the same form again returns the application it made the first time.
 */
export async function submit(
  deps: { db: Db; look: Look; intake: Intake; sealer: Sealer },
  submission: Submission,
  deviceHash: Buffer,
  now: Date,
): Promise<{ ok: true; application: Application; known?: Known } | Refused<SubmitProblem>> {
  const origin = await resolveOrigin(deps, submission.source, now)
  if (!origin.ok) return (await submittedBefore(deps.db, submission, deviceHash)) ?? origin
  const application = applicationFrom(origin.origin, submission, deviceHash, deps.sealer, now)

  const { shop, order } = origin.origin
  if (await deps.intake(application)) return { ok: true, application, known: { shop, order, email: submission.email } }

  const earlier = await applicationBySubmission(deps.db, application.tenantId, deviceHash, submission.submissionKey)
  if (earlier) return { ok: true, application: earlier }
  const taken = order && (await liveApplicationOf(deps.db, application.tenantId, order.id))
  return await alreadyInvoiced(deps, { id: application.tenantId, key: origin.origin.tenantKey }, taken, deviceHash)
}

/** The code may have been replaced between a reply that was lost and its repetition: what was submitted counts. */
async function submittedBefore(db: Db, { source, submissionKey }: Submission, deviceHash: Buffer) {
  const parts = parsePublicCode(source.code)
  const tenant = parts && (await tenantByKey(db, parts.tenantKey))
  const application = tenant && (await applicationBySubmission(db, tenant.id, deviceHash, submissionKey))
  return application && { ok: true as const, application }
}

function applicationFrom(
  origin: Origin,
  submission: Submission,
  deviceHash: Buffer,
  sealer: Sealer,
  now: Date,
): Application {
  const { order } = origin
  return {
    tenantId: origin.tenantId,
    id: uuidv7(),
    status: advance(applicationLife, 'submitted', order ? 'approve' : 'review'),
    requestNumber: requestNumberFrom(randomBytes(16)),
    organizationId: origin.organizationId,
    qrCodeId: origin.qrCodeId,
    orderId: order?.id ?? null,
    sellerId: origin.sellerId,
    seller: origin.seller,
    buyer: submission.buyer,
    lines: order?.lines ?? [],
    grossFen: order?.grossFen ?? null,
    remark: order ? `小票号:${printable(order.number)}` : null,
    emailSealed: sealer.seal(submission.email),
    emailHash: sealer.hash(submission.email.toLowerCase()),
    language: submission.language,
    deviceHash,
    submissionKey: submission.submissionKey,
    reason: null,
    reasonCode: null,
    submittedAt: now,
    approvedAt: order ? now : null,
    approvedBy: null,
    sentAt: null,
    asks: 0,
    endedAt: null,
  }
}

async function resolveOrigin(
  { db, look }: { db: Db; look: Look },
  source: Submission['source'],
  now: Date,
): Promise<{ ok: true; origin: Origin } | Refused<SubmitProblem>> {
  if (source.kind === 'receipt') {
    const receipt = await resolveReceipt(db, source.code)
    return receipt.ok ? { ok: true, origin: { ...receipt.receipt, qrCodeId: null } } : receipt
  }
  if (!source.order) return await originOfTitle(db, source.code, now)
  const matched = await matchOrder(look, source.code, source.order, now)
  return matched.ok ? { ok: true, origin: { ...atCode(matched.code), order: matched.order } } : matched
}

async function originOfTitle(db: Db, text: string, now: Date) {
  const resolved = await resolveCode(db, text, now)
  if (!resolved.ok) return resolved
  if (resolved.code.mode === 'order-match') return refuse('order-required')
  return { ok: true as const, origin: { ...atCode(resolved.code), order: undefined } }
}

function atCode({ notice: _, ...code }: LiveCode) {
  return { ...code, shop: { tenantKey: code.tenantKey, ...shopOf({ ...code, sellerName: code.seller.name }) } }
}
