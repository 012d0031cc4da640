import { type QrCode, type QrCodeRow, type Refused, refuse, showId } from '@mashang/contract'
import type { Db, Tx } from '@mashang/db/connect'
import { v7 as uuidv7 } from 'uuid'
import { organizationsOf } from '../organizations/tree.ts'
import { newCode, newShortName } from '../public-code.ts'
import { mayWrite, type Staff } from '../staff/staff.ts'
import {
  addVersion,
  type CodeRow,
  codeRow,
  codeRows,
  currentVersion,
  insertCode,
  retireVersion,
  scansByDay,
  updateCode,
  type VersionRow,
  versionsOf,
} from './console-store.ts'

export type QrCodeFilter = {
  q?: string | undefined
  mode?: QrCode['mode'] | undefined
  status?: QrCodeRow['status'] | undefined
}

/**
 * 静态二维码设置: every code a staff member may see, and the stores that have none yet. A tenant has as many codes as
 * counters, a few thousand at most, so the page is cut from the whole list.
 */
export async function qrCodeList(
  db: Db,
  staff: Staff,
  filter: QrCodeFilter,
  page: { cursor?: string | undefined; limit: number },
) {
  const all = (await codeRows(db, staff, new Date())).map(rowView)
  const matching = all.filter((row) => matches(row, { ...filter, status: undefined }))
  const rows = matching.filter((row) => matches(row, filter))
  const start = Number(page.cursor ?? 0) || 0
  const count = (status: QrCodeRow['status']) => matching.filter((row) => row.status === status).length
  return {
    rows: rows.slice(start, start + page.limit),
    ...(start + page.limit < rows.length && { next: String(start + page.limit) }),
    counts: {
      all: matching.length,
      generated: count('generated'),
      disabled: count('disabled'),
      expired: count('expired'),
      missing: count('missing'),
    },
  }
}

function matches(row: QrCodeRow, { q, mode, status }: QrCodeFilter): boolean {
  if (mode && row.mode !== mode) return false
  if (status && row.status !== status) return false
  if (!q) return true
  const text = [
    row.organization.code,
    row.organization.name,
    row.name,
    row.shortName,
    row.seller?.name,
    row.seller?.taxpayerId,
  ]
  return text.join('\n').toLowerCase().includes(q.trim().toLowerCase())
}

function rowView(row: CodeRow): QrCodeRow {
  return {
    organization: { id: showId('org', row.organizationId), code: row.organizationCode, name: row.organizationName },
    ...(row.sellerName && row.taxpayerId && { seller: { name: row.sellerName, taxpayerId: row.taxpayerId } }),
    status: row.status,
    scansToday: row.scansToday,
    submittedToday: row.submittedToday,
    issuedToday: row.issuedToday,
    ...(row.lastScanAt && { lastScanAt: row.lastScanAt.toISOString() }),
    ...(row.expiresAt && { expiresAt: row.expiresAt.toISOString() }),
    ...(row.id &&
      row.name &&
      row.mode &&
      row.shortName && { id: showId('qr', row.id), name: row.name, mode: row.mode, shortName: row.shortName }),
    ...(row.updatedAt && { updatedAt: row.updatedAt.toISOString() }),
    ...(row.updatedBy && { updatedBy: row.updatedBy }),
  }
}

type Answer<P extends 'forbidden' | 'not-found' | 'organization-unknown' | 'seller-missing'> =
  | { ok: true; value: QrCode }
  | Refused<P>

/** 已生成: one code with its link, counters and versions. */
export async function qrCode(db: Db, staff: Staff, publicUrl: string, id: string): Promise<Answer<'not-found'>> {
  const row = await codeRow(db, staff, id, new Date())
  return row ? { ok: true, value: await codeView(db, staff, publicUrl, id, row) } : refuse('not-found')
}

