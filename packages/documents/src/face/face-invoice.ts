import type { Invoice, Reverses } from '@mashang/invoice'

/**
 * What a face says of an invoice. Every `Invoice` is one, and so may be that of a file that was read: it never says why an
 * invoice was reversed, and no face does.
 */
export type FaceInvoice = Omit<Invoice, 'reverses' | 'taxpayerType' | 'bureau' | 'origin'> & {
  reverses?: Omit<Reverses, 'reason'> | undefined
  origin: { kind: 'sample' | 'direct-unit' | 'bureau' }
}
