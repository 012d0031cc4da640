import type { Tx } from '@mashang/db/connect'
import { parseTaxpayerId, type TaxpayerIdPolicy } from '@mashang/invoice'
import { v7 as uuidv7 } from 'uuid'
import type { SellerSnapshot } from './seller.ts'
import { holdTenants, insertOrganization, insertSeller, insertTenant, taxpayerSells } from './store.ts'

export { holdTenants, taxpayerSells }

/** A new tenant; undefined when one of this name is there already, which is how a demo is loaded once. */
export async function plantTenant(
  tx: Tx,
  tenant: { id: string; key: string; name: string; brand: string; colour: string },
): Promise<{ id: string; key: string } | undefined> {
  return (await insertTenant(tx, tenant)) ? tenant : undefined
}

export async function plantSeller(
  tx: Tx,
  tenantId: string,
  seller: Omit<SellerSnapshot, 'taxpayerId'> & { id: string; taxpayerId: string },
  policy: TaxpayerIdPolicy,
): Promise<void> {
  const taxpayerId = parseTaxpayerId(seller.taxpayerId, policy)
  if (!taxpayerId) throw new Error(`not a taxpayer id: ${seller.taxpayerId}`)
  await insertSeller(tx, tenantId, { ...seller, taxpayerId })
}

type Planted = { id: string; path: string[] }

export async function plantOrganization(
  tx: Tx,
  tenantId: string,
  parent: Planted | undefined,
  organization: {
    code: string
    name: string
    kind: 'company' | 'branch' | 'store' | 'department'
    phone?: string
    openingHours?: string
    sellerId?: string
  },
): Promise<Planted> {
  const id = uuidv7()
  const path = [...(parent?.path ?? []), id]
  if (!(await insertOrganization(tx, tenantId, { ...organization, id, path, parentId: parent?.id ?? null })))
    throw new Error(`organization code ${organization.code} is taken`)
  return { id, path }
}
