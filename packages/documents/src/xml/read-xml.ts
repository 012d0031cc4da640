import {
  type Decimal,
  type Fen,
  fen,
  type InvoiceKind,
  type InvoiceParty,
  LARGEST_AMOUNT,
  MOST_LINES,
  parseDecimal,
  type SpecialBusiness,
  taxationFromCell,
} from '@mashang/invoice'
import { sampleMarks } from '../sample-marks.ts'
import { parseAmount } from './amount.ts'
import { kindLabels, taxpayerLabels } from './codes.ts'
import { decodeXml } from './decode.ts'
import { readRemark } from './remark.ts'
import {
  attributesAsWritten,
  child,
  childrenOf,
  descendants,
  scanXml,
  textAt,
  type XmlElement,
  type XmlProblem,
} from './scan.ts'
import { type UnknownElement, unknownElements } from './unknown.ts'
import type { XmlInvoice, XmlLine } from './xml-invoice.ts'

export type XmlDocument = {
  invoice: XmlInvoice
  /** As the file states them, absent where it does not; they need not be the sums of the lines. */
  stated: { net?: Fen | undefined; tax?: Fen | undefined; gross?: Fen | undefined; grossInWords: string }
  /** Which totals the file states but not as amounts; `lines` when a line has amounts that cannot be read. */
  unreadable: readonly ('net' | 'tax' | 'gross' | 'lines')[]
  /** What the file says twice and not alike: the number in EIid and InvoiceNumber, the day of RequestTime and IssueTime. */
  contradictions: readonly ('number' | 'date')[]
  /** Whether the file says it is a red invoice: `InIssuType`, or failing that a `RedEInvoice` block. */
  red: boolean
  /** Header/Version: 0.2 to 0.36 have been seen; empty when missing. */
  version: string
  /**
   * Whether it carries a TaxBureauSignature. Then the bytes are the original in law: what the signature covers is not
   * published, so nobody can check it, and whoever writes the file anew has no original any more.
   */
  signed: boolean
  /** Of the root, as written: ` xmlns:e="urn:x"`. Elements that are put back may need its namespaces. */
  rootAttributes: string
  /**
   * Everything the invoice above does not say; `rewriteXml` puts it back. Worked out when it is first asked for: who reads
   * facts never does, and it takes as much as all the rest.
   */
  unknown: () => readonly UnknownElement[]
  /** The bytes that were read. */
  bytes: Uint8Array
}

export type XmlRead = { ok: true; document: XmlDocument } | { ok: false; problem: XmlProblem | 'not-an-invoice' }

/** 5000 lines are some 3 MB. */
const LARGEST = 8 * 1024 * 1024

/**
 * Reads the XML of a 数电票 of any version, from any issuer. Missing elements are empty values; only what is no EInvoice
 * at all is refused. Does not judge the content: that is `problemsOf` in `import/check.ts`.
 */
export function readXml(bytes: Uint8Array): XmlRead {
  if (bytes.length > LARGEST) return { ok: false, problem: 'too-complex' }
  const text = decodeXml(bytes)
  if (text === undefined) return { ok: false, problem: 'not-xml' }
  const scanned = scanXml(text)
  if (!scanned.ok) return scanned
  const { root } = scanned
  if (root.key !== 'einvoice' || !child(root, 'EInvoiceData')) return { ok: false, problem: 'not-an-invoice' }
  if (REPEATED.some((name) => descendants(root, name).length > MOST_LINES)) return { ok: false, problem: 'too-complex' }

  const invoice = invoiceIn(root)
  const version = textAt(root, 'Header', 'Version')
  let unknown: readonly UnknownElement[] | undefined
  const document: XmlDocument = {
    invoice,
    ...totalsIn(child(root, 'EInvoiceData'), invoice),
    contradictions: contradictionsIn(root, invoice),
    red: isRed(root),
    version,
    signed: child(root, 'TaxBureauSignature') !== undefined,
    rootAttributes: attributesAsWritten(text, root),
    unknown() {
      unknown ??= unknownElements(text, root, invoice, version)
      return unknown
    },
    bytes,
  }
  return { ok: true, document }
}

