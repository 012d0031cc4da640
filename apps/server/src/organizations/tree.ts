import { type Organization, type Refused, refuse, showId } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { v7 as uuidv7 } from 'uuid'
import { refuseTaxpayerId, taxpayerIdPolicyOf } from '../channels/taxpayer-ids.ts'
import { mayConfigure, type Staff } from '../staff/staff.ts'
import type { SellerSnapshot } from './seller.ts'
import {
  channelOfTaxpayer,
  giveSeller,
  insertOrganization,
  type OrganizationChanges,
  type OrganizationRow,
  organizationRows,
  updateOrganization,
} from './store.ts'

/** The organizations a staff member may see, parents before children. */
export async function organizationsOf(db: Db, staff: Staff): Promise<Organization[]> {
  return (await organizationRows(db, staff)).map(viewOf)
}

type Answer<P extends 'forbidden' | 'not-found' | 'organization-unknown' | 'organization-code-taken'> =
  | { ok: true; value: Organization }
  | Refused<P>

type Fields = {
  name: string
  kind: Organization['kind']
  phone?: string | undefined
  openingHours?: string | undefined
}

export async function addOrganization(
  db: Db,
  staff: Staff,
  input: Fields & { parentId: string; code: string },
): Promise<Answer<'forbidden' | 'organization-unknown' | 'organization-code-taken'>> {
  if (!mayConfigure(staff)) return refuse('forbidden')
  const parent = (await organizationRows(db, staff, input.parentId))[0]
  if (!parent) return refuse('organization-unknown')
  const id = uuidv7()
  const added = await insertOrganization(db, staff.tenantId, { ...input, id, path: [...parent.path, id] })
  return added ? await organization(db, staff, id, 'organization-unknown') : refuse('organization-code-taken')
}

export async function changeOrganization(
  db: Db,
  staff: Staff,
  id: string,
  changes: OrganizationChanges,
): Promise<Answer<'forbidden' | 'not-found'>> {
  if (!mayConfigure(staff)) return refuse('forbidden')
  const [row] = await organizationRows(db, staff, id)
  if (!row) return refuse('not-found')
  await updateOrganization(db, staff.tenantId, id, changes)
  return await organization(db, staff, id, 'not-found')
}

/** Its own tax profile, or null to inherit again. Applications keep the seller they were made with. */
export async function setSeller(
  db: Db,
  staff: Staff,
  id: string,
  seller: SellerSnapshot | null,
): Promise<Answer<'forbidden' | 'not-found'> | Refused<'bad-input'>> {
  if (!mayConfigure(staff)) return refuse('forbidden')
  const [row] = await organizationRows(db, staff, id)
  if (!row) return refuse('not-found')
  const odd = await db.transaction().execute(async (tx) => {
    // The channel follows the taxpayer: what the seller before this one was connected to says nothing about its id.
    const channel = seller && (await channelOfTaxpayer(tx, staff.tenantId, seller.taxpayerId))
    const refused = refuseTaxpayerId('seller.taxpayerId', seller?.taxpayerId, taxpayerIdPolicyOf(channel))
    if (!refused) await giveSeller(tx, staff.tenantId, id, seller && { ...seller, id: uuidv7() })
    return refused
  })
  return odd ?? (await organization(db, staff, id, 'not-found'))
}

async function organization<P extends 'not-found' | 'organization-unknown'>(
  db: Db,
  staff: Staff,
  id: string,
  missing: P,
): Promise<Answer<P>> {
  const [row] = await organizationRows(db, staff, id)
  return row ? { ok: true, value: viewOf(row) } : refuse(missing)
}

function viewOf(row: OrganizationRow): Organization {
  return {
    id: showId('org', row.id),
    ...(row.parentId && { parentId: showId('org', row.parentId) }),
    code: row.code,
    name: row.name,
    kind: row.kind,
    ...(row.phone && { phone: row.phone }),
    ...(row.openingHours && { openingHours: row.openingHours }),
    ...(row.seller && { seller: { ...row.seller, ...(row.channel && { channel: row.channel }) } }),
    ...(row.seller &&
      row.ownerId !== row.id && { sellerFrom: { code: row.ownerCode ?? '', name: row.ownerName ?? '' } }),
    qrCodes: row.qrCodes.map((code) => ({ ...code, id: showId('qr', code.id) })),
  }
}
