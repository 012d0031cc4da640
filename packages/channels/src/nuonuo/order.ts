import {
  type Buyer,
  chinaTime,
  fitsLimits,
  type Line,
  nameOnInvoice,
  personName,
  plainYuan,
  strictestPriceLimits,
} from '@mashang/invoice'
import type { IssueRequest } from '../channel.ts'
import { taxationFields } from './taxation.ts'

/** Our request in Nuonuo's words (requestBillingNew). `at` is when the invoice is asked for. */
export function orderFrom(request: IssueRequest, at: Date, extensionNumber?: string) {
  const { seller } = request
  return {
    orderNo: request.requestNumber,
    invoiceDate: chinaTime(at),
    invoiceType: '1', // blue
    invoiceLine: 'pc', // 数电普票
    pushMode: '-1', // we deliver ourselves
    salerTaxNum: seller.taxpayerId,
    salerAddress: seller.address,
    salerTel: seller.phone,
    salerAccount: bankAndAccount(seller),
    ...buyerFields(request.buyer),
    clerk: request.drawer,
    remark: request.remark,
    extensionNumber,
    invoiceDetail: request.lines.map(lineFields),
  }
}

function buyerFields(buyer: Buyer) {
  if (buyer.kind === 'individual') {
    // The platform itself adds （个人） to the name when the flag says so.
    const name = personName(buyer.name)
    return { buyerName: name, naturalPersonFlag: name === nameOnInvoice(buyer) ? '0' : '1' }
  }
  return {
    buyerName: buyer.name,
    buyerTaxNum: buyer.taxpayerId,
    buyerAddress: buyer.address,
    buyerTel: buyer.phone,
    buyerAccount: bankAndAccount(buyer),
    naturalPersonFlag: '0',
  }
}

/** Tax-included amount, tax and net are all given, so that nobody rounds again and the sums stay exact. */
function lineFields(line: Line) {
  return {
    goodsName: line.name,
    goodsCode: line.taxCode,
    specType: line.specification,
    unit: line.unit,
    ...quantityFields(line),
    withTaxFlag: '1',
    ...taxationFields(line.taxation),
    taxIncludedAmount: plainYuan(line.gross),
    taxExcludedAmount: plainYuan(line.net),
    tax: plainYuan(line.tax),
    invoiceLineProperty: '0',
  }
}

/** Quantity and price go together or not at all; a figure too long for the channel is left out with its partner. */
function quantityFields({ quantity, unitPrice }: Line) {
  if (quantity === undefined || unitPrice === undefined) return {}
  const fits = [quantity, unitPrice].every((figure) => fitsLimits(figure, strictestPriceLimits))
  return fits ? { num: quantity, price: unitPrice } : {}
}

/** One field holds both, with a blank between. */
export function bankAndAccount(party: { bank?: string | undefined; account?: string | undefined }): string | undefined {
  return [party.bank, party.account].filter(Boolean).join(' ') || undefined
}
