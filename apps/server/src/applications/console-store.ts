import type { Db } from '@mashang/db/connect'
import type { ApplicationStatus, Buyer, Line } from '@mashang/invoice'
import { sql } from 'kysely'
import { searchFor } from '../search.ts'
import { type Staff, visibleTo } from '../staff/staff.ts'

export type ListedApplication = {
  id: string
  status: ApplicationStatus
  organizationId: string
  organizationCode: string
  organizationName: string
  qrCodeId: string | null
  qrCodeName: string | null
  orderNumber: string | null
  buyer: Buyer
  grossFen: number | null
  submittedAt: Date
  endedAt: Date | null
  reason: string | null
  reasonCode: string | null
  invoiceNumber: string | null
  invoiceId: string | null
}

/** What the tabs of the work list mean. */
export const groups = {
  reviewing: ['submitted', 'reviewing'],
  issuing: ['approved', 'issuing'],
  failed: ['refused', 'blocked'],
  issued: ['issued'],
  ended: ['rejected', 'withdrawn'],
} as const satisfies Record<string, readonly ApplicationStatus[]>

export type Group = keyof typeof groups

const columns = sql`a.id, a.status, a.organization_id as "organizationId", o.code as "organizationCode",
  o.name as "organizationName", a.qr_code_id as "qrCodeId", q.name as "qrCodeName", r.number as "orderNumber", a.buyer,
  a.gross_fen as "grossFen", a.submitted_at as "submittedAt", a.ended_at as "endedAt", a.reason,
  a.reason_code as "reasonCode", i.number as "invoiceNumber", i.id as "invoiceId"`

const joined = sql`application a
  join organization o on o.tenant_id = a.tenant_id and o.id = a.organization_id
  left join qr_code q on q.tenant_id = a.tenant_id and q.id = a.qr_code_id
  left join "order" r on r.tenant_id = a.tenant_id and r.id = a.order_id
  left join invoice i on i.tenant_id = a.tenant_id and i.application_id = a.id`

export type ApplicationFilter = { status?: Group | undefined; q?: string | undefined; order: 'newest' | 'oldest' }

/** One row more than the limit tells that there is a next page. `after` is the id of the last row seen. */
export async function listedApplications(
  db: Db,
  staff: Staff,
  filter: ApplicationFilter,
  page: { after?: string | undefined; limit: number },
): Promise<ListedApplication[]> {
  const { like, unspaced, grossFen } = searchFor(filter.q)
  const [comparison, direction] = filter.order === 'newest' ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`]
  const { rows } = await sql<ListedApplication>`
    select ${columns} from ${joined}
    where a.tenant_id = ${staff.tenantId} and ${visibleTo(staff, 'a.organization_id')}
      and ${filter.status ? sql`a.status in (${sql.join(groups[filter.status])})` : sql`true`}
      and ${
        filter.q
          ? sql`(a.buyer_name ilike ${like} or a.buyer ->> 'taxpayerId' ilike ${unspaced} or o.code ilike ${like}
              or o.name ilike ${like} or r.number ilike ${like} or i.number like ${unspaced}
              or a.gross_fen = ${grossFen})`
          : sql`true`
      }
      and ${
        page.after
          ? sql`(a.submitted_at, a.id) ${comparison}
              (select submitted_at, id from application where tenant_id = ${staff.tenantId} and id = ${page.after})`
          : sql`true`
      }
    order by a.submitted_at ${direction}, a.id ${direction}
    limit ${page.limit + 1}`.execute(db)
  return rows
}

export async function listedApplication(db: Db, staff: Staff, id: string): Promise<ListedApplication | undefined> {
  const { rows } = await sql<ListedApplication>`
    select ${columns} from ${joined}
    where a.tenant_id = ${staff.tenantId} and a.id = ${id} and ${visibleTo(staff, 'a.organization_id')}`.execute(db)
  return rows[0]
}

export type Counts = { reviewing: number; issuing: number; failed: number; issued: number }

/** `issued` counts today's, in Shanghai. */
export async function applicationCounts(db: Db, staff: Staff): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select count(*) filter (where status in (${sql.join(groups.reviewing)}))::int as reviewing,
      count(*) filter (where status in (${sql.join(groups.issuing)}))::int as issuing,
      count(*) filter (where status in (${sql.join(groups.failed)}))::int as failed,
      count(*) filter (where status = 'issued')::int as issued
    from application a
    where a.tenant_id = ${staff.tenantId} and ${visibleTo(staff, 'a.organization_id')}
      and (a.status in (${sql.join([...groups.reviewing, ...groups.issuing, ...groups.failed])})
        or (a.status = 'issued' and a.ended_at >=
          date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai'))`.execute(db)
  return rows[0] ?? { reviewing: 0, issuing: 0, failed: 0, issued: 0 }
}

export type RecentInvoice = {
  issuedAt: Date
  organizationName: string
  number: string
  grossFen: number
  lines: readonly Line[]
}

/** What this title was invoiced in the last ninety days, newest first: the staff can fill the same lines in again. */
export async function recentInvoicesOf(db: Db, staff: Staff, buyerName: string): Promise<RecentInvoice[]> {
  const { rows } = await sql<RecentInvoice>`
    select i.issued_at as "issuedAt", o.name as "organizationName", i.number, i.gross_fen as "grossFen", a.lines
    from application a
    join invoice i on i.tenant_id = a.tenant_id and i.application_id = a.id
    join organization o on o.tenant_id = a.tenant_id and o.id = a.organization_id
    where a.tenant_id = ${staff.tenantId} and a.buyer_name = ${buyerName} and ${visibleTo(staff, 'a.organization_id')}
      and a.submitted_at > now() - interval '90 days'
    order by a.submitted_at desc limit 5`.execute(db)
  return rows
}
