import { fitTotals } from './fit-totals.ts'
import type { InvoiceLine } from './invoice.ts'
import type { Line } from './line.ts'

/**
 * The lines of a long order inside the bureau's tolerance for total tax: `fitTotals` for lines that are still to be sent.
 * Gross and unit price, which include tax, stay. Lines that cannot be fitted come back as they were: `lineProblems`
 * then says why.
 */
export function fitLines(lines: readonly Line[]): Line[] {
  const fitted = fitTotals(lines.map(rowOf))
  if (!fitted.ok || fitted.moved === 0) return [...lines]
  return lines.map((line, index) => {
    const { net, tax } = fitted.lines[index] ?? line
    return { ...line, net, tax }
  })
}

/** Without quantity and price, which are not what is moved. */
function rowOf({ name, taxCode, taxation, gross, net, tax }: Line): InvoiceLine {
  return { shortName: '', name, taxCode, taxation, role: 'normal', gross, net, tax }
}