/** Nothing else of an invoice comes in as great numbers as its lines. */
const REPEATED = ['IssuItemInformation', 'RealEstateLease', 'PassengerTransportation', 'TransactionRecord']

function invoiceIn(root: XmlElement): XmlInvoice {
  const data = child(root, 'EInvoiceData')
  const basics = child(data, 'BasicInformation')
  const supervision = child(root, 'TaxSupervisionInfo')
  const origin = originIn(root)
  const seller = sellerIn(child(data, 'SellerInformation'), origin)
  const buyer = partyIn(child(data, 'BuyerInformation'), 'Buyer')
  const reverses = reversedIn(data)
  const kind = kindOf(textAt(root, 'Header', 'InherentLabel', 'GeneralOrSpecialVAT', 'LabelCode'))
  const taxpayerType = taxpayerTypeOf(textAt(root, 'Header', 'InherentLabel', 'TaxpayerType', 'LabelCode'))
  const business = businessIn(child(data, 'SpecificInformation'))
  const payments = paymentsIn(data)
  return {
    number: textAt(root, 'Header', 'EIid') || textAt(supervision, 'InvoiceNumber'),
    issuedAt: textAt(basics, 'RequestTime') || textAt(supervision, 'IssueTime'),
    ...(kind && { kind }),
    seller,
    buyer,
    lines: withLeases(linesIn(data, isRed(root)), childrenOf(child(data, 'SpecificInformation'), 'RealEstateLease')),
    ...readRemark(textAt(data, 'AdditionalInformation', 'Remark'), { seller, buyer, reverses }),
    drawer: textAt(basics, 'Drawer'),
    ...(business && { business }),
    ...(payments.length > 0 && { payments }),
    ...(taxpayerType && { taxpayerType }),
    bureau: {
      code: textAt(supervision, 'TaxBureauCode').replace(/^(\d{5})0{6}$/, '$1'),
      name: textAt(supervision, 'TaxBureauName'),
    },
    origin,
  }
}

function totalsIn(data: XmlElement | undefined, { lines }: XmlInvoice): Pick<XmlDocument, 'stated' | 'unreadable'> {
  const basics = child(data, 'BasicInformation')
  const texts = {
    net: textAt(basics, 'TotalAmWithoutTax'),
    tax: textAt(basics, 'TotalTaxAm'),
    gross: textAt(basics, 'TotalTax-includedAmount'),
  }
  const totals = { net: statedAmount(texts.net), tax: statedTax(texts.tax), gross: statedAmount(texts.gross) }
  const names = ['net', 'tax', 'gross'] as const
  const linesLeftOut = childrenOf(data, 'IssuItemInformation').length !== lines.length
  return {
    stated: { ...totals, grossInWords: textAt(basics, 'TotalTax-includedAmountInChinese') },
    unreadable: [
      ...names.filter((name) => texts[name] !== '' && totals[name] === undefined),
      ...(linesLeftOut ? (['lines'] as const) : []),
    ],
  }
}

/** As `parseAmount`, with any number of zeros after the second decimal: `186.000`. */
function statedAmount(text: string): Fen | undefined {
  return parseAmount(text.replace(/^(.{0,20}\.\d\d)0{1,20}$/, '$1'))
}

/** 免税 has `*` for its tax. */
function statedTax(text: string): Fen | undefined {
  return /^\*{1,3}$/.test(text) ? fen(0) : statedAmount(text)
}

function contradictionsIn(root: XmlElement, { number, issuedAt }: XmlInvoice): ('number' | 'date')[] {
  const supervision = child(root, 'TaxSupervisionInfo')
  const [again, day] = [textAt(supervision, 'InvoiceNumber'), textAt(supervision, 'IssueTime').slice(0, 10)]
  return [
    ...(again !== '' && again !== number ? (['number'] as const) : []),
    ...(day !== '' && day !== issuedAt.slice(0, 10) ? (['date'] as const) : []),
  ]
}

