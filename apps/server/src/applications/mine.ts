import type { Db } from '@mashang/db/connect'
import { type Application, applicationsOfDevice, latestOfDevice } from './store.ts'

const MOST_SHOWN = 50
/** Scanning the same code later than this is a new visit, not a look at the old one. */
const SAME_VISIT_MS = 24 * 3600_000

/** What this device asked for lately with this code; nothing that was withdrawn, nothing from another day's visit. */
export async function latestOfCode(
  db: Db,
  code: { tenantId: string; qrCodeId: string },
  deviceHash: Buffer,
): Promise<Application | undefined> {
  const latest = await latestOfDevice(db, code.tenantId, code.qrCodeId, deviceHash)
  if (!latest || latest.status === 'withdrawn') return undefined
  const open = latest.endedAt === null
  return open || Date.now() - latest.submittedAt.getTime() < SAME_VISIT_MS ? latest : undefined
}

/** 我的发票 on this device, newest first. */
export const myApplications = (db: Db, deviceHash: Buffer) => applicationsOfDevice(db, deviceHash, MOST_SHOWN)
