import { type Item, showId } from '@mashang/contract'
import type { Db, Tx } from '@mashang/db/connect'
import { parseTaxation, printable, printTaxation, type Taxation } from '@mashang/invoice'
import { v7 as uuidv7 } from 'uuid'

export type ItemRow = {
  id: string
  code: string
  name: string
  taxCode: string
  unit: string | null
  taxation: Taxation
}

/** Every item of the tenant, by code. */
export async function itemsOf(db: Db | Tx, tenantId: string): Promise<ItemRow[]> {
  const rows = await db
    .selectFrom('item')
    .select(['id', 'code', 'name', 'tax_code as taxCode', 'unit', 'taxation'])
    .where('tenant_id', '=', tenantId)
    .orderBy('code')
    .execute()
  return rows.map((row) => ({ ...row, taxation: taxationIn(row.taxation) }))
}

function taxationIn(text: string): Taxation {
  const taxation = parseTaxation(text)
  if (taxation === undefined) throw new Error(`an item is taxed “${text}”`)
  return taxation
}

export function itemView({ id, unit, taxation, ...row }: ItemRow): Item {
  return { ...row, id: showId('item', id), taxation: printTaxation(taxation), ...(unit && { unit }) }
}

export async function addItem(
  tx: Tx,
  tenantId: string,
  item: { code: string; name: string; taxCode: string; unit: string; taxation: Taxation },
): Promise<void> {
  const { code, taxCode, name, unit, taxation } = item
  await tx
    .insertInto('item')
    .values({
      tenant_id: tenantId,
      id: uuidv7(),
      name: printable(name),
      unit: printable(unit),
      code,
      tax_code: taxCode,
      taxation: printTaxation(taxation),
    })
    .execute()
}
