import {
  type Amounts,
  amountInWords,
  type InvoiceParty,
  leasesOf,
  plainYuan,
  remarkInXml,
  type SpecialBusiness,
  starredName,
  type Taxation,
  totals,
} from '@mashang/invoice'
import { sampleMarks } from '../sample-marks.ts'
import { escapeText } from '../xml-text.ts'
import { issuingLabels, kindLabels, taxpayerLabels, treatmentLabels } from './codes.ts'
import type { XmlInvoice, XmlLine } from './xml-invoice.ts'

/** What 乐企 units write today; older files say 0.2 to 0.35. */
export const CURRENT_VERSION = '0.36'

/**
 * The EInvoice document of an invoice as text. Optional elements that would be empty are left out, as the tax bureau's
 * own files do; `SpecificInformation` and `AdditionalInformation` are always there.
 *
 * Order, names and formats: 版式及XML规范 V5.002 §4. Strings are put together by hand: a server prints thousands.
 */
export function printXml(invoice: XmlInvoice, version: string): string {
  const whole = totals(invoice.lines)
  const body = header(invoice, version) + data(invoice, whole) + supervision(invoice)
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<EInvoice>${body}${originOf(invoice)}</EInvoice>\n`
}

function header(invoice: XmlInvoice, version: string): string {
  const { kind, taxpayerType, origin, bureau } = invoice
  // SWEI and digits 2 to 5 of the region code.
  const tag = origin.kind === 'sample' ? sampleMarks.tag : `SWEI${bureau.code.slice(1, 5)}`
  return `<Header><EIid>${escapeText(invoice.number)}</EIid><EInvoiceTag>${escapeText(tag)}</EInvoiceTag><Version>${escapeText(version)}</Version><InherentLabel><InIssuType><LabelCode>${invoice.reverses ? 'N' : 'Y'}</LabelCode><LabelName>是否蓝字发票标志</LabelName></InIssuType><EInvoiceType><LabelCode>01</LabelCode><LabelName>电子发票</LabelName></EInvoiceType>${inherent('GeneralOrSpecialVAT', kind && kindLabels[kind])}${inherent('TaxpayerType', taxpayerType && taxpayerLabels[taxpayerType])}</InherentLabel>${undefinedLabels(invoice)}</Header>`
}

type Label = { code: string; name: string }

function inherent(name: string, label: Label | undefined): string {
  return label ? `<${name}><LabelCode>${label.code}</LabelCode><LabelName>${label.name}</LabelName></${name}>` : ''
}

function undefinedLabels({ origin, lines }: XmlInvoice): string {
  const issuing = origin.kind === 'bureau' ? '' : undefinedLabel('发票开具方式标签', issuingLabels[origin.kind])
  const treatments = treatmentLabels
    .filter(({ applies }) => lines.some(({ taxation }) => taxation && applies(taxation)))
    .map((label) => undefinedLabel('特定征税方式标签', label))
  const labels = issuing + treatments.join('')
  return labels && `<UndefinedLabel>${labels}</UndefinedLabel>`
}

function undefinedLabel(type: string, { code, name }: Label): string {
  return `<Label><LabelType>${type}</LabelType><LabelCode>${code}</LabelCode><LabelName>${name}</LabelName></Label>`
}

function data(invoice: XmlInvoice, whole: Amounts): string {
  const { seller, buyer, origin } = invoice
  const sellerName = origin.kind === 'sample' ? sampleMarks.sellerPrefix + seller.name : seller.name
  return `<EInvoiceData><SellerInformation>${party('Seller', { ...seller, name: sellerName })}</SellerInformation><BuyerInformation>${party('Buyer', buyer)}</BuyerInformation>${basics(invoice, whole)}${invoice.lines.map(line).join('')}${specific(invoice)}${additional(invoice)}</EInvoiceData>`
}

function party(whose: 'Seller' | 'Buyer', { taxpayerId, name, address, phone, bank, account }: InvoiceParty): string {
  return `${optional(`${whose}IdNum`, taxpayerId)}<${whose}Name>${escapeText(name)}</${whose}Name>${optional(`${whose}Addr`, address)}${optional(`${whose}TelNum`, phone)}${optional(`${whose}BankName`, bank)}${optional(`${whose}BankAccNum`, account)}`
}

function basics({ drawer, issuedAt }: XmlInvoice, { net, tax, gross }: Amounts): string {
  return `<BasicInformation><TotalAmWithoutTax>${plainYuan(net)}</TotalAmWithoutTax><TotalTaxAm>${plainYuan(tax)}</TotalTaxAm><TotalTax-includedAmount>${plainYuan(gross)}</TotalTax-includedAmount><TotalTax-includedAmountInChinese>${amountInWords(gross)}</TotalTax-includedAmountInChinese><Drawer>${escapeText(drawer)}</Drawer><RequestTime>${escapeText(issuedAt)}</RequestTime></BasicInformation>`
}

function line(item: XmlLine): string {
  const name = item.shortName === '' ? item.name : starredName(item)
  return `<IssuItemInformation><ItemName>${escapeText(name)}</ItemName>${optional('SpecMod', item.specification)}${optional('MeaUnits', item.unit)}${optional('Quantity', item.quantity)}${optional('UnPrice', item.netUnitPrice)}<Amount>${plainYuan(item.net)}</Amount>${taxOf(item)}<TotaltaxIncludedAmount>${plainYuan(item.gross)}</TotaltaxIncludedAmount>${optional('TaxClassificationCode', item.taxCode)}</IssuItemInformation>`
}

/** 免税 and 不征税 stand where a rate would; the tax of the former is `*`, of the latter nothing. */
function taxOf({ taxation, tax }: XmlLine): string {
  switch (taxation?.kind) {
    case undefined:
      return `<TaxRate>*</TaxRate><ComTaxAm>${plainYuan(tax)}</ComTaxAm>`
    case 'taxed':
      return `<TaxRate>${plainRate(taxation)}</TaxRate><ComTaxAm>${plainYuan(tax)}</ComTaxAm>`
    case 'zero-rated':
      return '<TaxRate>0%</TaxRate><ComTaxAm>0.00</ComTaxAm>'
    case 'exempt':
      return '<TaxRate>免税</TaxRate><ComTaxAm>*</ComTaxAm>'
    case 'outside-scope':
      return '<TaxRate>不征税</TaxRate><ComTaxAm></ComTaxAm>'
  }
}

/** `0.06`, `0.015` */
function plainRate({ rate }: Taxation & { kind: 'taxed' }): string {
  return `0.${String(rate).padStart(4, '0').replace(/0+$/, '')}`
}

function specific({ business, lines, reverses }: XmlInvoice): string {
  const red = reverses
    ? `<RedEInvoice><OriginalInvoiceCode>${escapeText(reverses.number)}</OriginalInvoiceCode><CreditNoteNumber>${escapeText(reverses.confirmation)}</CreditNoteNumber></RedEInvoice>`
    : ''
  const blocks = (business ? businessBlocks(business, lines) : '') + red
  return blocks ? `<SpecificInformation>${blocks}</SpecificInformation>` : '<SpecificInformation/>'
}

function businessBlocks(business: SpecialBusiness, lines: readonly XmlLine[]): string {
  switch (business.kind) {
    case 'real-estate-lease':
      return leasesOf(lines)
        .map(
          ({ certificate, address, from, to, crossRegion, plates }) =>
            `<RealEstateLease>${optional('RealEstateWarrantNumber', certificate)}<RealEstateAddress>${escapeText(address)}</RealEstateAddress><TheLeaseTermBeginsAndEnds>${escapeText(`${from} ${to}`)}</TheLeaseTermBeginsAndEnds><CrossRegionIdentifier>${crossRegion ? 'Y' : 'N'}</CrossRegionIdentifier>${optional('PlateNumber', plates?.join(','))}</RealEstateLease>`,
        )
        .join('')
    case 'passenger-transport':
      return business.trips
        .map(
          ({ traveller, date, departure, destination, grade, vehicle, idNumber }) =>
            `<PassengerTransportation>${optional('Traveler', traveller)}<TravelDate>${escapeText(date)}</TravelDate><Departure>${escapeText(departure)}</Departure><Destination>${escapeText(destination)}</Destination>${optional('Grade', grade)}<Vehicletype>${escapeText(vehicle)}</Vehicletype>${optional('ValidIDNumber', idNumber)}</PassengerTransportation>`,
        )
        .join('')
    case 'fuel':
      // 成品油 has no block of its own: its units and codes say it.
      return ''
  }
}

function additional(invoice: XmlInvoice): string {
  const records = (invoice.payments ?? []).map(
    ({ channel, transaction }) =>
      `<TransactionRecord><PaymentChannel>${escapeText(channel)}</PaymentChannel><TransactionNumber>${escapeText(transaction)}</TransactionNumber></TransactionRecord>`,
  )
  const transactions = records.length > 0 ? `<Transaction>${records.join('')}</Transaction>` : ''
  const content = optional('Remark', remarkInXml(invoice)) + transactions
  return content ? `<AdditionalInformation>${content}</AdditionalInformation>` : '<AdditionalInformation/>'
}

function supervision({ number, issuedAt, bureau, origin }: XmlInvoice): string {
  const name = origin.kind === 'sample' ? sampleMarks.bureau : bureau.name
  return `<SellerAuthentication><AuthenticationMethods>01</AuthenticationMethods></SellerAuthentication><TaxSupervisionInfo><InvoiceNumber>${escapeText(number)}</InvoiceNumber><IssueTime>${escapeText(issuedAt.slice(0, 10))}</IssueTime><TaxBureauCode>${escapeText(bureau.code && `${bureau.code}000000`)}</TaxBureauCode><TaxBureauName>${escapeText(name)}</TaxBureauName></TaxSupervisionInfo>`
}

/** A 乐企 unit names itself; a sample says that it is one; the bureau's own files are signed instead. */
function originOf({ origin }: XmlInvoice): string {
  switch (origin.kind) {
    case 'sample':
      return `<SandboxNotice>${sampleMarks.notice}</SandboxNotice>`
    case 'direct-unit':
      return `<ptbh>${escapeText(origin.id)}</ptbh>`
    case 'bureau':
      return ''
  }
}

function optional(name: string, text: string | undefined): string {
  return text ? `<${name}>${escapeText(text)}</${name}>` : ''
}
