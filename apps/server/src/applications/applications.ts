import { showId } from '@mashang/contract'
import type { Db } from '@mashang/db/connect'
import { outcomeOf } from './store.ts'

/* What other nouns may do with applications. */

export {
  type Application,
  applicationById,
  applicationForUpdate,
  recordAsked,
  recordIssued,
  recordSent,
  recordStopped,
} from './store.ts'

/** What became of an order's application, as the merchant is told. */
export async function outcomeOfOrder(db: Db, tenantId: string, applicationId: string) {
  const row = await outcomeOf(db, tenantId, applicationId)
  return row && { id: showId('app', row.id), status: row.status, ...(row.number && { invoiceNumber: row.number }) }
}
