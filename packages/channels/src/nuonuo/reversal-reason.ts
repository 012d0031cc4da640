import type { ReversalReason } from '@mashang/invoice'

/** Why an invoice is reversed, in Nuonuo's numbers (redReason of saveInvoiceRedConfirm): not the bureau's 01 to 04. */
export const redReasons = {
  returned: '1',
  wrong: '2',
  discontinued: '3',
  allowance: '4',
} as const satisfies Record<ReversalReason, string>
