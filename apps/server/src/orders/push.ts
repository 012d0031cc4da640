import { type OrderInput, type Refused, refuse } from '@mashang/contract'
import type { Tx } from '@mashang/db/connect'
import { type Line, lineFromGross, printTaxation, totals } from '@mashang/invoice'
import { v7 as uuidv7 } from 'uuid'
import { issuable } from '../invoices/issuable.ts'
import { type ItemRow, itemsOf } from '../items/items.ts'
import { organizationIdByCode } from '../organizations/organizations.ts'
import { newCode } from '../public-code.ts'
import { insertOrder, type Order, orderByNumber } from './store.ts'

export type PushProblem =
  | 'organization-unknown'
  | 'item-unknown'
  | 'not-an-ordinary-invoice'
  | 'lines-do-not-add-up'
  | 'order-exists'

/** The lines of an order as an invoice will carry them: each names an item, or brings tax code and taxation itself. */
function linesOf(
  input: OrderInput['lines'],
  items: readonly ItemRow[],
): { ok: true; lines: Line[] } | Refused<'item-unknown' | 'not-an-ordinary-invoice' | 'lines-do-not-add-up'> {
  const lines: Line[] = []
  for (const [index, { itemCode, grossFen, ...line }] of input.entries()) {
    const item = itemCode === undefined ? undefined : items.find((each) => each.code === itemCode)
    const taxCode = line.taxCode ?? item?.taxCode
    const taxation = line.taxation ?? item?.taxation
    if (!taxCode || !taxation) return refuse('item-unknown', { line: index, itemCode })
    const unit = line.unit ?? item?.unit ?? undefined
    lines.push(lineFromGross({ ...line, taxCode, taxation, unit, gross: grossFen }))
  }
  return issuable(lines, 'taxCode')
}

/**
 * A paid order from a till. Pushing the same again returns what is there; the same number with another amount or
 * other lines is refused, because an invoice may exist for it already.
 */
export async function pushOrder(
  tx: Tx,
  tenantId: string,
  input: OrderInput,
  source: 'api' | 'csv' | 'demo',
): Promise<{ ok: true; order: Order } | Refused<PushProblem>> {
  const organizationId = await organizationIdByCode(tx, tenantId, input.organizationCode)
  if (!organizationId) return refuse('organization-unknown')
  const made = linesOf(input.lines, await itemsOf(tx, tenantId))
  if (!made.ok) return made
  const { lines } = made
  const gross = totals(lines).gross
  if (gross !== input.grossFen) return refuse('lines-do-not-add-up', { sumOfLinesFen: gross, grossFen: input.grossFen })

  const order = {
    id: uuidv7(),
    organizationId,
    number: input.number,
    paidAt: new Date(input.paidAt),
    grossFen: input.grossFen,
    lines,
    receiptCode: newCode(),
  }
  if (await insertOrder(tx, tenantId, { ...order, source }))
    return { ok: true, order: { ...order, liveApplicationId: null } }
  const earlier = await orderByNumber(tx, { tenantId, organizationId, number: input.number })
  const same =
    earlier &&
    earlier.grossFen === order.grossFen &&
    JSON.stringify(sorted(earlier.lines)) === JSON.stringify(sorted(lines))
  return same ? { ok: true, order: earlier } : refuse('order-exists')
}

/** jsonb keeps no order of keys. */
function sorted(lines: readonly Line[]): unknown {
  return lines.map(({ taxation, ...line }) =>
    Object.entries({ ...line, taxation: printTaxation(taxation) })
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}
