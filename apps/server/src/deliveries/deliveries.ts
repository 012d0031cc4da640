import type { Db, Tx } from '@mashang/db/connect'
import { v7 as uuidv7 } from 'uuid'
import type { Sealer } from '../seal.ts'
import type { Jobs } from '../work/jobs.ts'
import { type Delivered, type Delivery, deliveriesOfInvoice, deliveriesSince, insertDelivery } from './store.ts'

export { deliveriesSince }

/** A delivery and its job, in the caller's transaction. */
export async function addDelivery(
  tx: Tx,
  jobs: Jobs,
  delivery: Delivered & { tenantId: string; addressSealed: Buffer; addressHash: Buffer },
): Promise<void> {
  const id = uuidv7()
  await insertDelivery(tx, { ...delivery, id, status: 'due' })
  await jobs.enqueue(tx, 'deliver', { tenantId: delivery.tenantId, deliveryId: id })
}

export type OpenDelivery = Omit<Delivery, 'addressSealed'> & { address: string }

/** Newest first, with the address in the clear: whoever shows it decides on the mask. */
export async function deliveriesOf(
  db: Db,
  sealer: Sealer,
  tenantId: string,
  invoiceId: string,
): Promise<OpenDelivery[]> {
  const rows = await deliveriesOfInvoice(db, tenantId, invoiceId)
  return rows.map(({ addressSealed, ...row }) => ({ ...row, address: sealer.open(addressSealed) }))
}
