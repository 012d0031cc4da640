import { setTimeout as sleep } from 'node:timers/promises'
import type { IssueRequest, Outcome, TaxChannel } from '@mashang/channels'
import { issuesTests } from '@mashang/contract'
import type { Db, Tx } from '@mashang/db/connect'
import { type Amounts, advance, applicationLife, formatYuan, totals } from '@mashang/invoice'
import {
  type Application,
  applicationForUpdate,
  recordAsked,
  recordIssued,
  recordSent,
  recordStopped,
} from '../applications/applications.ts'
import { channelKindOf } from '../channels/channels.ts'
import { addDelivery } from '../deliveries/deliveries.ts'
import type { Jobs } from '../work/jobs.ts'
import { unissuable } from './issuable.ts'
import { insertInvoice } from './store.ts'

/** A sound invoice comes within moments: wait for it here this long before the job goes back into the queue. */
const PATIENCE_MS = 2_000
const LONGEST_PAUSE_MS = 60_000

export type IssueDeps = {
  db: Db
  jobs: Jobs
  channelOf: (tenantId: string, sellerId: string) => Promise<TaxChannel | undefined>
}

/**
 * Hop 3: the job of one application. Sends it once, afterwards only asks; a job that comes twice, late, or for a
 * withdrawn application finds nothing to do.
 */
export async function issue(deps: IssueDeps, job: { tenantId: string; applicationId: string }): Promise<void> {
  const taken = await takeForIssuing(deps.db, job)
  if (!taken) return

  const channel = await deps.channelOf(taken.application.tenantId, taken.application.sellerId)
  const outcome = hopeless(taken) ?? (channel ? await ask(channel, taken) : NO_CHANNEL)
  await deps.db.transaction().execute(async (tx) => {
    const application = await applicationForUpdate(tx, job.tenantId, job.applicationId)
    // Another run of this job got the answer first; if it was a refusal, a new attempt may have a new number by now.
    if (application?.status !== 'issuing' || application.requestNumber !== taken.application.requestNumber) return
    await record(tx, deps.jobs, application, outcome)
  })
}

const NO_CHANNEL: Outcome = { kind: 'refused', code: 'no-tax-channel', reason: '销方还没有连接税务通道' }

/** An order may be older than the rule that the bureau will refuse it by: the staff are told now, and in our words. */
function hopeless({ application, first }: Taken): Outcome | undefined {
  const reason = first ? unissuable(application.lines) : undefined
  return reason === undefined ? undefined : { kind: 'refused', code: 'not-an-ordinary-invoice', reason }
}

type Taken = { application: Application; first: boolean }

/** approved → issuing, committed before anything is sent: after a crash the application is known to be under way. */
async function takeForIssuing(db: Db, job: { tenantId: string; applicationId: string }): Promise<Taken | undefined> {
  return await db.transaction().execute(async (tx) => {
    const application = await applicationForUpdate(tx, job.tenantId, job.applicationId)
    if (application?.status === 'issuing') return { application, first: false }
    if (application?.status !== 'approved') return undefined
    await recordSent(tx, application, advance(applicationLife, 'approved', 'send'))
    return { application, first: true }
  })
}

async function ask(channel: TaxChannel, { application, first }: Taken): Promise<Outcome> {
  const request = requestOf(application)
  let outcome = first ? await channel.issue(request) : await findOrIssue(channel, request)
  for (const end = Date.now() + PATIENCE_MS; outcome.kind === 'unknown' && Date.now() + outcome.askAfterMs < end; ) {
    await sleep(outcome.askAfterMs)
    outcome = await findOrIssue(channel, request)
  }
  return outcome
}

/**
 * Only `absent`, said by the channel itself, allows sending again; the request number keeps even that from doubling.
 * A refusal of the second sending says nothing about the first, which may only have been late: it counts when the
 * channel still knows of none.
 */
async function findOrIssue(channel: TaxChannel, request: IssueRequest): Promise<Outcome> {
  const found = await channel.find(request.requestNumber)
  if (found.kind !== 'absent') return found
  const sent = await channel.issue(request)
  if (sent.kind !== 'refused') return sent
  const foundAfter = await channel.find(request.requestNumber)
  return foundAfter.kind === 'absent' ? sent : foundAfter
}

function requestOf(application: Application): IssueRequest {
  const { bank, account, drawer, ...seller } = application.seller
  return {
    requestNumber: application.requestNumber,
    kind: 'general',
    seller: { ...seller, bank, account },
    buyer: application.buyer,
    lines: application.lines,
    totals: totals(application.lines),
    drawer,
    remark: application.remark ?? undefined,
  }
}

async function record(tx: Tx, jobs: Jobs, application: Application, outcome: Outcome): Promise<void> {
  const { tenantId, id: applicationId } = application
  switch (outcome.kind) {
    case 'issued': {
      // What the seller is connected to never changes: another channel comes with a new tax profile.
      const test = issuesTests(await channelKindOf(tx, tenantId, application.sellerId))
      const invoiceId = await insertInvoice(tx, tenantId, applicationId, outcome, { test })
      await recordIssued(
        tx,
        application,
        advance(applicationLife, 'issuing', 'issue'),
        difference(application, outcome),
      )
      return await addDelivery(tx, jobs, {
        tenantId,
        invoiceId,
        applicationId: null,
        addressSealed: application.emailSealed,
        addressHash: application.emailHash,
      })
    }
    case 'refused':
      return await recordStopped(tx, application, advance(applicationLife, 'issuing', 'refuse'), outcome)
    case 'blocked':
      return await recordStopped(tx, application, advance(applicationLife, 'issuing', 'block'), {
        code: outcome.until,
        reason: outcome.reason,
      })
    case 'unknown':
      await recordAsked(tx, application)
      return await jobs.enqueue(
        tx,
        'issue',
        { tenantId, applicationId },
        { afterMs: pauseMs(application.asks, outcome.askAfterMs) },
      )
    default:
      return outcome satisfies never
  }
}

/** The invoice is the channel's, whatever was asked for; amounts that differ are said to the staff, never passed over. */
function difference(application: Application, { gross, net, tax }: Outcome & { kind: 'issued' }) {
  const asked = totals(application.lines)
  if (asked.gross === gross && asked.net === net && asked.tax === tax) return undefined
  const said = (amounts: Amounts) => `¥${formatYuan(amounts.gross)}（税额 ¥${formatYuan(amounts.tax)}）`
  return { code: 'amounts-differ', reason: `通道开具 ${said({ gross, net, tax })}，申请 ${said(asked)}，请核对` }
}

/** Doubles from the channel's own hint up to a minute, so that a bureau that is down is not hammered. */
function pauseMs(asks: number, askAfterMs: number): number {
  return Math.min(LONGEST_PAUSE_MS, Math.max(askAfterMs, 500) * 2 ** Math.min(asks, 10))
}