async function codeView(db: Db, staff: Staff, publicUrl: string, id: string, row: CodeRow): Promise<QrCode> {
  const [current, versions, days] = await Promise.all([
    currentVersion(db, staff.tenantId, id),
    versionsOf(db, staff.tenantId, id),
    scansByDay(db, staff.tenantId, id),
  ])
  return {
    ...rowView(row),
    id: showId('qr', id),
    name: row.name ?? '',
    mode: row.mode ?? 'title-only',
    shortName: current.shortName,
    ...(row.notice && { notice: row.notice }),
    url: `${publicUrl}/s/${current.tenantKey}${current.code}`,
    version: current.version,
    scans: row.scans,
    submitted: row.submitted,
    issued: row.issued,
    scansByDay: days,
    versions: versions.map(versionView),
  }
}

function versionView(version: VersionRow): QrCode['versions'][number] {
  const { createdAt, replacedAt, graceUntil } = version
  return {
    version: version.version,
    shortName: version.shortName,
    state: replacedAt === null ? 'current' : graceUntil && graceUntil > new Date() ? 'grace' : 'replaced',
    from: createdAt.toISOString(),
    ...(replacedAt && { until: (graceUntil ?? replacedAt).toISOString() }),
    by: version.by,
  }
}

/** A code and its first version. Returns its id. */
export async function plantCode(
  tx: Tx,
  by: { tenantId: string; id: string },
  input: {
    organizationId: string
    name: string
    mode: QrCode['mode']
    expiresAt?: Date | null
    notice?: string | undefined
  },
): Promise<string> {
  const id = uuidv7()
  await insertCode(tx, by, { ...input, id, expiresAt: input.expiresAt ?? null })
  await addVersion(tx, by, id, { version: 1, code: newCode(), shortName: newShortName() })
  return id
}

/** 生成二维码: the store's seller must be known, or the consumer would be led to a dead end. */
export async function generate(
  db: Db,
  staff: Staff,
  publicUrl: string,
  input: {
    organizationId: string
    name: string
    mode: QrCode['mode']
    expiresAt?: string | undefined
    notice?: string | undefined
  },
): Promise<Answer<'forbidden' | 'organization-unknown' | 'seller-missing'>> {
  if (!mayWrite(staff)) return refuse('forbidden')
  const organization = (await organizationsOf(db, staff)).find(
    (each) => each.id === showId('org', input.organizationId),
  )
  if (!organization) return refuse('organization-unknown')
  if (!organization.seller) return refuse('seller-missing')
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null
  const id = await db.transaction().execute((tx) => plantCode(tx, staff, { ...input, expiresAt }))
  const made = await qrCode(db, staff, publicUrl, id)
  return made.ok ? made : refuse('organization-unknown')
}

export async function changeCode(
  db: Db,
  staff: Staff,
  publicUrl: string,
  id: string,
  changes: {
    name?: string | undefined
    mode?: QrCode['mode'] | undefined
    enabled?: boolean | undefined
    expiresAt?: string | null | undefined
    notice?: string | null | undefined
  },
): Promise<Answer<'forbidden' | 'not-found'>> {
  if (!mayWrite(staff)) return refuse('forbidden')
  if (!(await codeRow(db, staff, id, new Date()))) return refuse('not-found')
  const { expiresAt, ...same } = changes
  await updateCode(db, staff, id, {
    ...same,
    ...(expiresAt !== undefined && { expires_at: expiresAt ? new Date(expiresAt) : null }),
  })
  return await qrCode(db, staff, publicUrl, id)
}

/** 更换二维码: what is printed on the counter stops working after the days of grace. */
export async function rotate(
  db: Db,
  staff: Staff,
  publicUrl: string,
  id: string,
  graceDays: number,
): Promise<Answer<'forbidden' | 'not-found'>> {
  if (!mayWrite(staff)) return refuse('forbidden')
  if (!(await codeRow(db, staff, id, new Date()))) return refuse('not-found')
  await db.transaction().execute(async (tx) => {
    const now = new Date()
    const last = await retireVersion(tx, staff.tenantId, id, now, new Date(now.getTime() + graceDays * 24 * 3600_000))
    await addVersion(tx, staff, id, { version: last + 1, code: newCode(), shortName: newShortName() })
  })
  return await qrCode(db, staff, publicUrl, id)
}
