import { type Decimal, parseDecimal } from '../src/decimal.ts'
import type { Invoice, InvoiceLine, Taxation } from '../src/invoice.ts'
import { fen } from '../src/money.ts'
import { rate } from '../src/tax.ts'
import { amountsFromGross } from '../src/taxation.ts'

export function decimal(text: string): Decimal {
  const value = parseDecimal(text)
  if (value === undefined) throw new Error(`no decimal: ${text}`)
  return value
}

export function taxed(basisPoints: number): Taxation {
  return { kind: 'taxed', rate: rate(basisPoints) }
}

export const meal = {
  name: '餐费',
  shortName: '生产生活服务',
  taxCode: '3070401000000000000',
  taxation: taxed(600),
}

export const bread = { name: '面包', shortName: '焙烤食品', taxCode: '1030201020000000000', taxation: taxed(1300) }

/** A row of an invoice made of its gross. */
export function row(gross: number, rest: Partial<InvoiceLine> = {}): InvoiceLine {
  const taxation = rest.taxation ?? meal.taxation
  return { ...meal, role: 'normal', ...amountsFromGross(fen(gross), taxation), ...rest }
}

/** A discounted row and its discount. */
export function pair(gross: number, off: number, rest: Partial<InvoiceLine> = {}): InvoiceLine[] {
  const { quantity: _, netUnitPrice: __, unit: ___, specification: ____, lease: _____, ...item } = rest
  return [row(gross, { ...rest, role: 'discounted' }), row(-off, { ...item, role: 'discount' })]
}

/** A blue invoice of one meal; nothing is wrong with it. */
export const anInvoice: Invoice = {
  number: '99990000000000000001',
  issuedAt: '2026-11-23 14:05:09',
  kind: 'general',
  seller: { name: '海边小馆', taxpayerId: '91990000MA0AAAA1XB' },
  buyer: { name: '林夏（个人）' },
  lines: [row(12800)],
  drawer: '周末',
  taxpayerType: 'general',
  bureau: { code: '14400', name: '广东' },
  origin: { kind: 'sample' },
}
