import { type EventOf, type StatusOf, statusesOf } from './life.ts'

/** The whole life of a delivery (交付) to one address. Bounces arrive after the fact, even days later. */
export const deliveryLife = {
  due: { send: 'sent', fail: 'failed' },
  sent: { bounce: 'bounced' },
  failed: { retry: 'due' },
  bounced: { retry: 'due' },
} as const

export type DeliveryStatus = StatusOf<typeof deliveryLife>
export type DeliveryEvent = EventOf<typeof deliveryLife>

export const deliveryStatuses: readonly DeliveryStatus[] = /* @__PURE__ */ statusesOf(deliveryLife)
