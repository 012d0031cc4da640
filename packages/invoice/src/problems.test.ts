import { expect, test } from 'vitest'
import type { LineProblem } from './line.ts'
import type { OrdinaryInvoiceProblem } from './ordinary-invoice.ts'
import { type InvoiceProblem, invoiceProblems } from './problems.ts'
import type { ProblemOfInvoice } from './problems-of-invoice.ts'
import type { reissue } from './reissue.ts'
import type { ReversalProblem } from './reversal.ts'
import type { SaleProblem } from './sale.ts'
import type { splitInvoice } from './split.ts'
import type { TaxCodeProblem } from './tax-codes/index.ts'
import type { RemarkCut } from './text-limits.ts'
import type { TreatmentDoubt } from './treatments.ts'

type Given<T> = T extends { problem: infer P } ? P : never
type AllGiven =
  | Given<LineProblem | ProblemOfInvoice | RemarkCut | TaxCodeProblem | TreatmentDoubt>
  | Given<ReturnType<typeof reissue> | ReturnType<typeof splitInvoice>>
  | Given<OrdinaryInvoiceProblem>
  | ReversalProblem
  | SaleProblem

test('every problem that can be given is in the list, and no other', () => {
  // Two facts that do not compile when they are not so.
  const missing: Exclude<AllGiven, InvoiceProblem> extends never ? 'none' : 'some' = 'none'
  const unused: Exclude<InvoiceProblem, AllGiven> extends never ? 'none' : 'some' = 'none'
  expect([missing, unused]).toEqual(['none', 'none'])
})

test('whatever is refused is said in both languages', () => {
  for (const { zh, en } of Object.values(invoiceProblems)) {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(en).toMatch(/^[A-Z].*\.$/)
  }
})
