import type { Outcome } from '@mashang/channels'
import type { Db, Tx } from '@mashang/db/connect'
import type { Buyer } from '@mashang/invoice'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'

export type DocumentFormat = 'pdf' | 'ofd' | 'xml'
/** A document that is in the archive. */
export type ArchivedDocument = { format: DocumentFormat; sha256: string }

export type Invoice = {
  id: string
  applicationId: string
  number: string
  issuedAt: Date
  grossFen: number
  netFen: number
  taxFen: number
  /** Issued by a simulated bureau or a vendor's sandbox, and so worth nothing. */
  test: boolean
  /** As it stands on the invoice. */
  buyer: Buyer
  documents: ArchivedDocument[]
}

const columns = sql`i.id, i.application_id as "applicationId", i.number, i.issued_at as "issuedAt",
  i.gross_fen as "grossFen", i.net_fen as "netFen", i.tax_fen as "taxFen", i.test,
  (select a.buyer from application a where a.tenant_id = i.tenant_id and a.id = i.application_id) as buyer,
  coalesce((select jsonb_agg(jsonb_build_object('format', d.format, 'sha256', d.sha256)
      order by array_position('{pdf,ofd,xml}', d.format))
    from document d where d.tenant_id = i.tenant_id and d.invoice_id = i.id), '[]') as documents`

export async function invoiceById(db: Db | Tx, tenantId: string, id: string): Promise<Invoice | undefined> {
  const { rows } = await sql<Invoice>`
    select ${columns} from invoice i where i.tenant_id = ${tenantId} and i.id = ${id}`.execute(db)
  return rows[0]
}

export async function invoiceOfApplication(
  db: Db | Tx,
  tenantId: string,
  applicationId: string,
): Promise<Invoice | undefined> {
  const { rows } = await sql<Invoice>`
    select ${columns} from invoice i
    where i.tenant_id = ${tenantId} and i.application_id = ${applicationId}`.execute(db)
  return rows[0]
}

/** The unique key on the application is the last line of defence: a second invoice cannot be written. */
export async function insertInvoice(
  tx: Tx,
  tenantId: string,
  applicationId: string,
  outcome: Outcome & { kind: 'issued' },
  { test }: { test: boolean },
): Promise<string> {
  const id = uuidv7()
  await tx
    .insertInto('invoice')
    .values({
      tenant_id: tenantId,
      id,
      application_id: applicationId,
      number: outcome.number,
      issued_at: outcome.issuedAt,
      gross_fen: outcome.gross,
      net_fen: outcome.net,
      tax_fen: outcome.tax,
      test,
    })
    .execute()
  return id
}

/** Once archived a document stays as it is: two jobs that fetched it at once wrote the same bytes. */
export async function insertDocument(
  db: Db,
  tenantId: string,
  invoiceId: string,
  document: ArchivedDocument & { size: number },
): Promise<void> {
  await db
    .insertInto('document')
    .values({ tenant_id: tenantId, invoice_id: invoiceId, ...document })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
