import type { OrderSummary, ScanPage, SubmissionInput } from '@mashang/contract'
import { type Form, tidyForm } from './form.ts'
import type { Language } from './language.ts'

/** What an application is made from: a code, or a code with the order found by it. */
export type Source = SubmissionInput['source']

export function sourceOf({ source }: ScanPage, order?: OrderSummary): Source {
  if (source.kind === 'receipt') return { kind: 'receipt', code: source.code }
  const { code } = source
  return order
    ? { kind: 'code', code, order: { number: order.number, grossFen: order.grossFen } }
    : { kind: 'code', code }
}

/** The source named by the page's address, for pages that the server could not make: `/s/{code}`, `/r/{code}`. */
export function sourceAt(pathname: string): Source | undefined {
  const [, kind, code] = /^\/([sr])\/([^/]+)$/.exec(pathname) ?? []
  return code ? { kind: kind === 'r' ? 'receipt' : 'code', code: decodeURIComponent(code) } : undefined
}

type Writing = { source: Source; form: Form; submissionKey: string; language: Language }

/** The body of a submission, without the lines that were left empty. */
export function submissionOf({ source, form, submissionKey, language }: Writing): SubmissionInput {
  const { email, oddId, ...rest } = tidyForm(form)
  const buyer = Object.fromEntries(Object.entries(rest).filter(([, text]) => text !== ''))
  const body = { submissionKey, source, buyer: buyer as SubmissionInput['buyer'], email, language }
  return oddId ? { ...body, oddTaxpayerId: true } : body
}
