import type { Db } from '@mashang/db/connect'
import { codesOf } from './store.ts'

/** Where an application can be made again: its code, or else its receipt. */
export async function scanPathOf(
  db: Db,
  from: { tenantId: string; qrCodeId: string | null; orderId: string | null },
): Promise<string | undefined> {
  const { tenantKey = '', code, receiptCode } = (await codesOf(db, from)) ?? {}
  if (code) return `/s/${tenantKey}${code}`
  return receiptCode ? `/r/${tenantKey}${receiptCode}` : undefined
}
