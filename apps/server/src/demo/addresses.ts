import { fen, plainYuan } from '@mashang/invoice'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { demoApiKeySecret } from './api-key.ts'
import { password, staff, tenant } from './chain.ts'

/** What to open and type in the demo: a code with a receipt nobody invoiced yet, and one for a title alone. */
export async function demoAddresses({ db, sealer, publicUrl }: Pick<Deps, 'db' | 'sealer' | 'publicUrl'>) {
  const { rows } = await sql<{
    key: string
    mode: string
    code: string
    number: string | null
    gross: number | null
    receipt: string | null
  }>`
    select distinct on (q.mode) t.key, q.mode, v.code, o.number, o.gross_fen as gross, o.receipt_code as receipt
    from tenant t
    join qr_code q on q.tenant_id = t.id and q.enabled
    join qr_code_version v on v.tenant_id = q.tenant_id and v.qr_code_id = q.id and v.replaced_at is null
    left join lateral (
      select o.number, o.gross_fen, o.receipt_code from "order" o
      where o.tenant_id = t.id and o.organization_id = q.organization_id and q.mode = 'order-match'
        and not exists (select from application a where a.tenant_id = t.id and a.order_id = o.id
          and a.status not in ('rejected', 'withdrawn'))
      order by o.number limit 1
    ) o on true
    where t.name = ${tenant.name}
    order by q.mode, o.number is null, q.created_at`.execute(db)
  const matching = rows.find((row) => row.mode === 'order-match')
  const titleOnly = rows.find((row) => row.mode === 'title-only')
  if (!matching || !titleOnly) return undefined
  return {
    email: staff[0].email,
    password,
    staff: staff.map(({ email, role }) => ({ email, role })),
    qrUrl: `${publicUrl}/s/${matching.key}${matching.code}`,
    titleOnlyUrl: `${publicUrl}/s/${titleOnly.key}${titleOnly.code}`,
    ...(matching.number &&
      matching.gross !== null && {
        receipt: {
          number: matching.number,
          amount: plainYuan(fen(matching.gross)),
          url: `${publicUrl}/r/${matching.key}${matching.receipt}`,
        },
      }),
    apiKey: `msk_${matching.key}_${demoApiKeySecret(sealer).toString('base64url')}`,
  }
}
