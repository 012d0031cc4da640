import type { InvoiceRow } from '@mashang/contract'
import type { Tone } from '../parts/dot.tsx'

export const deliveryTones: Record<NonNullable<InvoiceRow['delivery']>, Tone> = {
  due: 'busy',
  sent: 'ok',
  failed: 'bad',
  bounced: 'warn',
}
