import {
  chinaTime,
  type Day,
  dayOf,
  type Invoice,
  type InvoiceLine,
  longestUnitPrice,
  strictestPriceLimits,
} from '@mashang/invoice'
import { seedTaxCodes, shortNameOn } from '@mashang/invoice/tax-codes'
import type { Entry } from './books.ts'
import { buyerNameOf, type Order } from './order.ts'

/** Of no region: nobody can take it for a bureau. */
const BUREAU = { code: '19999', name: 'SANDBOX' }

/** What a bureau that knows no such code prints between the stars. */
const UNKNOWN_CLASS = '其他'

/** The invoice that an issued order has become: what its three documents show. */
export function invoiceOf(entry: Entry): Invoice {
  const { order, readyAt } = entry
  const issuedAt = chinaTime(new Date(readyAt))
  return {
    number: entry.invoiceNumber,
    issuedAt,
    kind: 'general',
    seller: {
      name: entry.sellerName,
      taxpayerId: entry.seller,
      address: order.salerAddress,
      phone: order.salerTel,
      ...bankOf(order.salerAccount),
    },
    buyer: {
      name: buyerNameOf(order),
      taxpayerId: order.buyerTaxNum ?? undefined,
      address: order.buyerAddress,
      phone: order.buyerTel,
      ...bankOf(order.buyerAccount),
    },
    lines: order.invoiceDetail.map((detail) => lineOf(detail, dayOf(issuedAt))),
    remark: order.remark,
    drawer: order.clerk,
    taxpayerType: 'general',
    bureau: BUREAU,
    origin: { kind: 'sample' },
  }
}

function lineOf(detail: Order['invoiceDetail'][number], day: Day): InvoiceLine {
  const { taxIncludedAmount: gross, taxExcludedAmount: net, tax } = detail
  const price = detail.num == null ? undefined : longestUnitPrice(net, detail.num, strictestPriceLimits)
  return {
    shortName: shortNameOn(seedTaxCodes, detail.goodsCode, day)?.shortName ?? UNKNOWN_CLASS,
    name: detail.goodsName,
    taxCode: detail.goodsCode,
    specification: detail.specType,
    unit: detail.unit,
    ...(price !== undefined && { quantity: detail.num ?? undefined, netUnitPrice: price }),
    taxation: detail.taxation,
    role: 'normal',
    gross,
    net,
    tax,
  }
}

/** One field holds bank and account, with a blank between. */
function bankOf(text: string | undefined): { bank?: string; account?: string } {
  const [, bank, account] = /^(.*?)\s+(\S+)$/.exec(text ?? '') ?? []
  return { ...(bank && { bank }), ...(account && { account }) }
}
