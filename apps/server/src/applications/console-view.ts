import {
  type Application as ApplicationReply,
  type ApplicationRow,
  type Refused,
  refuse,
  type Seller,
  showId,
} from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { fen, type Line, printTaxation } from '@mashang/invoice'
import { deliveriesOf, type OpenDelivery } from '../deliveries/deliveries.ts'
import type { SellerSnapshot } from '../organizations/seller.ts'
import type { Sealer } from '../seal.ts'
import { type Staff, staffName } from '../staff/staff.ts'
import {
  type ApplicationFilter,
  applicationCounts,
  type ListedApplication,
  listedApplication,
  listedApplications,
  recentInvoicesOf,
} from './console-store.ts'
import { applicationById } from './store.ts'

export { applicationCounts }

export async function applicationList(
  db: Db,
  staff: Staff,
  filter: ApplicationFilter,
  page: { after?: string | undefined; limit: number },
) {
  const [found, counts] = await Promise.all([listedApplications(db, staff, filter, page), applicationCounts(db, staff)])
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return { rows: rows.map(rowView), ...(found.length > page.limit && last && { next: showId('app', last.id) }), counts }
}

export async function applicationDetail(
  deps: { db: Db; sealer: Sealer },
  staff: Staff,
  id: string,
): Promise<{ ok: true; value: ApplicationReply } | Refused<'not-found'>> {
  const { db, sealer } = deps
  const [listed, application] = await Promise.all([
    listedApplication(db, staff, id),
    applicationById(db, staff.tenantId, id),
  ])
  if (!listed || !application) return refuse('not-found')
  const [deliveries, recent, approver] = await Promise.all([
    listed.invoiceId ? deliveriesOf(db, sealer, staff.tenantId, listed.invoiceId) : [],
    recentInvoicesOf(db, staff, application.buyer.name),
    application.approvedBy ? staffName(db, staff.tenantId, application.approvedBy) : undefined,
  ])
  return {
    ok: true,
    value: {
      ...rowView(listed),
      email: sealer.open(application.emailSealed),
      requestNumber: application.requestNumber,
      seller: sellerView(application.seller),
      lines: application.lines.map(lineView),
      ...(application.remark && { remark: application.remark }),
      ...(approver && { approvedBy: approver }),
      ...(application.approvedAt && { approvedAt: application.approvedAt.toISOString() }),
      ...(listed.invoiceId && { invoiceId: showId('inv', listed.invoiceId) }),
      deliveries: deliveries.map(deliveryView),
      recent: recent.map(({ issuedAt, lines, ...row }) => ({
        ...row,
        issuedAt: issuedAt.toISOString(),
        lines: lines.map(lineView),
      })),
    },
  }
}

function rowView(row: ListedApplication): ApplicationRow {
  return {
    id: showId('app', row.id),
    status: row.status,
    organization: { id: showId('org', row.organizationId), code: row.organizationCode, name: row.organizationName },
    ...(row.qrCodeId && { qrCode: { id: showId('qr', row.qrCodeId), name: row.qrCodeName ?? '' } }),
    ...(row.orderNumber && { orderNumber: row.orderNumber }),
    buyer: row.buyer,
    ...(row.grossFen !== null && { grossFen: fen(row.grossFen) }),
    submittedAt: row.submittedAt.toISOString(),
    ...(row.endedAt && { endedAt: row.endedAt.toISOString() }),
    ...(row.reason && { reason: row.reason }),
    ...(row.reasonCode && { reasonCode: row.reasonCode }),
    ...(row.invoiceNumber && { invoiceNumber: row.invoiceNumber }),
  }
}

const sellerView = (seller: SellerSnapshot): Seller => seller

export function lineView({ gross, net, tax, taxation, ...line }: Line): ApplicationReply['lines'][number] {
  return { ...line, taxation: printTaxation(taxation), grossFen: gross, netFen: net, taxFen: tax }
}

export function deliveryView({ id, address, status, attempts, error, createdAt, sentAt }: OpenDelivery) {
  return {
    id: showId('del', id),
    address,
    status,
    attempts,
    ...(error && { error }),
    createdAt: createdAt.toISOString(),
    ...(sentAt && { sentAt: sentAt.toISOString() }),
  }
}
