import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SubmissionInput } from '@mashang/contract'
import { sql } from 'kysely'
import type { Stack } from '../stack.ts'

const buyers: SubmissionInput['buyer'][] = [
  { kind: 'enterprise', name: '深圳市青屿云图科技有限公司', taxpayerId: '91990000MA0AAAA1XB' },
  { kind: 'individual', name: '林夏' },
  { kind: 'institution', name: '深圳市南山区青屿小学' },
]

/** Applies for every receipt as a phone at the counter would, some at a time; answers with what was not accepted. */
export async function applyForAll(
  url: string,
  code: string,
  receipts: readonly { number: string; grossFen: number }[],
): Promise<{ number: string; answer: unknown }[]> {
  const waiting = [...receipts.entries()]
  const refused: { number: string; answer: unknown }[] = []
  const phone = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, order] = next
      const submission: SubmissionInput = {
        submissionKey: randomUUID(),
        source: { kind: 'code', code, order },
        buyer: buyers[index % buyers.length] as SubmissionInput['buyer'],
        email: `receipt-${index}@example.com`,
      }
      const response = await fetch(`${url}/api/consumer/applications`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(submission),
      })
      const answer = await response.json()
      if (response.status !== 201) refused.push({ number: order.number, answer })
    }
  }
  await Promise.all(Array.from({ length: 4 }, phone))
  return refused
}

/** The code at the counter of a store, as its QR code says it. */
export async function counterCode({ database }: Stack, organizationCode: string): Promise<string> {
  const { rows } = await sql<{ code: string }>`
    select t.key || v.code as code from organization o
    join tenant t on t.id = o.tenant_id
    join qr_code q on q.tenant_id = o.tenant_id and q.organization_id = o.id and q.mode = 'order-match'
    join qr_code_version v on v.tenant_id = q.tenant_id and v.qr_code_id = q.id and v.replaced_at is null
    where o.code = ${organizationCode} limit 1`.execute(database.db)
  return rows[0]?.code ?? ''
}

export type Issued = {
  number: string
  requestNumber: string
  status: string
  reason: string | null
  gross: number
  net: number
  tax: number
}

/** What became of every application, once none is under way any more or the time is up. */
export async function endsOfAll({ database }: Stack, withinMs: number): Promise<Issued[]> {
  for (const deadline = Date.now() + withinMs; ; await sleep(500)) {
    const { rows } = await sql<Issued>`
      select o.number, a.request_number as "requestNumber", a.status, a.reason,
        i.gross_fen as gross, i.net_fen as net, i.tax_fen as tax
      from application a
      join "order" o on o.tenant_id = a.tenant_id and o.id = a.order_id
      left join invoice i on i.tenant_id = a.tenant_id and i.application_id = a.id
      order by o.number`.execute(database.db)
    const underWay = rows.some(({ status }) => status === 'approved' || status === 'issuing')
    if (!underWay || Date.now() > deadline) return rows
  }
}
