import type { ApplicationView, OrderSummary } from '@mashang/contract'
import { fen, maskEmail, plainYuan } from '@mashang/invoice'
import { emptyForm, type Form, kinds } from './form.ts'
import { emptyReceipt, type ReceiptForm } from './receipt.ts'
import { isRecord, readJson, type Store } from './store.ts'
import type { Memory } from './titles.ts'

/**
 * What was begun with one code and not submitted yet. It survives reloads, so that nothing is typed twice, and carries
 * the submission key: however often it is sent, it is one application.
 */
export type Draft = {
  submissionKey: string
  form: Form
  receipt: ReceiptForm
  /** The order found with the receipt, so that a reload of the second page does not lead back to the first. */
  order?: OrderSummary
}

export function newDraft(submissionKey: string, form: Form): Draft {
  return { submissionKey, form, receipt: emptyReceipt }
}

/**
 * What was asked for before, to be corrected and sent again: as far as the application and the device's memory know it.
 * The e-mail only when the one used last fits the mask.
 */
export function draftAgain(submissionKey: string, application: ApplicationView, { titles, email }: Memory): Draft {
  const { buyer, orderNumber = '', grossFen } = application
  const { kind, name, taxpayerId = '' } = buyer
  const title = titles.find((used) => used.kind === kind && used.name === name)
  const known = maskEmail(email) === application.email ? email : ''
  return {
    submissionKey,
    form: { ...emptyForm, ...title, kind, name, taxpayerId, email: known },
    receipt: { number: orderNumber, amount: grossFen === undefined ? '' : plainYuan(fen(grossFen)) },
  }
}

export function readDraft(store: Store, code: string): Draft | undefined {
  const saved = readJson(store, keyOf(code))
  if (!isRecord(saved)) return undefined
  // Written by this page alone, though maybe by an older version of it: whatever is missing begins empty.
  const { submissionKey, form, receipt, order } = saved as Partial<Draft>
  if (!submissionKey || !form || !kinds.includes(form.kind)) return undefined
  const draft = { submissionKey, form: { ...emptyForm, ...form }, receipt: { ...emptyReceipt, ...receipt } }
  return order ? { ...draft, order } : draft
}

export function saveDraft(store: Store, code: string, draft: Draft): void {
  store.set(keyOf(code), JSON.stringify(draft))
}

export function dropDraft(store: Store, code: string): void {
  store.remove(keyOf(code))
}

function keyOf(code: string): string {
  return `mashang.draft.${code}`
}
