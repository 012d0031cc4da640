import type { PriceLimits } from './decimal.ts'
import type { InvoiceLine } from './invoice.ts'
import { totals } from './line.ts'
import type { Refusal } from './problems.ts'
import { type BlueInvoice, type RedLine, type ReversalProblem, reverse } from './reversal.ts'

/** What is to stand on the new invoice. */
type Correction = {
  /** Those of the old one when absent. */
  lines?: readonly InvoiceLine[] | undefined
  /** 简称 of a tax code on the day of the new invoice; undefined keeps what the line says. */
  shortNameOf: (taxCode: string) => string | undefined
  /** The channel's, for quantities and prices. */
  limits?: PriceLimits | undefined
}

type Reissued = { ok: true; red: RedLine[]; blue: InvoiceLine[] } | Refusal<ReversalProblem | 'amount-changed'>

/**
 * A corrected invoice (换开): the old one reversed in full as issued in error, under its old names, and the rows of the
 * new one, whose short names are of its own day: what was `*餐饮服务*` in March is `*生产生活服务*` in August.
 */
export function reissue(
  blue: BlueInvoice,
  earlier: readonly (readonly RedLine[])[],
  { lines = blue.lines, shortNameOf, limits }: Correction,
): Reissued {
  const reversed = reverse(blue, earlier, { reason: 'wrong', scope: 'all' }, limits)
  if (!reversed.ok) return reversed
  if (totals(lines).gross !== totals(blue.lines).gross) return { ok: false, problem: 'amount-changed' }
  const renamed = lines.map((line) => ({ ...line, shortName: shortNameOf(line.taxCode) ?? line.shortName }))
  return { ok: true, red: reversed.invoices.flat(), blue: renamed }
}
