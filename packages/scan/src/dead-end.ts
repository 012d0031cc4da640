import type { Problem } from '@mashang/contract'
import type { Word } from './wording.ts'

/** A place where this code leads no further: what happened, what to do, and the shop's phone beside it. */
export type DeadEnd = {
  title: Word
  text: Word
  picture: 'new-code' | 'lock' | 'code' | 'receipt'
}

const deadEnds = {
  'qr-code-replaced': { title: 'end.replaced', text: 'end.replacedText', picture: 'new-code' },
  'qr-code-disabled': { title: 'end.disabled', text: 'end.disabledText', picture: 'code' },
  'qr-code-expired': { title: 'end.expired', text: 'end.expiredText', picture: 'code' },
  'qr-code-unknown': { title: 'end.unknown', text: 'end.unknownText', picture: 'code' },
  'receipt-unknown': { title: 'end.receiptUnknown', text: 'end.receiptUnknownText', picture: 'receipt' },
  'order-already-invoiced': { title: 'end.invoiced', text: 'end.invoicedText', picture: 'lock' },
  'seller-missing': { title: 'end.seller', text: 'end.sellerText', picture: 'receipt' },
  'order-not-expected': { title: 'end.changed', text: 'end.changedText', picture: 'code' },
  'not-the-holder': { title: 'end.holder', text: 'end.holderText', picture: 'lock' },
  'not-found': { title: 'end.notFound', text: 'end.notFoundText', picture: 'receipt' },
} as const satisfies Partial<Record<Problem, DeadEnd>>

export function isDeadEnd(problem: Problem | 'offline'): problem is keyof typeof deadEnds {
  return Object.hasOwn(deadEnds, problem)
}

/** Undefined for problems that have no page of their own; the server's sentence is shown then. */
export function deadEndOf(problem: Problem): DeadEnd | undefined {
  return isDeadEnd(problem) ? deadEnds[problem] : undefined
}
