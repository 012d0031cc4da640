import { compare, type Decimal, fenOf, fromPieces, plus } from './decimal.ts'
import type { Invoice, InvoiceLine, PassengerTrip } from './invoice.ts'
import { leaseProblems } from './lease.ts'
import { type BusinessKind, litresPerTonne, specialBusinessOf } from './special-business.ts'

export type BusinessProblem = {
  problem:
    | 'business-missing'
    | 'business-mixed'
    | 'prepaid-card-not-alone'
    | 'lease-for-each-line'
    | 'lease-elsewhere'
    | 'lease-address'
    | 'lease-period'
    | 'lease-provinces'
    | 'lease-plates'
    | 'parking-name'
    | 'parking-plates'
    | 'unit-square-metre'
    | 'fuel-unit'
    | 'fuel-quantity'
    | 'fuel-stock'
    | 'trip-facts'
    | 'gold-unsupported'
    | 'liquor-barcode-unsupported'
  /** A row, from 0. */
  line?: number | undefined
}

/** What is known of the seller besides the invoice. */
export type SellerFacts = {
  /** Whether the bureau lists the seller among the makers of 白酒 that invoice by barcode. */
  listedForLiquor?: boolean | undefined
  /** Litres in stock by tax code, where the seller's ledger of fuel is known. */
  fuelLitres?: ReadonlyMap<string, Decimal> | undefined
}

/**
 * Whether an invoice keeps the rules of special businesses; empty when it does. What cannot be issued here is
 * refused with a code whose sentence (`invoiceProblems`) says what to do. Source: 乐企 sibling documents, named in
 * `specialBusinesses`.
 */
export function checkBusiness(
  invoice: Pick<Invoice, 'kind' | 'lines' | 'business' | 'reverses'>,
  seller: SellerFacts = {},
): BusinessProblem[] {
  const kinds = invoice.lines.map(({ taxCode }) => specialBusinessOf(taxCode))
  const refused = kinds.flatMap((kind, line) => unsupported(kind, seller, line))
  if (refused.length > 0) return refused
  const ruling = rulingBusiness(invoice.business, kinds)
  if (ruling === undefined) return leasesElsewhere(invoice.lines)
  if (ruling === 'prepaid-card') {
    const alone = invoice.kind === 'general' && kinds.every((kind) => kind === ruling)
    return alone ? [] : [{ problem: 'prepaid-card-not-alone' }]
  }
  const strangers = kinds.flatMap((kind, line): BusinessProblem[] =>
    familyOf(kind) === familyOf(ruling) ? [] : [{ problem: 'business-mixed', line }],
  )
  if (strangers.length > 0) return strangers
  const { business, lines } = invoice
  if (business === undefined || business.kind !== familyOf(ruling)) return [{ problem: 'business-missing' }]
  switch (business.kind) {
    case 'real-estate-lease':
      return leaseProblems(lines)
    case 'fuel':
      return fuelProblems(lines, invoice.reverses, seller.fuelLitres)
    case 'passenger-transport':
      return business.trips.length > 0 && business.trips.every(isComplete) ? [] : [{ problem: 'trip-facts' }]
  }
}

function unsupported(kind: BusinessKind | undefined, seller: SellerFacts, line: number): BusinessProblem[] {
  if (kind === 'gold') return [{ problem: 'gold-unsupported', line }]
  if (kind === 'liquor' && seller.listedForLiquor) return [{ problem: 'liquor-barcode-unsupported', line }]
  return []
}

/** Neither face nor XML of an ordinary invoice would say what is let. */
function leasesElsewhere(lines: readonly InvoiceLine[]): BusinessProblem[] {
  return lines.flatMap(({ lease }, line): BusinessProblem[] => (lease ? [{ problem: 'lease-elsewhere', line }] : []))
}

/** Fares are ordinary lines too, as real invoices for ride hailing show: only who names trips must keep their rules. */
function rulingBusiness(
  business: Invoice['business'],
  kinds: readonly (BusinessKind | undefined)[],
): BusinessKind | undefined {
  const binding = kinds.find((kind) => kind !== undefined && kind !== 'liquor' && kind !== 'passenger-transport')
  return binding ?? business?.kind
}

/** Parking is invoiced as a lease. */
export function familyOf(kind: BusinessKind | undefined): BusinessKind | undefined {
  return kind === 'parking' ? 'real-estate-lease' : kind
}

/** What comes back needs no stock, and an allowance (销售折让) is no quantity of fuel. */
function fuelProblems(
  lines: readonly InvoiceLine[],
  reverses: Invoice['reverses'],
  litres: SellerFacts['fuelLitres'],
): BusinessProblem[] {
  const stock = reverses ? undefined : litres
  const sold = new Map<string, Decimal>()
  const problems = lines.flatMap((line, index): BusinessProblem[] => {
    if (line.role === 'discount') return []
    if (line.unit !== '升' && line.unit !== '吨') return [{ problem: 'fuel-unit', line: index }]
    if (line.quantity === undefined)
      return reverses?.reason === 'allowance' ? [] : [{ problem: 'fuel-quantity', line: index }]
    const litres = litresOf(line.taxCode, line.unit, line.quantity)
    const total = litres && plus(sold.get(line.taxCode) ?? ('0' as Decimal), litres)
    if (total !== undefined) sold.set(line.taxCode, total)
    const left = stock?.get(line.taxCode) ?? ('0' as Decimal)
    const enough = stock === undefined || (total !== undefined && compare(total, left) <= 0)
    return enough ? [] : [{ problem: 'fuel-stock', line: index }]
  })
  return problems
}

/** Litres, to the hundredth when they come from tonnes; undefined for what has no official conversion. */
export function litresOf(taxCode: string, unit: '升' | '吨', quantity: Decimal): Decimal | undefined {
  if (unit === '升') return quantity
  const conversion = litresPerTonne.find(({ codes }) => taxCode.startsWith(codes))
  const hundredths = conversion && fenOf(quantity, String(conversion.litres) as Decimal)
  return hundredths === undefined ? undefined : fromPieces(BigInt(hundredths), 2)
}

function isComplete({ date, departure, destination, vehicle }: PassengerTrip): boolean {
  return [date, departure, destination, vehicle].every((fact) => fact.trim() !== '')
}
