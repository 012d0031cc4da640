import type { Db } from '@mashang/db/connect'
import type { Buyer } from '@mashang/invoice'
import { sql } from 'kysely'
import { searchFor } from '../search.ts'
import { type Staff, visibleTo } from '../staff/staff.ts'

export type ListedInvoice = {
  id: string
  number: string
  issuedAt: Date
  grossFen: number
  taxFen: number
  buyer: Buyer
  organizationId: string
  organizationCode: string
  organizationName: string
  qrCodeId: string | null
  orderNumber: string | null
  delivery: 'due' | 'sent' | 'failed' | 'bounced' | null
}

const columns = sql`i.id, i.number, i.issued_at as "issuedAt", i.gross_fen as "grossFen", i.tax_fen as "taxFen", a.buyer,
  a.organization_id as "organizationId", o.code as "organizationCode", o.name as "organizationName",
  a.qr_code_id as "qrCodeId", r.number as "orderNumber",
  (select d.status from delivery d where d.tenant_id = i.tenant_id and d.invoice_id = i.id
    order by d.created_at desc limit 1) as delivery`

const joined = sql`invoice i
  join application a on a.tenant_id = i.tenant_id and a.id = i.application_id
  join organization o on o.tenant_id = a.tenant_id and o.id = a.organization_id
  left join "order" r on r.tenant_id = a.tenant_id and r.id = a.order_id`

function matching(staff: Staff, q: string | undefined) {
  const { like, unspaced, grossFen } = searchFor(q)
  return sql`i.tenant_id = ${staff.tenantId} and ${visibleTo(staff, 'a.organization_id')} and ${
    q
      ? sql`(i.number like ${unspaced} or a.buyer_name ilike ${like} or a.buyer ->> 'taxpayerId' ilike ${unspaced}
          or i.gross_fen = ${grossFen} or r.number ilike ${like} or o.code ilike ${like} or o.name ilike ${like})`
      : sql`true`
  }`
}

/** Newest first; one row more than the limit tells that there is a next page. */
export async function listedInvoices(
  db: Db,
  staff: Staff,
  q: string | undefined,
  page: { after?: string | undefined; limit: number },
): Promise<ListedInvoice[]> {
  const { rows } = await sql<ListedInvoice>`
    select ${columns} from ${joined}
    where ${matching(staff, q)}
      and ${
        page.after
          ? sql`(i.issued_at, i.id) < (select issued_at, id from invoice where tenant_id = ${staff.tenantId} and id = ${page.after})`
          : sql`true`
      }
    order by i.issued_at desc, i.id desc
    limit ${page.limit + 1}`.execute(db)
  return rows
}

export async function invoiceCount(db: Db, staff: Staff, q: string | undefined): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${joined} where ${matching(staff, q)}`.execute(db)
  return rows[0]?.count ?? 0
}

export async function listedInvoice(db: Db, staff: Staff, id: string): Promise<ListedInvoice | undefined> {
  const { rows } = await sql<ListedInvoice>`
    select ${columns} from ${joined} where ${matching(staff, undefined)} and i.id = ${id}`.execute(db)
  return rows[0]
}
