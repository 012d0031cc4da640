import { fen } from '@mashang/invoice'
import { sql } from 'kysely'
import { pushOrder } from '../src/orders/push.ts'
import { AT_SIX, enterprise } from './shop.ts'
import type { Stack } from './stack.ts'

/** Pays so many times at the first store of a stack's demo; returns the links that its receipts carry. */
export async function payOrders({ database, server }: Stack, count: number, name: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; key: string }>`select id, key from tenant`.execute(database.db)
  const tenant = rows[0] as { id: string; key: string }
  return await database.db.transaction().execute(async (tx) => {
    const links = []
    for (let n = 0; n < count; n++) {
      const pushed = await pushOrder(
        tx,
        tenant.id,
        {
          organizationCode: 'SZ-001',
          number: `${name}-${n}`,
          paidAt: new Date().toISOString(),
          grossFen: fen(1_000 + n),
          lines: [{ name: '午市套餐', taxCode: '3070401000000000000', taxation: AT_SIX, grossFen: fen(1_000 + n) }],
        },
        'api',
      )
      if (!pushed.ok) throw new Error(pushed.problem)
      links.push(`${server.url}/r/${tenant.key}${pushed.order.receiptCode}`)
    }
    return links
  })
}

/** Scans a receipt's link and asks for the invoice. */
export async function scanAndSubmit(link: string, email: string): Promise<void> {
  const { origin, pathname } = new URL(link)
  const response = await fetch(`${origin}/api/consumer/applications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      submissionKey: crypto.randomUUID(),
      source: { kind: 'receipt', code: pathname.slice('/r/'.length) },
      buyer: enterprise,
      email,
    }),
  })
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
}

export type Progress = { submitted: number; issued: number; invoices: number; sent: number }

/** How far all applications of a stack have come. */
export async function progress({ database }: Stack): Promise<Progress> {
  const { rows } = await sql<Progress>`
    select count(*)::int as submitted, count(*) filter (where status = 'issued')::int as issued,
      (select count(*)::int from invoice) as invoices,
      (select count(*)::int from delivery where status = 'sent') as sent
    from application`.execute(database.db)
  return rows[0] as Progress
}

export async function requestNumbers({ database }: Stack): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select request_number as number from application order by 1`.execute(database.db)
  return rows.map(({ number }) => number)
}
