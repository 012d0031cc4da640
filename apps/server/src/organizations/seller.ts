import type { TaxpayerId } from '@mashang/invoice'

/** A tax profile as it stood when it was used: what an application keeps and an invoice shows. */
export type SellerSnapshot = {
  name: string
  taxpayerId: TaxpayerId
  address: string
  phone: string
  bank?: string | undefined
  account?: string | undefined
  drawer: string
}
