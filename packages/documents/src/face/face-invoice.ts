import type { Invoice, Reverses } from '@mashang/invoice'

/**
 * What a face says of an invoice. Every `Invoice` is one; that of a file that was read is one as well, when it tells how it
 * is taxed: what no file says, as why an invoice was reversed, stands on no face either.
 */
export type FaceInvoice = Omit<Invoice, 'reverses' | 'taxpayerType' | 'bureau' | 'origin'> & {
  reverses?: Omit<Reverses, 'reason'> | undefined
  origin: { kind: 'sample' | 'direct-unit' | 'bureau' }
}
