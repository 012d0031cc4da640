/**
 * The domain of invoices: what is true about them wherever the code runs. Pure functions, no dependencies.
 *
 * An application and a delivery have a life (`application.ts`, `delivery.ts`). An invoice has none: once the tax
 * channel has issued it, it never changes. A reversal (红冲) is a row of its own.
 */
export { amountInWords, parseAmountInWords } from './amount-in-words.ts'
export { type ApplicationEvent, type ApplicationStatus, applicationLife, applicationStatuses } from './application.ts'
export {
  type Buyer,
  type BuyerKind,
  type BuyerNameProblem,
  buyerNameProblem,
  nameOnInvoice,
  normaliseBuyerName,
  personName,
  printable,
} from './buyer.ts'
export type { SellerFacts } from './check-business.ts'
export { chinaTime } from './china-time.ts'
export { type Day, day, dayOf, parseDay } from './day.ts'
export {
  bureauPriceLimits,
  type Decimal,
  fitsLimits,
  fromPieces,
  longestUnitPrice,
  type PriceLimits,
  parseDecimal,
  piecesOf,
  priceAgrees,
  strictestPriceLimits,
  timesToFen,
  unitPriceFrom,
} from './decimal.ts'
export { type DeliveryEvent, type DeliveryStatus, deliveryLife, deliveryStatuses } from './delivery.ts'
export { documentName } from './document-name.ts'
export { fitLines } from './fit-lines.ts'
export { fitTotals } from './fit-totals.ts'
export type {
  Invoice,
  InvoiceKind,
  InvoiceLine,
  InvoiceParty,
  PassengerTrip,
  RealEstateLease,
  Relief,
  ReversalReason,
  Reverses,
  SpecialBusiness,
  Taxation,
} from './invoice.ts'
export { blueLineProblems, type InvoiceLineProblem, redLineProblems } from './invoice-lines.ts'
export { leasesOf } from './lease.ts'
export {
  advance,
  diagram,
  type EventOf,
  type Life,
  type StatusOf,
  statusAfter,
  statusesOf,
} from './life.ts'
export {
  type Amounts,
  keepsQuantity,
  type Line,
  type LineInput,
  type LineProblem,
  lineFromGross,
  lineProblems,
  totals,
} from './line.ts'
export { maskEmail, maskName } from './mask.ts'
export { type Fen, fen, formatYuan, LARGEST_AMOUNT, parseYuan, plainYuan, sum } from './money.ts'
export { type OrdinaryInvoiceProblem, ordinaryInvoiceProblems } from './ordinary-invoice.ts'
export { type PaymentChannel, paymentChannels } from './payment-channel.ts'
export { type InvoiceProblem, invoiceProblems, type Refusal } from './problems.ts'
export { type ProblemOfInvoice, problemsOfInvoice } from './problems-of-invoice.ts'
export type { RateRule } from './rates.ts'
export { reissue } from './reissue.ts'
export { remarkInXml, remarkOnFace } from './remark.ts'
export { requestNumberFrom } from './request-number.ts'
export { isResidentId } from './resident-id.ts'
export { type BlueInvoice, type RedLine, type ReversalRequest, type Reversed, reverse } from './reversal.ts'
export { isReversed, type LeftLine, leftOf } from './reversal-left.ts'
export type { LinePart } from './reversal-part.ts'
export { reversalReasonFrom, reversalReasons } from './reversal-reason.ts'
export { linesFromSale, type Sale, type SaleNote, type SaleProblem } from './sale.ts'
export type { SaleLine } from './sale-line.ts'
export { specialBusinessOf } from './special-business.ts'
export { linesNotDeductible } from './special-invoice.ts'
export { type SplitLimits, splitInvoice } from './split.ts'
export { formatRate, parseRate, type Rate, rate, splitTaxIncluded } from './tax.ts'
export {
  amountsFromGross,
  amountsFromNet,
  formatTax,
  formatTaxation,
  parseTaxation,
  printTaxation,
  reliefFits,
  sameTaxation,
  taxationFromCell,
} from './taxation.ts'
export {
  type CreditCode,
  groupTaxpayerId,
  guessBuyerKind,
  normaliseTaxpayerId,
  parseCreditCode,
  parseTaxpayerId,
  type TaxpayerId,
  type TaxpayerIdPolicy,
  type TaxpayerIdProblem,
  taxpayerIdProblem,
} from './taxpayer-id.ts'
export { type Tender, type TenderKind, tenders } from './tender.ts'
export { bureauTextLimits, remarkCut, starredName, type TextLimits } from './text-limits.ts'
export { FEN, LINE_TAX_TOLERANCE, MOST_LINES, recommendedLines, TOTAL_TAX_TOLERANCE } from './tolerance.ts'
export { type TreatmentDoubt, treatmentDoubts } from './treatments.ts'
export { displayWidth, toHalfWidth } from './width.ts'