function isRed(root: XmlElement): boolean {
  const stated = textAt(root, 'Header', 'InherentLabel', 'InIssuType', 'LabelCode')
  if (stated !== '') return stated === 'N'
  return child(root, 'EInvoiceData', 'SpecificInformation', 'RedEInvoice') !== undefined
}

function originIn(root: XmlElement): XmlInvoice['origin'] {
  if (child(root, 'SandboxNotice')) return { kind: 'sample' }
  const id = textAt(root, 'ptbh')
  return id ? { kind: 'direct-unit', id } : { kind: 'bureau' }
}

function sellerIn(element: XmlElement | undefined, { kind }: XmlInvoice['origin']): XmlInvoice['seller'] {
  const { name, ...seller } = partyIn(element, 'Seller')
  const marked = kind === 'sample' && name.startsWith(sampleMarks.sellerPrefix)
  return {
    ...seller,
    taxpayerId: seller.taxpayerId ?? '',
    name: marked ? name.slice(sampleMarks.sellerPrefix.length) : name,
  }
}

function partyIn(element: XmlElement | undefined, whose: 'Seller' | 'Buyer'): InvoiceParty {
  return {
    name: textAt(element, `${whose}Name`),
    ...stated('taxpayerId', textAt(element, `${whose}IdNum`)),
    ...stated('address', textAt(element, `${whose}Addr`)),
    ...stated('phone', textAt(element, `${whose}TelNum`)),
    ...stated('bank', textAt(element, `${whose}BankName`)),
    ...stated('account', textAt(element, `${whose}BankAccNum`)),
  }
}

/** The field, or nothing when it is empty. */
function stated<Name extends string>(name: Name, text: string): { [K in Name]?: string } {
  return text === '' ? {} : ({ [name]: text } as { [K in Name]: string })
}

function reversedIn(data: XmlElement | undefined): XmlInvoice['reverses'] {
  const block = child(data, 'SpecificInformation', 'RedEInvoice')
  const number = textAt(block, 'OriginalInvoiceCode')
  return number ? { number, confirmation: textAt(block, 'CreditNoteNumber') } : undefined
}

function kindOf(code: string): InvoiceKind | undefined {
  return (['general', 'special'] as const).find((kind) => kindLabels[kind].code === code)
}

function taxpayerTypeOf(code: string): XmlInvoice['taxpayerType'] {
  return (['general', 'small-scale'] as const).find((type) => taxpayerLabels[type].code === code)
}

/**
 * A line whose amounts cannot be read is left out, and so ends among what is unknown; all of them are, when together they
 * are more than any invoice can say.
 */
function linesIn(data: XmlElement | undefined, red: boolean): XmlLine[] {
  const lines = childrenOf(data, 'IssuItemInformation').flatMap((element) => lineIn(element) ?? [])
  const sums = [lines.map(({ net }) => net), lines.map(({ tax }) => tax), lines.map(({ gross }) => gross)]
  if (sums.some((amounts) => amount(amounts.reduce((total: number, each) => total + each, 0)) === undefined)) return []
  // No element says which line is a discount (折扣行): on a blue invoice it is the one that is negative, and it follows
  // the line it belongs to. In a red invoice discounts have been netted into their lines.
  if (red) return lines
  return lines.map((line, index) => {
    const next = lines[index + 1]
    const role = line.net < 0 ? 'discount' : next && next.net < 0 ? 'discounted' : 'normal'
    return { ...line, role }
  })
}

