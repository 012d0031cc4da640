import type { Database } from './installation.ts'

/** Orders like the demo's own receipt, each with a number and an id that can be computed. */
export type Orders = { code: string; grossFen: number }

/** Inserts so many at the store of the demo's order-match code. */
export async function insertOrders(database: Database, qrUrl: string, count: number): Promise<Orders> {
  const code = new URL(qrUrl).pathname.slice('/s/'.length)
  const { rows } = await database.query<{ grossFen: number }>(
    `with template as (
       select o.* from qr_code_version v
       join qr_code q on q.tenant_id = v.tenant_id and q.id = v.qr_code_id
       join "order" o on o.tenant_id = q.tenant_id and o.organization_id = q.organization_id
       where v.code = $1 order by o.number limit 1
     ), inserted as (
       insert into "order" (tenant_id, id, organization_id, number, paid_at, gross_fen, lines, receipt_code, source)
       select tenant_id, ${orderIdInSql('n')}, organization_id, 'B' || n, paid_at, gross_fen, lines,
         lpad(to_hex(n), 16, '0'), source
       from template, generate_series(1, $2::bigint) n
     )
     select gross_fen as "grossFen" from template`,
    [code.slice(5), count],
  )
  await database.query('vacuum analyze "order"')
  return { code, grossFen: rows[0]?.grossFen ?? Number.NaN }
}

export const orderNumber = (n: number) => `B${n}`

/** The id of order `n`, as SQL. */
export const orderIdInSql = (n: string) => `lpad(to_hex(${n}), 32, '0')::uuid`
