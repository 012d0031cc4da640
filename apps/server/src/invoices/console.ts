import { type Invoice as InvoiceReply, type InvoiceRow, type Refused, refuse, showId } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { fen } from '@mashang/invoice'
import { applicationById } from '../applications/applications.ts'
import { deliveryView, lineView } from '../applications/console-view.ts'
import { deliveriesOf } from '../deliveries/deliveries.ts'
import type { Sealer } from '../seal.ts'
import type { Staff } from '../staff/staff.ts'
import { invoiceCount, type ListedInvoice, listedInvoice, listedInvoices } from './console-store.ts'
import { awaitsDocuments } from './invoices.ts'
import { type Invoice, invoiceById } from './store.ts'

export async function invoiceList(
  db: Db,
  staff: Staff,
  q: string | undefined,
  page: { after?: string | undefined; limit: number },
) {
  const [found, count] = await Promise.all([listedInvoices(db, staff, q, page), invoiceCount(db, staff, q)])
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return { rows: rows.map(rowView), ...(found.length > page.limit && last && { next: showId('inv', last.id) }), count }
}

/** An invoice that the staff member may see. */
export async function invoiceOfStaff(db: Db, staff: Staff, id: string): Promise<Invoice | undefined> {
  return (await listedInvoice(db, staff, id)) && (await invoiceById(db, staff.tenantId, id))
}

export async function invoiceDetail(
  { db, sealer }: { db: Db; sealer: Sealer },
  staff: Staff,
  id: string,
): Promise<{ ok: true; value: InvoiceReply } | Refused<'not-found'>> {
  const listed = await listedInvoice(db, staff, id)
  const invoice = listed && (await invoiceById(db, staff.tenantId, id))
  const application = invoice && (await applicationById(db, staff.tenantId, invoice.applicationId))
  if (!listed || !invoice || !application) return refuse('not-found')
  const deliveries = await deliveriesOf(db, sealer, staff.tenantId, id)
  return {
    ok: true,
    value: {
      ...rowView(listed),
      test: invoice.test,
      netFen: fen(invoice.netFen),
      applicationId: showId('app', application.id),
      ...(listed.orderNumber && { orderNumber: listed.orderNumber }),
      seller: application.seller,
      buyerDetails: application.buyer,
      lines: application.lines.map(lineView),
      ...(application.remark && { remark: application.remark }),
      documents: invoice.documents,
      awaitsDocuments: awaitsDocuments(invoice),
      deliveries: deliveries.map(deliveryView),
    },
  }
}

function rowView(row: ListedInvoice): InvoiceRow {
  return {
    id: showId('inv', row.id),
    number: row.number,
    issuedAt: row.issuedAt.toISOString(),
    buyer: {
      kind: row.buyer.kind,
      name: row.buyer.name,
      ...('taxpayerId' in row.buyer && row.buyer.taxpayerId && { taxpayerId: row.buyer.taxpayerId }),
    },
    organization: { id: showId('org', row.organizationId), code: row.organizationCode, name: row.organizationName },
    grossFen: fen(row.grossFen),
    taxFen: fen(row.taxFen),
    ...(row.delivery && { delivery: row.delivery }),
    source: row.qrCodeId === null ? 'receipt' : row.orderNumber === null ? 'title-only' : 'order-match',
  }
}
