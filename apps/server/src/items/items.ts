import { type Item, showId } from '@mashang/contract'
import type { Db, Tx } from '@mashang/db/connect'
import { printable, type Rate, rate } from '@mashang/invoice'
import { v7 as uuidv7 } from 'uuid'

export type ItemRow = { id: string; code: string; name: string; taxCode: string; unit: string | null; rate: Rate }

/** Every item of the tenant, by code. */
export async function itemsOf(db: Db | Tx, tenantId: string): Promise<ItemRow[]> {
  const rows = await db
    .selectFrom('item')
    .select(['id', 'code', 'name', 'tax_code as taxCode', 'unit', 'rate'])
    .where('tenant_id', '=', tenantId)
    .orderBy('code')
    .execute()
  return rows.map((row) => ({ ...row, rate: rate(row.rate) }))
}

export function itemView({ id, unit, ...row }: ItemRow): Item {
  return { ...row, id: showId('item', id), ...(unit && { unit }) }
}

export async function addItem(
  tx: Tx,
  tenantId: string,
  item: { code: string; name: string; taxCode: string; unit: string; rate: number },
): Promise<void> {
  const { taxCode, name, unit, ...same } = item
  await tx
    .insertInto('item')
    .values({
      tenant_id: tenantId,
      id: uuidv7(),
      name: printable(name),
      unit: printable(unit),
      tax_code: taxCode,
      ...same,
    })
    .execute()
}
