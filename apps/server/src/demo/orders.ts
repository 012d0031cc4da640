import type { Tx } from '@mashang/db/connect'
import { type Decimal, type Fen, fen, parseDecimal, plainYuan, sum } from '@mashang/invoice'
import { pushOrder } from '../orders/push.ts'
import { items } from './chain.ts'

const ORDERS_PER_STORE = 20

/** Of the first store: the receipt in the pictures, and one with exempt eggs, flowers at 9 % and tissues at 13 %. */
const shown = [
  [line('CY-02', 2), line('CY-06', 1), line('BK-01', 1)],
  [line('RT-10', 2), line('RT-11', 1), line('GD-07', 1), line('GD-06', 3)],
]

/** Today's receipts of one store: those to show, then others that walk through the menu. */
export async function pushDemoOrders(tx: Tx, tenantId: string, organizationCode: string, store: number): Promise<void> {
  for (let n = 0; n < ORDERS_PER_STORE; n++) {
    const lines = (store === 0 && shown[n]) || menu(store, n)
    const pushed = await pushOrder(
      tx,
      tenantId,
      {
        organizationCode,
        number: `A${1023 + store}-${String(456 + n).padStart(4, '0')}`,
        paidAt: new Date(Date.now() - n * 11 * 60_000).toISOString(),
        grossFen: sum(lines.map((each) => each.grossFen)),
        lines,
      },
      'demo',
    )
    if (!pushed.ok) throw new Error(`demo order: ${pushed.problem}`)
  }
}

function menu(store: number, n: number): ReturnType<typeof line>[] {
  const count = 1 + ((store + n) % 3)
  return Array.from({ length: count }, (_, i) =>
    line(items[(store * 7 + n * 3 + i * 5) % items.length]?.[0] ?? 'CY-01', 1 + ((n + i) % 2)),
  )
}

function line(code: (typeof items)[number][0], quantity: number) {
  const item = items.find(([each]) => each === code) ?? items[0]
  const [itemCode, name, , , , price] = item
  return {
    name,
    itemCode,
    quantity: decimal(String(quantity)),
    unitPrice: decimal(plainYuan(fen(price))),
    grossFen: fen(price * quantity) satisfies Fen,
  }
}

function decimal(text: string): Decimal {
  const value = parseDecimal(text)
  if (value === undefined) throw new Error(`not a decimal: ${text}`)
  return value
}
