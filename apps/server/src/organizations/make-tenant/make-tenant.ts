import { randomBytes } from 'node:crypto'
import type { Db, Tx } from '@mashang/db/connect'
import { v7 as uuidv7 } from 'uuid'
import { connectChannel, opensSecrets } from '../../channels/channels.ts'
import { taxpayerIdPolicyOf } from '../../channels/taxpayer-ids.ts'
import { newTenantKey } from '../../public-code.ts'
import type { Sealer } from '../../seal.ts'
import { addStaff, isStaff } from '../../staff/add-staff.ts'
import { addApiKey } from '../../staff/api-keys.ts'
import type { Auth } from '../../staff/auth.ts'
import { holdTenants, plantOrganization, plantSeller, plantTenant, taxpayerSells } from '../plant.ts'
import type { Options } from './options.ts'

/** The plate behind a shop's name; the page puts white letters on it. */
const COLOUR = '#0a6cff'

/** What is shown once: only hashes are kept. */
type Made = { ok: true; password: string; apiKey: string }
type NotMade = { ok: false; problem: 'another-secret' | 'credit-code-taken' | 'name-taken' | 'email-taken' }

/** A tenant with its company, tax profile, tax channel, administrator and API key: all of it, or nothing. */
export async function makeTenant(
  deps: { db: Db; sealer: Sealer; auth: Auth },
  options: Options,
): Promise<Made | NotMade> {
  return await deps.db.transaction().execute(async (tx) => {
    await holdTenants(tx)
    // With another secret the server could not open what is sealed here, and every invoice of the tenant would wait.
    if (!(await opensSecrets(tx, deps.sealer))) return { ok: false, problem: 'another-secret' }
    if (await taxpayerSells(tx, options.seller.taxpayerId)) return { ok: false, problem: 'credit-code-taken' }
    if (await isStaff(tx, options.admin.email)) return { ok: false, problem: 'email-taken' }
    const { name } = options.seller
    const tenant = await plantTenant(tx, {
      id: uuidv7(),
      key: newTenantKey(),
      name,
      brand: options.brand,
      colour: COLOUR,
    })
    if (!tenant) return { ok: false, problem: 'name-taken' }
    const password = randomBytes(12).toString('base64url')
    await plantCompany(tx, deps, tenant.id, options, password)
    return { ok: true, password, apiKey: await addApiKey(tx, tenant, 'make-tenant') }
  })
}

async function plantCompany(
  tx: Tx,
  { sealer, auth }: { sealer: Sealer; auth: Auth },
  tenantId: string,
  { seller, admin, channel }: Options,
  password: string,
): Promise<void> {
  const sellerId = uuidv7()
  await plantSeller(tx, tenantId, { id: sellerId, ...seller }, taxpayerIdPolicyOf(channel.kind))
  await connectChannel(tx, sealer, { tenantId, sellerId, ...channel })
  const company = { code: 'HQ', name: seller.name, kind: 'company', phone: seller.phone, sellerId } as const
  const { id: organizationId } = await plantOrganization(tx, tenantId, undefined, company)
  await addStaff(tx, auth, { tenantId, organizationId, role: 'administrator', password, ...admin })
}
