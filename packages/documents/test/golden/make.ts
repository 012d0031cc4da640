import { createHash } from 'node:crypto'
import {
  type Buyer,
  type Day,
  dayOf,
  type Fen,
  fen,
  fitTotals,
  type Invoice,
  type InvoiceLine,
  type InvoiceProblem,
  type LinePart,
  linesFromSale,
  nameOnInvoice,
  problemsOfInvoice,
  type RedLine,
  reissue,
  reverse,
  type Sale,
  type SaleNote,
  type SellerFacts,
  splitInvoice,
  type TreatmentDoubt,
  totals,
  treatmentDoubts,
} from '@mashang/invoice'
import { seedTaxCodes, shortNameOn } from '@mashang/invoice/tax-codes'
import type { Case, CaseLine } from './case.ts'
import { sellers } from './sellers.ts'

/** Why nothing can be issued. `line` counts from 0, in the sale, on the new invoice or on the one to be reversed. */
export type Problem = {
  problem: InvoiceProblem
  line?: number | undefined
  field?: string
  length?: number
  most?: number
}

/** What happened to the sale, what of it has to wait, and what nobody can tell from the invoice. */
export type Note = SaleNote | { note: 'waits-for-quota'; amount: Fen } | TreatmentDoubt

export type Made =
  | { ok: true; invoices: Invoice[]; notes: Note[]; red?: RedLine[] }
  | { ok: false; problems: Problem[] }

type Cases = ReadonlyMap<string, Case>

/** Makes what an example asks for: one invoice, several of one order, or the red and the new one of a correction. */
export function make(name: string, cases: Cases): Made {
  const asked = caseOf(name, cases)
  if (asked.reverses) return makeReversal(name, asked, cases)
  if (asked.reissues) return makeCorrection(name, asked, asked.reissues, cases)
  return makeSale(name, asked)
}

function makeSale(name: string, asked: Case): Made {
  const sold = linesFromSale(saleOf(asked))
  if (!sold.ok) return refused(sold)
  const split = distributed(asked, sold.lines)
  if (!split.ok) return refused(split)
  const { seller: sellerName, buyer } = asked
  if (!sellerName || !buyer) throw new Error(`${name} has nobody who sells or buys`)
  const { seller, taxpayerType, bureau, facts } = { facts: {}, ...sellers[sellerName] }
  const parties = { seller, taxpayerType, bureau, buyer: buyerOf(buyer) }
  const invoices = split.groups.map((lines, index) => invoiceOf(name, index, asked, { ...parties, lines }))
  const stock = asked.fuelStock && new Map(asked.fuelStock.map(({ code, litres }) => [code, litres]))
  const notes = split.later.length > 0 ? [{ note: 'waits-for-quota' as const, amount: totals(split.later).gross }] : []
  // Notes of the sale name its lines; those of the split would name rows.
  return checked(invoices, [...sold.notes, ...notes], { ...facts, ...(stock && { fuelLitres: stock }) })
}

function makeReversal(name: string, asked: Case, cases: Cases): Made {
  const { of = '', after = [], reason = 'wrong', rows, amount } = asked.reverses ?? {}
  const blue = issuedBy(of, cases).invoices[0] as Invoice
  const earlier = after.map((other) => issuedBy(other, cases).red ?? [])
  const scope = rows
    ? { scope: 'lines' as const, lines: rows.map(partOf) }
    : amount === undefined
      ? { scope: 'all' as const }
      : { scope: 'amount' as const, grossFen: amount }
  const reversed = reverse(blue, earlier, { reason, ...scope })
  if (!reversed.ok) return refused(reversed)
  const invoices = reversed.invoices.map((red, index) => redInvoice(name, index, asked, blue, red))
  return { ok: true, invoices, notes: [], red: reversed.invoices.flat() }
}

function makeCorrection(name: string, asked: Case, of: string, cases: Cases): Made {
  const blue = issuedBy(of, cases).invoices[0] as Invoice
  const sold = asked.sale && linesFromSale(saleOf(asked))
  if (sold && !sold.ok) return refused(sold)
  const day = dayOf(asked.date)
  const corrected = reissue(blue, [], {
    lines: sold?.lines,
    shortNameOf: (taxCode) => shortNameOn(seedTaxCodes, taxCode, day)?.shortName,
  })
  if (!corrected.ok) return refused(corrected)
  const { seller, taxpayerType, bureau } = blue
  const parties = { seller, taxpayerType, bureau, buyer: asked.buyer ? buyerOf(asked.buyer) : blue.buyer }
  const anew = checked([invoiceOf(name, 1, asked, { ...parties, lines: corrected.blue })], [], {})
  if (!anew.ok) return anew
  // What is said in the remark is about the new one.
  const red = redInvoice(
    name,
    0,
    { ...asked, remark: undefined, banks: undefined, payments: undefined },
    blue,
    corrected.red,
  )
  return { ...anew, invoices: [red, ...anew.invoices] }
}

