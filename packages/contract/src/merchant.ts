import { z } from 'zod'
import {
  DecimalText,
  Fen,
  GrossFen,
  keepsQuantityOfLine,
  OrderNumber,
  PaidAt,
  PrintedName,
  PrintedText,
  Quantity,
  Taxation,
  TaxCode,
  Text,
  Time,
} from './fields.ts'
import { Id } from './ids.ts'
import type { Calls, Routes } from './route.ts'

/** A line of an order names an item of the tenant by its code, or carries tax code and taxation itself. */
const OrderLine = z
  .strictObject({
    name: PrintedName(90),
    itemCode: Text(40).optional(),
    taxCode: TaxCode.optional(),
    taxation: Taxation.optional(),
    specification: PrintedText(40).optional(),
    unit: PrintedText(20).optional(),
    quantity: Quantity.optional(),
    /** Tax-included, in yuan. */
    unitPrice: DecimalText.optional(),
    grossFen: GrossFen,
  })
  .refine(...keepsQuantityOfLine)

export const OrderInput = z.strictObject({
  organizationCode: Text(30),
  /** The receipt number: unique within the organization, capital or small letters alike. */
  number: OrderNumber,
  paidAt: PaidAt,
  /** Must be the sum of the lines. */
  grossFen: GrossFen,
  lines: z.array(OrderLine).min(1).max(2_000),
})

export const OrderReply = z.object({
  id: z.string(),
  organizationCode: z.string(),
  number: z.string(),
  paidAt: Time,
  grossFen: Fen,
  /** What the till prints as a QR code: scanning it needs no typing at all. */
  receiptUrl: z.string(),
  application: z.object({ id: z.string(), status: z.string(), invoiceNumber: z.string().optional() }).optional(),
})

export const merchantRoutes = {
  'POST /v1/orders': {
    summary: 'Pushes a paid order; pushing the same again changes nothing',
    body: OrderInput,
    reply: OrderReply,
    status: 201,
    problems: [
      'api-key-required',
      'idempotency-key-required',
      'idempotency-key-reused',
      'organization-unknown',
      'item-unknown',
      'not-an-ordinary-invoice',
      'lines-do-not-add-up',
      'order-exists',
    ],
  },
  'GET /v1/orders/{id}': {
    summary: 'An order, and what became of it',
    params: z.strictObject({ id: Id('ord') }),
    reply: OrderReply,
    problems: ['api-key-required', 'not-found'],
  },
} as const satisfies Routes

export type MerchantCalls = Calls<typeof merchantRoutes>
export type OrderInput = z.output<typeof OrderInput>
