import { randomBytes } from 'node:crypto'
import { type Refused, refuse } from '@mashang/contract'
import type { Db, Tx } from '@mashang/db/connect'
import {
  advance,
  applicationLife,
  type Buyer,
  type Decimal,
  type Fen,
  type Line,
  lineFromGross,
  requestNumberFrom,
  statusAfter,
  type Taxation,
  totals,
} from '@mashang/invoice'
import { channelKindOf } from '../channels/channels.ts'
import { refuseTaxpayerId, taxpayerIdPolicyOf } from '../channels/taxpayer-ids.ts'
import { addDelivery } from '../deliveries/deliveries.ts'
import { issuable } from '../invoices/issuable.ts'
import { itemsOf } from '../items/items.ts'
import type { Sealer } from '../seal.ts'
import { mayWrite, type Staff } from '../staff/staff.ts'
import type { Jobs } from '../work/jobs.ts'
import { listedApplication } from './console-store.ts'
import { type Application, applicationForUpdate, recordApproved, recordRejected, unblockSeller } from './store.ts'

type Deps = { db: Db; jobs: Jobs; sealer: Sealer }
type Ended = { ok: true }

/** What the lines that the staff type may be refused for. */
type LinesProblem = 'item-unknown' | 'not-an-ordinary-invoice' | 'lines-do-not-add-up'

export type TypedLine = {
  itemId: string
  name?: string | undefined
  specification?: string | undefined
  unit?: string | undefined
  quantity?: Decimal | undefined
  unitPrice?: Decimal | undefined
  taxation?: Taxation | undefined
  grossFen: Fen
}

/** 通过并开票: the lines the staff typed, and the job, in one transaction. */
export async function approve(
  deps: Deps,
  staff: Staff,
  id: string,
  input: {
    lines: readonly TypedLine[]
    remark?: string | undefined
    buyer?: Buyer | undefined
    email?: string | undefined
  },
): Promise<Ended | Refused<'forbidden' | 'not-found' | 'too-late' | LinesProblem | 'bad-input'>> {
  return await onApplication(deps.db, staff, id, async (tx, application) => {
    const status = statusAfter(applicationLife, application.status, 'approve')
    if (status !== 'approved') return refuse('too-late')
    const odd = await refuseBuyer(tx, application, input.buyer)
    if (odd) return odd
    const made = await linesFrom(tx, staff.tenantId, input.lines)
    if (!made.ok) return made
    await recordApproved(tx, application, {
      ...corrected(deps.sealer, application, input),
      status,
      lines: made.lines,
      grossFen: totals(made.lines).gross,
      remark: input.remark ?? null,
      requestNumber: application.requestNumber,
      by: staff.id,
    })
    await deps.jobs.enqueue(tx, 'issue', { tenantId: application.tenantId, applicationId: application.id })
    return { ok: true }
  })
}

/** 驳回, in words that the consumer reads and is mailed. */
export async function reject(
  deps: Deps,
  staff: Staff,
  id: string,
  reason: string,
): Promise<Ended | Refused<'forbidden' | 'not-found' | 'too-late'>> {
  return await onApplication(deps.db, staff, id, async (tx, application) => {
    const status = statusAfter(applicationLife, application.status, 'reject')
    if (status !== 'rejected') return refuse('too-late')
    await recordRejected(tx, application, status, reason)
    await addDelivery(tx, deps.jobs, {
      tenantId: application.tenantId,
      invoiceId: null,
      applicationId: application.id,
      addressSealed: application.emailSealed,
      addressHash: application.emailHash,
    })
    return { ok: true }
  })
}

/**
 * Goes on after the channel refused, with whatever is corrected, or after somebody signed in at the bureau. A refusal is
 * the channel's word that there is no invoice, and it spends the request number: the new attempt gets a new one. A
 * blocked application keeps its number, and is asked after first, so that its lines and remark stay as they were sent.
 * The lines of an order may be corrected; what was paid for it may not. A remark of null is cleared. Lines that stay are
 * judged as well: they may be older than the rule that the channel refused them by.
 */
