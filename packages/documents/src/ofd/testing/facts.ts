import { type Invoice, plainYuan, totals } from '@mashang/invoice'
import type { OfdOptions } from '../paint-ofd.ts'

/** What OFD.xml says of an invoice. */
export function factsOf(invoice: Invoice): OfdOptions {
  const { net, tax } = totals(invoice.lines)
  return {
    number: invoice.number,
    date: invoice.issuedAt.slice(0, 10),
    sellerTaxpayerId: invoice.seller.taxpayerId,
    buyerTaxpayerId: invoice.buyer.taxpayerId,
    net: plainYuan(net),
    tax: plainYuan(tax),
    createdAt: invoice.issuedAt,
  }
}
