import type { Db, Tx } from '@mashang/db/connect'
import { v7 as uuidv7 } from 'uuid'
import type { Sealer } from '../seal.ts'
import type { Jobs } from '../work/jobs.ts'
import { type Delivery, deliveriesOfInvoice, insertDelivery } from './store.ts'

/** A delivery and its job, in the caller's transaction. */
export async function addDelivery(
  tx: Tx,
  jobs: Jobs,
  delivery: { tenantId: string; invoiceId: string; addressSealed: Buffer; addressHash: Buffer },
): Promise<void> {
  const id = uuidv7()
  await insertDelivery(tx, { ...delivery, id, status: 'due' })
  await jobs.enqueue(tx, 'deliver', { tenantId: delivery.tenantId, deliveryId: id })
}

/**
 * The job of the mail that tells of a rejection, in the transaction that rejects. It is no delivery of an invoice and
 * has no row of its own: an application is rejected once.
 */
export async function addRejectionMail(
  tx: Tx,
  jobs: Jobs,
  application: { tenantId: string; id: string },
): Promise<void> {
  await jobs.enqueue(tx, 'tell-rejection', { tenantId: application.tenantId, applicationId: application.id })
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