export async function retry(
  deps: Deps,
  staff: Staff,
  id: string,
  input: {
    lines?: readonly TypedLine[] | undefined
    remark?: string | null | undefined
    buyer?: Buyer | undefined
    email?: string | undefined
  },
): Promise<Ended | Refused<'forbidden' | 'not-found' | 'too-late' | LinesProblem | 'bad-input'>> {
  return await onApplication(deps.db, staff, id, async (tx, application) => {
    const { tenantId } = application
    if (application.status === 'blocked') {
      if (input.lines || input.remark !== undefined) return refuse('too-late')
      const freed = await unblockSeller(
        tx,
        tenantId,
        application.seller.taxpayerId,
        advance(applicationLife, 'blocked', 'unblock'),
      )
      for (const applicationId of freed) await deps.jobs.enqueue(tx, 'issue', { tenantId, applicationId })
      return { ok: true }
    }
    if (application.status !== 'refused') return refuse('too-late')
    const odd = await refuseBuyer(tx, application, input.buyer)
    if (odd) return odd
    const made = input.lines
      ? await linesFrom(tx, tenantId, input.lines)
      : issuable(application.lines, (_, about) => about)
    if (!made.ok) return made
    const grossFen = totals(made.lines).gross
    if (application.orderId && grossFen !== application.grossFen)
      return refuse('lines-do-not-add-up', { sumOfLinesFen: grossFen, grossFen: application.grossFen })
    await recordApproved(tx, application, {
      ...corrected(deps.sealer, application, input),
      lines: made.lines,
      grossFen,
      remark: input.remark === undefined ? application.remark : input.remark,
      status: advance(applicationLife, 'refused', 'retry'),
      requestNumber: requestNumberFrom(randomBytes(16)),
      by: staff.id,
    })
    await deps.jobs.enqueue(tx, 'issue', { tenantId, applicationId: application.id })
    return { ok: true }
  })
}

async function onApplication<P extends 'forbidden' | 'not-found' | 'too-late' | LinesProblem | 'bad-input'>(
  db: Db,
  staff: Staff,
  id: string,
  decide: (tx: Tx, application: Application) => Promise<Ended | Refused<P>>,
): Promise<Ended | Refused<P | 'forbidden' | 'not-found'>> {
  if (!mayWrite(staff)) return refuse('forbidden')
  if (!(await listedApplication(db, staff, id))) return refuse('not-found')
  return await db.transaction().execute(async (tx) => {
    const application = await applicationForUpdate(tx, staff.tenantId, id)
    return application ? await decide(tx, application) : refuse('not-found')
  })
}

/** An odd taxpayer id may stay as the consumer confirmed it; a new one must be right, but for a vendor's sandbox. */
async function refuseBuyer(tx: Tx, { tenantId, sellerId, buyer: before }: Application, buyer: Buyer | undefined) {
  const id = buyer && idOf(buyer)
  if (id === undefined || id === idOf(before)) return undefined
  const kind = await channelKindOf(tx, tenantId, sellerId)
  return refuseTaxpayerId('buyer.taxpayerId', id, taxpayerIdPolicyOf(kind))
}

function idOf(buyer: Buyer): string | undefined {
  return buyer.kind === 'individual' ? undefined : buyer.taxpayerId
}

function corrected(
  sealer: Sealer,
  application: Application,
  { buyer, email }: { buyer?: Buyer | undefined; email?: string | undefined },
): Pick<Application, 'buyer' | 'emailSealed' | 'emailHash'> {
  return {
    buyer: buyer ?? application.buyer,
    emailSealed: email ? sealer.seal(email) : application.emailSealed,
    emailHash: email ? sealer.hash(email.toLowerCase()) : application.emailHash,
  }
}

async function linesFrom(
  tx: Tx,
  tenantId: string,
  typed: readonly TypedLine[],
): Promise<{ ok: true; lines: Line[] } | Refused<LinesProblem>> {
  const items = await itemsOf(tx, tenantId)
  const lines: Line[] = []
  for (const { itemId, grossFen, ...line } of typed) {
    const item = items.find((each) => each.id === itemId)
    if (!item) return refuse('item-unknown')
    lines.push(
      lineFromGross({
        ...line,
        gross: grossFen,
        name: line.name ?? item.name,
        taxCode: item.taxCode,
        unit: line.unit ?? item.unit ?? undefined,
        taxation: line.taxation ?? item.taxation,
      }),
    )
  }
  return issuable(lines, (line, about) => (about === 'taxation' && typed[line]?.taxation ? about : 'itemId'))
}
