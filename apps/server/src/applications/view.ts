import { type ApplicationView, decodeUuid, encodeUuid, type Shop } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { fen, maskEmail } from '@mashang/invoice'
import { deliveriesOf } from '../deliveries/deliveries.ts'
import { invoiceOfApplication } from '../invoices/invoices.ts'
import { type Order, orderById } from '../orders/orders.ts'
import { shopAt } from '../organizations/organizations.ts'
import type { Sealer } from '../seal.ts'
import type { Place, Queues } from './queues.ts'
import type { Application } from './store.ts'

/** How an application is named in links: the tenant's key, then its id. Worth nothing without a proof of holding it. */
export const refOf = (tenantKey: string, id: string) => tenantKey + encodeUuid(id)

export function parseRef(ref: string): { tenantKey: string; id: string } | undefined {
  const id = decodeUuid(ref.slice(5))
  return id && /^[0-9a-hjkmnp-tv-z]{5}$/.test(ref.slice(0, 5)) ? { tenantKey: ref.slice(0, 5), id } : undefined
}

/** What whoever asks for a view has read already. */
export type Known = { shop?: (Shop & { tenantKey: string }) | undefined; order?: Order | undefined; email?: string }

/** An application as its holder sees it: addresses masked, the wait estimated from what lately took how long. */
export async function viewOf(
  { db, sealer, queues }: { db: Db; sealer: Sealer; queues: Queues },
  application: Application,
  known: Known = {},
): Promise<ApplicationView> {
  const { tenantId } = application
  const waiting = application.status === 'approved' || application.status === 'issuing'
  const [{ tenantKey, ...shop }, order, invoice, queue] = await Promise.all([
    known.shop ?? shopAt(db, tenantId, application.organizationId),
    known.order ?? (application.orderId ? orderById(db, tenantId, application.orderId) : undefined),
    application.status === 'issued' ? invoiceOfApplication(db, tenantId, application.id) : undefined,
    waiting ? queues(application) : undefined,
  ])
  const deliveries = invoice ? await deliveriesOf(db, sealer, tenantId, invoice.id) : []
  return {
    ref: refOf(tenantKey, application.id),
    status: application.status,
    shop: { ...markedAsTest(shop, invoice), sellerName: application.seller.name },
    buyer: {
      kind: application.buyer.kind,
      name: application.buyer.name,
      ...('taxpayerId' in application.buyer &&
        application.buyer.taxpayerId && { taxpayerId: application.buyer.taxpayerId }),
    },
    email: maskEmail(known.email ?? sealer.open(application.emailSealed)),
    ...(order && { orderNumber: order.number }),
    ...(application.grossFen !== null && { grossFen: fen(application.grossFen) }),
    submittedAt: application.submittedAt.toISOString(),
    ...(application.endedAt && { endedAt: application.endedAt.toISOString() }),
    ...(queue && estimate(queue)),
    // The channel's words are for the staff; a rejection is written to the consumer.
    ...(application.status === 'rejected' && application.reason && { reason: application.reason }),
    ...(invoice && {
      invoice: {
        number: invoice.number,
        issuedAt: invoice.issuedAt.toISOString(),
        grossFen: fen(invoice.grossFen),
        documents: invoice.documents.map(({ format }) => ({ format })),
      },
    }),
    deliveries: deliveries.map(({ address, status, sentAt }) => ({
      address: maskEmail(address),
      status,
      ...(sentAt && { sentAt: sentAt.toISOString() }),
    })),
  }
}

/** Once there is an invoice it says itself whether it is worth something, whatever channel the shop has by now. */
function markedAsTest({ simulated, ...shop }: Shop, invoice: { test: boolean } | undefined): Shop {
  return { ...shop, ...((invoice ? invoice.test : simulated) && { simulated: true }) }
}

/** Only from what was measured; without any history we say how many are ahead and nothing more. */
function estimate({ ahead, secondsEach }: Place) {
  return {
    ahead,
    // The channel works on several at once, so those ahead add less than a whole turn each.
    ...(secondsEach !== null && { estimateSeconds: Math.max(2, Math.ceil(secondsEach + ahead * secondsEach * 0.1)) }),
  }
}
