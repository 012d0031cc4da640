import type { OrderSummary } from '@mashang/contract'
import { fen } from '@mashang/invoice'
import { type Order, type OrderJson, orderById, orderFromJson, orderOnReceipt, type ReceiptKey } from './store.ts'

export { type Order, type OrderJson, orderById, orderFromJson, orderOnReceipt, type ReceiptKey }

/** An order as the consumer compares it with the receipt in hand. */
export function summaryOf(order: Order): OrderSummary {
  return {
    number: order.number,
    paidAt: order.paidAt.toISOString(),
    grossFen: fen(order.grossFen),
    lines: order.lines.map((line) => ({
      name: line.name,
      ...(line.quantity !== undefined && { quantity: line.quantity }),
      grossFen: line.gross,
    })),
  }
}
