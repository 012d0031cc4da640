import type { Invoice, InvoiceLine } from '@mashang/invoice'

/**
 * An invoice as far as its XML tells. Every `Invoice` is one. What a file leaves out is empty or absent, and some things
 * no file says at all: why an invoice was reversed, which of the simplified rates (简易) a line has, that fuel was sold.
 */
export type XmlInvoice = Omit<Invoice, 'kind' | 'reverses' | 'lines' | 'taxpayerType' | 'origin' | 'payments'> & {
  kind?: Invoice['kind'] | undefined
  reverses?: { number: string; confirmation: string } | undefined
  lines: readonly XmlLine[]
  taxpayerType?: Invoice['taxpayerType'] | undefined
  payments?: readonly { channel: string; transaction: string }[] | undefined
  /** `bureau` is the tax bureau's own platform. */
  origin: Invoice['origin'] | { kind: 'bureau' }
}

/** Taxation is absent where the rate is hidden (`*`: 差额征税) or not understood. */
export type XmlLine = Omit<InvoiceLine, 'taxation'> & { taxation?: InvoiceLine['taxation'] | undefined }
