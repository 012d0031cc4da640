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
): { ok: true; lines: Line[] } | Refused<'item-unknown'> {
  const lines: Line[] = []
  for (const [index, { itemCode, grossFen, ...line }] of input.entries()) {
    const item = itemCode === undefined ? undefined : items.find((each) => each.code === itemCode)
    const taxCode = line.taxCode ?? item?.taxCode
    const taxation = line.taxation ?? item?.taxation
    if (!taxCode || !taxation) return refuse('item-unknown', { line: index, itemCode })
    const unit = line.unit ?? item?.unit ?? undefined
    lines.push(lineFromGross({ ...line, taxCode, taxation, unit, gross: grossFen }))
  }
  return { ok: true, lines }
}

/**
 * A paid order from a till. Pushing the same again returns what is there, even when today's rules would refuse it or
 * split its tax otherwise; the same number with another amount or other lines is refused, because an invoice may exist
 * for it already.
 */
export async function pushOrder(
  tx: Tx,
  tenantId: string,
  input: OrderInput,
  source: 'api' | 'csv' | 'demo',
): Promise<{ ok: true; order: Order } | Refused<PushProblem>> {
  const organizationId = await organizationIdByCode(tx, tenantId, input.organizationCode)
  if (!organizationId) return refuse('organization-unknown')
  const given = linesOf(input.lines, await itemsOf(tx, tenantId))
  if (!given.ok) return given
  const key = { tenantId, organizationId, number: input.number }
  const judged = issuable(given.lines, (line, about) => (input.lines[line]?.[about] === undefined ? 'itemCode' : about))
  if (!judged.ok) return (await pushedBefore(tx, key, input, given.lines)) ?? judged
  const { lines } = judged
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
  return (await pushedBefore(tx, key, input, given.lines)) ?? refuse('order-exists')
}

/** What is there under the number, if it is the same; undefined when there is nothing. */
async function pushedBefore(
  tx: Tx,
  key: { tenantId: string; organizationId: string; number: string },
  { grossFen }: OrderInput,
  given: readonly Line[],
): Promise<{ ok: true; order: Order } | Refused<'order-exists'> | undefined> {
  const order = await orderByNumber(tx, key)
  if (!order) return undefined
  const same = order.grossFen === grossFen && fingerprint(order.lines) === fingerprint(given)
  return same ? { ok: true, order } : refuse('order-exists')
}

/** What a till says of its lines. Net and tax are worked out here, and by rules that may change. */
function fingerprint(lines: readonly Line[]): string {
  return JSON.stringify(
    lines.map(({ name, taxCode, taxation, specification, unit, quantity, unitPrice, gross }) => [
      name,
      taxCode,
      printTaxation(taxation),
      specification,
      unit,
      quantity,
      unitPrice,
      gross,
    ]),
  )
}