function redInvoice(name: string, index: number, asked: Case, blue: Invoice, red: readonly RedLine[]): Invoice {
  const { seller, taxpayerType, bureau, buyer, kind, business } = blue
  const lines = red.map(({ reversesRow: _, ...line }) => line)
  const reason = asked.reverses?.reason ?? 'wrong'
  const reverses = { number: blue.number, confirmation: confirmationFor(name, index), reason }
  const invoice = {
    ...invoiceOf(name, index, asked, { seller, taxpayerType, bureau, buyer, lines }),
    kind,
    reverses,
    ...(business && { business }),
  }
  const problems = problemsOfInvoice(invoice)
  if (problems.length > 0) throw new Error(`${name} reverses what cannot stand: ${JSON.stringify(problems)}`)
  return invoice
}

/** 红字发票信息确认单编号: the first red invoice of an example has that of its name, each further one the next. */
function confirmationFor(name: string, index: number): string {
  return `990000${String(Number(numberFrom(name, 14)) + index).padStart(14, '0')}`
}

type Parties = Pick<Invoice, 'seller' | 'buyer' | 'taxpayerType' | 'bureau' | 'lines'>

/** The `index`th invoice of an example; its number is made of the example's name, so that no two have the same. */
function invoiceOf(name: string, index: number, asked: Case, parties: Parties): Invoice {
  const { date, kind = 'general', drawer = '王小明', business, remark, banks, payee, reviewer, payments } = asked
  return {
    number: `9999${numberFrom(name, 14)}${String(index + 1).padStart(2, '0')}`,
    issuedAt: date,
    kind,
    ...parties,
    drawer,
    origin: { kind: 'sample' },
    ...(business && { business }),
    ...(remark && { remark }),
    ...(banks && { banksInRemark: banks }),
    ...(payee && { payee }),
    ...(reviewer && { reviewer }),
    ...(payments && { payments }),
  }
}

function numberFrom(name: string, digits: number): string {
  const number = BigInt(`0x${createHash('sha256').update(name).digest('hex')}`)
  return String(number % 10n ** BigInt(digits)).padStart(digits, '0')
}

/** Everything the bureau would refuse of invoices-to-be. */
function checked(invoices: Invoice[], notes: Note[], facts: SellerFacts): Made {
  const problems = invoices.flatMap((invoice) => problemsOfInvoice(invoice, facts))
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, invoices, notes: [...notes, ...invoices.flatMap((invoice) => treatmentDoubts(invoice))] }
}

type Distributed =
  | { ok: true; groups: (readonly InvoiceLine[])[]; later: readonly InvoiceLine[] }
  | { ok: false; problem: InvoiceProblem; line?: number | undefined }

function distributed({ split }: Case, lines: InvoiceLine[]): Distributed {
  if (split) return splitInvoice(lines, { lines: split.lines, netFen: split.net, quota: split.quota })
  const fitted = fitTotals(lines)
  return fitted.ok ? { ok: true, groups: [fitted.lines], later: [] } : fitted
}

function saleOf({ sale, date }: Case): Sale {
  if (!sale) throw new Error('nothing was sold')
  return { ...sale, lines: sale.lines.flatMap((line) => linesOf(line, dayOf(date))) }
}

function linesOf({ times = 1, item, tax, code, price, amount, refund, ...line }: CaseLine, day: Day) {
  const known = shortNameOn(seedTaxCodes, code, day)
  if (!known) throw new Error(`the table of tax codes has no ${code} on ${day}`)
  return Array.from({ length: times }, (_, index) => ({
    ...line,
    item: item ?? line.name,
    name: line.name.replace('#', String(index + 1)),
    taxCode: code,
    shortName: known.shortName,
    taxation: tax,
    unitPrice: price,
    amount: amount !== undefined && refund ? fen(-amount) : amount,
  }))
}

function buyerOf(asked: NonNullable<Case['buyer']>): Invoice['buyer'] {
  const { kind: _, ...party } = asked
  return { ...party, name: nameOnInvoice(asBuyer(asked)) }
}

/** 个人 alone is nobody's name: it gets no suffix, as an institution's. */
function asBuyer(asked: NonNullable<Case['buyer']>): Buyer {
  return asked.kind === 'as-written' ? { ...asked, kind: 'institution' } : asked
}

function partOf({ row, quantity, amount }: RowAsked): LinePart {
  if (quantity !== undefined) return { row: row - 1, take: 'quantity', quantity }
  if (amount !== undefined) return { row: row - 1, take: 'amount', grossFen: amount }
  return { row: row - 1, take: 'all' }
}

type RowAsked = NonNullable<NonNullable<Case['reverses']>['rows']>[number]

/** What another example made. */
function issuedBy(name: string, cases: Cases) {
  const made = make(name, cases)
  if (!made.ok) throw new Error(`the example ${name} makes no invoice`)
  return made
}

function caseOf(name: string, cases: Cases): Case {
  const asked = cases.get(name)
  if (!asked) throw new Error(`there is no example ${name}.json`)
  return asked
}

function refused({ problem, line }: { problem: InvoiceProblem; line?: number | undefined }): Made {
  return { ok: false, problems: [{ problem, line }] }
}
