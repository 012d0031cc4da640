/**
 * The domain of invoices: what is true about them wherever the code runs. Pure functions, no dependencies.
 *
 * An application and a delivery have a life (`application.ts`, `delivery.ts`). An invoice has none: once the tax
 * channel has issued it, it never changes. A reversal (红冲) is a row of its own.
 */
export { amountInWords } from './amount-in-words.ts'
export { type ApplicationEvent, type ApplicationStatus, applicationLife, applicationStatuses } from './application.ts'
export {
  type Buyer,
  type BuyerKind,
  type BuyerNameProblem,
  buyerNameProblem,
  nameOnInvoice,
  normaliseBuyerName,
} from './buyer.ts'
export { type Decimal, parseDecimal, priceAgrees, timesToFen, unitPriceFrom } from './decimal.ts'
export { type DeliveryEvent, type DeliveryStatus, deliveryLife, deliveryStatuses } from './delivery.ts'
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
  type Line,
  type LineInput,
  type LineProblem,
  lineFromGross,
  lineProblems,
  totals,
} from './line.ts'
export { maskEmail, maskName } from './mask.ts'
export { type Fen, fen, formatYuan, LARGEST_AMOUNT, parseYuan, plainYuan, sum } from './money.ts'
export { requestNumberFrom } from './request-number.ts'
export { isResidentId } from './resident-id.ts'
export { formatRate, parseRate, type Rate, rate, splitTaxIncluded } from './tax.ts'
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
export { toHalfWidth } from './width.ts'
