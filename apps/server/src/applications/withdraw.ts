import { type Refused, refuse } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { applicationLife, statusAfter } from '@mashang/invoice'
import { type Application, applicationForUpdate, recordWithdrawn } from './store.ts'

/** 撤回: only while nothing was sent; from then on an invoice may exist. */
export async function withdraw(
  db: Db,
  application: Application,
): Promise<{ ok: true; application: Application } | Refused<'too-late'>> {
  return await db.transaction().execute(async (tx) => {
    const current = await applicationForUpdate(tx, application.tenantId, application.id)
    const status = current && statusAfter(applicationLife, current.status, 'withdraw')
    if (!current || status !== 'withdrawn') return refuse('too-late')
    const endedAt = new Date()
    await recordWithdrawn(tx, current, status, endedAt)
    return { ok: true, application: { ...current, status, endedAt } }
  })
}
