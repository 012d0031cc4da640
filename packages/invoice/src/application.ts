import { type EventOf, type StatusOf, statusesOf } from './life.ts'

/** The whole life of an invoice application (开票申请). Nothing else may change its status. */
export const applicationLife = {
  submitted: { review: 'reviewing', approve: 'approved', withdraw: 'withdrawn' },
  reviewing: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' },
  approved: { send: 'issuing', withdraw: 'withdrawn' },
  // From here on an invoice may exist, so that nobody can withdraw until the channel has answered.
  issuing: { issue: 'issued', refuse: 'refused', block: 'blocked' },
  blocked: { unblock: 'issuing' },
  refused: { retry: 'approved', reject: 'rejected' },
  issued: {},
  rejected: {},
  withdrawn: {},
} as const

export type ApplicationStatus = StatusOf<typeof applicationLife>
export type ApplicationEvent = EventOf<typeof applicationLife>

export const applicationStatuses: readonly ApplicationStatus[] = /* @__PURE__ */ statusesOf(applicationLife)
