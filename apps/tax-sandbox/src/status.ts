import type { Entry } from './books.ts'

/** Nuonuo's status of an order: 20 issuing, 21 sealing, 2 done, 22 failed, 24 issued but not sealed. */
export type Status = { status: '2' | '20' | '21' | '22' | '24'; statusMsg: string }

/** The last part of an order's time goes into sealing. */
const SEALING = 0.2

/** The status at a moment, worked out from when the order was accepted and when it is ready. */
export function statusAt({ acceptedAt, readyAt, ending }: Entry, now: number): Status {
  if (now < readyAt - (readyAt - acceptedAt) * SEALING) return { status: '20', statusMsg: '开票中' }
  if (ending.kind === 'failed') {
    return now < readyAt ? { status: '20', statusMsg: '开票中' } : { status: '22', statusMsg: '开票失败' }
  }
  if (now < readyAt) return { status: '21', statusMsg: '开票成功签章中' }
  if (ending.kind === 'unsealed') return { status: '24', statusMsg: '开票成功签章失败' }
  return { status: '2', statusMsg: '开票完成' }
}

/** Whether the order is an invoice by now. */
export function isIssued(entry: Entry, now: number): boolean {
  return entry.ending.kind !== 'failed' && now >= entry.readyAt
}

/** Whether it has documents: an invoice that could not be sealed has none. */
export function isSealed(entry: Entry, now: number): boolean {
  return entry.ending.kind === 'issued' && now >= entry.readyAt
}
