import type { Tx } from '@mashang/db/connect'
import { v7 as uuidv7 } from 'uuid'
import { connectChannel } from '../channels/channels.ts'
import type { Deps } from '../deps.ts'
import { addItem } from '../items/items.ts'
import { plantOrganization, plantSeller, plantTenant } from '../organizations/plant.ts'
import { newTenantKey } from '../public-code.ts'
import { plantCode } from '../qr-codes/codes.ts'
import { addStaff } from '../staff/add-staff.ts'
import { addApiKey } from '../staff/api-keys.ts'
import { demoAddresses } from './addresses.ts'
import { demoApiKeySecret } from './api-key.ts'
import * as chain from './chain.ts'
import { introduceSeller } from './introduce-seller.ts'
import { pushDemoOrders } from './orders.ts'

/** The simulated bureau knows this pair; it opens nothing anywhere else. */
const SANDBOX_APP = { appKey: 'mashang-demo', appSecret: 'mashang-demo-secret' }

/** Loads the demo tenant once, and tells where to look. Two nodes starting at once load it once. */
export async function loadDemo(deps: Deps, sandboxUrl: string | undefined) {
  if (sandboxUrl) await introduceSeller(sandboxUrl)
  await deps.db.transaction().execute(async (tx) => {
    const planted = await plantTenant(tx, { id: uuidv7(), key: newTenantKey(), ...chain.tenant })
    if (planted) await plantChain(tx, deps, planted)
  })
  return await demoAddresses(deps)
}

async function plantChain(tx: Tx, deps: Deps, tenant: { id: string; key: string }): Promise<void> {
  const tenantId = tenant.id
  const sellerId = uuidv7()
  await plantSeller(tx, tenantId, { id: sellerId, ...chain.seller }, 'strict')
  await connectChannel(tx, deps.sealer, { tenantId, sellerId, kind: 'sandbox', ...SANDBOX_APP })

  const root = await plantOrganization(tx, tenantId, undefined, { ...chain.company, kind: 'company', sellerId })
  const branches = new Map<string, { id: string; path: string[] }>()
  for (const branch of chain.branches)
    branches.set(branch.code, await plantOrganization(tx, tenantId, root, { ...branch, kind: 'branch' }))

  const [administrator] = await Promise.all(
    chain.staff.map((person) =>
      addStaff(tx, deps.auth, { tenantId, organizationId: root.id, password: chain.password, ...person }),
    ),
  )
  if (!administrator) throw new Error('the demo has no administrator')
  for (const [code, name, taxCode, unit, taxation] of chain.items)
    await addItem(tx, tenantId, { code, name, taxCode, unit, taxation })

  for (const [index, store] of chain.stores.entries()) {
    const { id } = await plantOrganization(tx, tenantId, branches.get(store.branch), {
      code: store.code,
      name: store.name,
      kind: 'store',
      phone: `0755-0000 00${String(index + 12)}`,
      openingHours: '8:00–22:00',
    })
    for (const [name, mode] of store.codes)
      await plantCode(tx, { tenantId, id: administrator }, { organizationId: id, name, mode })
    await pushDemoOrders(tx, tenantId, store.code, index)
  }
  await addApiKey(tx, tenant, '演示', demoApiKeySecret(deps.sealer))
}
