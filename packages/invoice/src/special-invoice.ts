import { isIndividualsName } from './buyer.ts'
import type { Invoice } from './invoice.ts'

/**
 * Bought and consumed directly: catering, everyday and entertainment services, loans. Source: 乐企 V4.000; the legal basis is
 * 增值税法 from 2026-01-01, and was 财税〔2016〕36号 before.
 */
const CONSUMED = ['3070401', '30705', '3070302', '30601']

export type SpecialInvoiceProblem = { problem: 'special-to-individual' | 'special-without-taxpayer-id' }

/**
 * Whether a special VAT invoice (专票) may be issued to its buyer: never to a person, whom an invoice tells by the ending
 * of the name, and not without a taxpayer id.
 */
export function specialInvoiceProblem({
  kind,
  buyer,
}: Pick<Invoice, 'kind' | 'buyer'>): SpecialInvoiceProblem | undefined {
  if (kind === 'general') return undefined
  if (isIndividualsName(buyer.name)) return { problem: 'special-to-individual' }
  return buyer.taxpayerId === undefined ? { problem: 'special-without-taxpayer-id' } : undefined
}

/**
 * Lines, counted from 0, whose tax the buyer of a special invoice cannot deduct. To be said to the buyer beforehand; it
 * is no reason to refuse.
 */
export function linesNotDeductible(lines: readonly { taxCode: string }[]): number[] {
  return lines.flatMap(({ taxCode }, index) =>
    CONSUMED.some((beginning) => taxCode.startsWith(beginning)) ? [index] : [],
  )
}
