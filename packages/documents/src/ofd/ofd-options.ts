import { type Invoice, plainYuan, totals } from '@mashang/invoice'

/** What OFD.xml says about the invoice (CustomDatas), in the words of its face. */
export type OfdOptions = {
  /** 发票号码 */
  number: string
  /** 开票日期 with its time in China, `yyyy-MM-dd HH:mm:ss`: the file's date too, since painting knows no clock. */
  createdAt: string
  sellerTaxpayerId: string
  /** Absent when the buyer has none. */
  buyerTaxpayerId?: string | undefined
  /** 合计金额 and 合计税额 in yuan without a sign of currency: `113.00`. */
  net: string
  tax: string
  /** The invoice as data, attached as original_invoice.xml. */
  xml?: Uint8Array | undefined
}

export function ofdOptionsOf({ number, issuedAt, seller, buyer, lines }: Invoice): OfdOptions {
  const { net, tax } = totals(lines)
  return {
    number,
    createdAt: issuedAt,
    sellerTaxpayerId: seller.taxpayerId,
    buyerTaxpayerId: buyer.taxpayerId,
    net: plainYuan(net),
    tax: plainYuan(tax),
  }
}