function lineIn(element: XmlElement): XmlLine | undefined {
  const taxation = taxationFromCell(textAt(element, 'TaxRate'))
  const net = statedAmount(textAt(element, 'Amount'))
  const taxText = textAt(element, 'ComTaxAm')
  // 不征税 has nothing for its tax.
  const tax = taxText === '' ? fen(0) : statedTax(taxText)
  if (net === undefined || tax === undefined) return undefined
  const gross = statedAmount(textAt(element, 'TotaltaxIncludedAmount')) ?? amount(net + tax)
  if (gross === undefined) return undefined
  const [, shortName = '', name = ''] = /^(?:\*([^*]*)\*)?([\s\S]*)$/.exec(textAt(element, 'ItemName')) ?? []
  const counted = quantityIn(element)
  return {
    shortName,
    name,
    taxCode: textAt(element, 'TaxClassificationCode'),
    ...stated('specification', textAt(element, 'SpecMod')),
    ...stated('unit', textAt(element, 'MeaUnits')),
    ...counted,
    net,
    tax,
    gross,
    ...(taxation && { taxation }),
    role: 'normal',
  }
}

function amount(value: number): Fen | undefined {
  return Math.abs(value) <= LARGEST_AMOUNT ? fen(value) : undefined
}

function quantityIn(element: XmlElement): { quantity?: Decimal; netUnitPrice?: Decimal } {
  const quantity = parseDecimal(textAt(element, 'Quantity'))
  const netUnitPrice = parseDecimal(textAt(element, 'UnPrice'))
  return { ...(quantity !== undefined && { quantity }), ...(netUnitPrice !== undefined && { netUnitPrice }) }
}

function businessIn(specific: XmlElement | undefined): SpecialBusiness | undefined {
  if (child(specific, 'RealEstateLease')) return { kind: 'real-estate-lease' }
  const trips = childrenOf(specific, 'PassengerTransportation')
  if (trips.length > 0) return { kind: 'passenger-transport', trips: trips.map(tripIn) }
  return undefined
}

/**
 * Each lease belongs to a line, in their order; a discount has none. Where there are more or fewer of them, nobody knows
 * which is whose, and so they end among what is unknown.
 */
function withLeases(lines: readonly XmlLine[], leases: readonly XmlElement[]): readonly XmlLine[] {
  if (leases.length !== lines.filter(({ role }) => role !== 'discount').length) return lines
  const left = leases.values()
  return lines.map((line) => {
    const lease = line.role === 'discount' ? undefined : left.next().value
    return lease ? { ...line, lease: leaseIn(lease) } : line
  })
}

function leaseIn(element: XmlElement) {
  const term = textAt(element, 'TheLeaseTermBeginsAndEnds')
  const [, from = term, to = ''] =
    /^(\d{4}-\d\d-\d\d(?: \d\d:\d\d)?) (\d{4}-\d\d-\d\d(?: \d\d:\d\d)?)$/.exec(term) ?? []
  const plates = textAt(element, 'PlateNumber')
  return {
    ...stated('certificate', textAt(element, 'RealEstateWarrantNumber')),
    address: textAt(element, 'RealEstateAddress'),
    from,
    to,
    crossRegion: textAt(element, 'CrossRegionIdentifier') === 'Y',
    ...(plates && { plates: plates.split(/[,，、;；\s]+/, MOST_LINES).filter((plate) => plate !== '') }),
  }
}

function tripIn(element: XmlElement) {
  return {
    ...stated('traveller', textAt(element, 'Traveler')),
    ...stated('idNumber', textAt(element, 'ValidIDNumber')),
    date: textAt(element, 'TravelDate'),
    departure: textAt(element, 'Departure'),
    destination: textAt(element, 'Destination'),
    ...stated('grade', textAt(element, 'Grade')),
    vehicle: textAt(element, 'Vehicletype'),
  }
}

/** Files disagree on where `Transaction` stands, so it is looked for everywhere. */
function paymentsIn(data: XmlElement | undefined): { channel: string; transaction: string }[] {
  return descendants(child(data, 'AdditionalInformation'), 'TransactionRecord').map((record) => ({
    channel: textAt(record, 'PaymentChannel'),
    transaction: textAt(record, 'TransactionNumber'),
  }))
}
