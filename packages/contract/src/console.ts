import { z } from 'zod'
import {
  Buyer,
  DecimalText,
  Email,
  Fen,
  GrossFen,
  keepsQuantityOfLine,
  Page,
  PrintedName,
  PrintedText,
  paging,
  Quantity,
  Remark,
  Taxation,
  TaxationText,
  TaxpayerId,
  Text,
  Time,
} from './fields.ts'
import { Id } from './ids.ts'
import type { Calls, Routes } from './route.ts'

/** Where invoices come from: the simulated bureau of the installation, a vendor, or the vendor's own sandbox. */
export const ChannelKind = z.enum(['sandbox', 'nuonuo', 'nuonuo-sandbox'])

/** Whether what comes from there is worth nothing. Null and undefined are no channel, which issues nothing. */
export function issuesTests(channel: z.output<typeof ChannelKind> | null | undefined): boolean {
  return channel === 'sandbox' || channel === 'nuonuo-sandbox'
}

export const Seller = z.object({
  name: z.string(),
  taxpayerId: z.string(),
  address: z.string(),
  phone: z.string(),
  bank: z.string().optional(),
  account: z.string().optional(),
  drawer: z.string(),
  /** Whether invoices can be issued: a tax channel is connected. */
  channel: ChannelKind.optional(),
})

export const Organization = z.object({
  id: z.string(),
  parentId: z.string().optional(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(['company', 'branch', 'store', 'department']),
  phone: z.string().optional(),
  openingHours: z.string().optional(),
  /** The tax profile in force here: its own, or the nearest ancestor's. */
  seller: Seller.optional(),
  sellerFrom: z.object({ code: z.string(), name: z.string() }).optional(),
  /** `active`: enabled and not expired. */
  qrCodes: z.array(z.object({ id: z.string(), name: z.string(), active: z.boolean() })),
})

export const Item = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  taxCode: z.string(),
  unit: z.string().optional(),
  taxation: TaxationText,
})

const QrCodeStatus = z.enum(['generated', 'disabled', 'expired', 'missing'])
const Mode = z.enum(['title-only', 'order-match'])

/** A row of 静态二维码设置: a code, or (`missing`) a store that has none yet. */
export const QrCodeRow = z.object({
  id: z.string().optional(),
  organization: z.object({ id: z.string(), code: z.string(), name: z.string() }),
  name: z.string().optional(),
  /** Six characters that staff read: never the secret itself. */
  shortName: z.string().optional(),
  seller: z.object({ name: z.string(), taxpayerId: z.string() }).optional(),
  mode: Mode.optional(),
  status: QrCodeStatus,
  expiresAt: Time.optional(),
  scansToday: z.int(),
  submittedToday: z.int(),
  issuedToday: z.int(),
  lastScanAt: Time.optional(),
  updatedAt: Time.optional(),
  updatedBy: z.string().optional(),
})

export const QrCode = z.object({
  ...QrCodeRow.shape,
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  mode: Mode,
  notice: z.string().optional(),
  url: z.string(),
  version: z.int(),
  scans: z.int(),
  submitted: z.int(),
  issued: z.int(),
  /** Thirty days up to today, oldest first. */
  scansByDay: z.array(z.object({ day: z.iso.date(), scans: z.int() })),
  versions: z.array(
    z.object({
      version: z.int(),
      shortName: z.string(),
      state: z.enum(['current', 'grace', 'replaced']),
      from: Time,
      until: Time.optional(),
      by: z.string(),
    }),
  ),
})

const Line = z.object({
  name: z.string(),
  taxCode: z.string(),
  specification: z.string().optional(),
  unit: z.string().optional(),
  quantity: z.string().optional(),
  /** Tax-included. */
  unitPrice: z.string().optional(),
  taxation: TaxationText,
  grossFen: Fen,
  netFen: Fen,
  taxFen: Fen,
})

const DeliveryRow = z.object({
  id: z.string(),
  address: z.string(),
  status: z.enum(['due', 'sent', 'failed', 'bounced']),
  attempts: z.int(),
  error: z.string().optional(),
  createdAt: Time,
  sentAt: Time.optional(),
})

const ApplicationStatus = z.enum([
  'submitted',
  'reviewing',
  'approved',
  'issuing',
  'issued',
  'rejected',
  'withdrawn',
  'refused',
  'blocked',
])

export const ApplicationRow = z.object({
  id: z.string(),
  status: ApplicationStatus,
  organization: z.object({ id: z.string(), code: z.string(), name: z.string() }),
  qrCode: z.object({ id: z.string(), name: z.string() }).optional(),
  orderNumber: z.string().optional(),
  buyer: z.object({
    kind: z.enum(['enterprise', 'individual', 'institution']),
    name: z.string(),
    taxpayerId: z.string().optional(),
    address: z.string().optional(),
    phone: z.string().optional(),
    bank: z.string().optional(),
    account: z.string().optional(),
  }),
  grossFen: Fen.optional(),
  submittedAt: Time,
  endedAt: Time.optional(),
  /** The channel's or the staff's words. */
  reason: z.string().optional(),
  reasonCode: z.string().optional(),
  invoiceNumber: z.string().optional(),
})

export const Application = z.object({
  ...ApplicationRow.shape,
  /** Whole: the staff may have to correct it. */
  email: z.string(),
  requestNumber: z.string(),
  seller: Seller,
  lines: z.array(Line),
  remark: z.string().optional(),
  approvedBy: z.string().optional(),
  approvedAt: Time.optional(),
  invoiceId: z.string().optional(),
  deliveries: z.array(DeliveryRow),
  /** What this title was invoiced lately, to fill the same lines in again. */
  recent: z.array(
    z.object({ issuedAt: Time, organizationName: z.string(), number: z.string(), grossFen: Fen, lines: z.array(Line) }),
  ),
})

export const InvoiceRow = z.object({
  id: z.string(),
  number: z.string(),
  issuedAt: Time,
  buyer: z.object({ kind: z.string(), name: z.string(), taxpayerId: z.string().optional() }),
  organization: z.object({ id: z.string(), code: z.string(), name: z.string() }),
  grossFen: Fen,
  taxFen: Fen,
  delivery: z.enum(['due', 'sent', 'failed', 'bounced']).optional(),
  source: z.enum(['title-only', 'order-match', 'receipt']),
})

export const Invoice = z.object({
  ...InvoiceRow.shape,
  /** Worth nothing: issued by a simulated bureau or a vendor's sandbox, whatever the seller's channel is by now. */
  test: z.boolean(),
  netFen: Fen,
  applicationId: z.string(),
  orderNumber: z.string().optional(),
  seller: Seller,
  buyerDetails: ApplicationRow.shape.buyer,
  lines: z.array(Line),
  remark: z.string().optional(),
  documents: z.array(z.object({ format: z.enum(['pdf', 'ofd', 'xml']), sha256: z.string() })),
  /** Whether more of them may come. */
  awaitsDocuments: z.boolean(),
  deliveries: z.array(DeliveryRow),
})

/** What the staff type: the amounts are computed from it. */
export const ApprovalLine = z
  .strictObject({
    itemId: Id('item'),
    /** Defaults to the item's name. */
    name: PrintedName(90).optional(),
    specification: PrintedText(40).optional(),
    unit: PrintedText(20).optional(),
    quantity: Quantity.optional(),
    unitPrice: DecimalText.optional(),
    taxation: Taxation.optional(),
    grossFen: GrossFen,
  })
  .refine(...keepsQuantityOfLine)

const ApprovalLines = z.array(ApprovalLine).min(1).max(100)

export const SellerInput = z.strictObject({
  name: Text(100),
  taxpayerId: TaxpayerId,
  address: Text(80),
  phone: Text(20),
  bank: Text(60).optional(),
  account: Text(40).optional(),
  drawer: Text(20),
})

const organizationFields = {
  name: Text(60),
  kind: z.enum(['company', 'branch', 'store', 'department']),
  phone: Text(30).optional(),
  openingHours: Text(60).optional(),
}

const idParams = (prefix: Parameters<typeof Id>[0]) => z.strictObject({ id: Id(prefix) })

export const consoleRoutes = {
  'GET /api/console/me': {
    summary: 'Who is signed in, for whom, and what waits',
    reply: z.object({
      name: z.string(),
      email: z.string(),
      role: z.enum(['operator', 'manager', 'executive', 'administrator']),
      /** The company, and how consumers see it: its brand and, if set, its colour, `#rrggbb`. */
      tenant: z.object({ name: z.string(), brand: z.string(), colour: z.string().optional() }),
      channel: ChannelKind.optional(),
      waiting: z.object({ reviewing: z.int(), issuing: z.int(), failed: z.int() }),
    }),
    problems: ['sign-in-required'],
  },
  'GET /api/console/organizations': {
    summary: 'The organizations the staff member may see, parents before children',
    reply: z.object({ rows: z.array(Organization) }),
    problems: ['sign-in-required'],
  },
  'POST /api/console/organizations': {
    summary: 'Adds an organization',
    body: z.strictObject({ parentId: Id('org'), code: Text(30), ...organizationFields }),
    reply: Organization,
    status: 201,
    problems: ['sign-in-required', 'forbidden', 'organization-unknown', 'organization-code-taken'],
  },
  'PATCH /api/console/organizations/{id}': {
    summary: 'Changes an organization; null clears its phone or opening hours',
    params: idParams('org'),
    body: z
      .strictObject({
        ...organizationFields,
        phone: organizationFields.phone.nullable(),
        openingHours: organizationFields.openingHours.nullable(),
      })
      .partial(),
    reply: Organization,
    problems: ['sign-in-required', 'forbidden', 'not-found'],
  },
  'PUT /api/console/organizations/{id}/seller': {
    summary: 'Gives an organization its own tax profile, or (null) lets it inherit again',
    params: idParams('org'),
    body: z.strictObject({ seller: SellerInput.nullable() }),
    reply: Organization,
    problems: ['sign-in-required', 'forbidden', 'not-found'],
  },
  'GET /api/console/items': {
    summary: 'The items of the tenant',
    reply: z.object({ rows: z.array(Item) }),
    problems: ['sign-in-required'],
  },
  'GET /api/console/qr-codes': {
    summary: '静态二维码设置: codes, and stores that have none yet',
    query: z.strictObject({
      q: z.string().max(100).optional(),
      mode: Mode.optional(),
      status: QrCodeStatus.optional(),
      ...paging,
    }),
    reply: z.object({
      ...Page(QrCodeRow).shape,
      counts: z.object({ all: z.int(), generated: z.int(), disabled: z.int(), expired: z.int(), missing: z.int() }),
    }),
    problems: ['sign-in-required'],
  },
  'POST /api/console/qr-codes': {
    summary: '生成二维码',
    body: z.strictObject({
      organizationId: Id('org'),
      name: Text(20),
      mode: Mode,
      expiresAt: Time.optional(),
      notice: Text(100).optional(),
    }),
    reply: QrCode,
    status: 201,
    problems: ['sign-in-required', 'forbidden', 'organization-unknown', 'seller-missing'],
  },
  'GET /api/console/qr-codes/{id}': {
    summary: '已生成: the code with its link, counters and versions',
    params: idParams('qr'),
    reply: QrCode,
    problems: ['sign-in-required', 'not-found'],
  },
  'PATCH /api/console/qr-codes/{id}': {
    summary: 'Changes, enables or disables a code',
    params: idParams('qr'),
    body: z
      .strictObject({
        name: Text(20),
        mode: Mode,
        enabled: z.boolean(),
        expiresAt: Time.nullable(),
        notice: Text(100).nullable(),
      })
      .partial(),
    reply: QrCode,
    problems: ['sign-in-required', 'forbidden', 'not-found'],
  },
  'POST /api/console/qr-codes/{id}/rotation': {
    summary: '更换二维码: new content; the old one works on for the days of grace, then says 已更换',
    params: idParams('qr'),
    body: z.strictObject({ graceDays: z.int().min(0).max(90) }),
    reply: QrCode,
    status: 201,
    problems: ['sign-in-required', 'forbidden', 'not-found'],
  },
  'GET /api/console/applications': {
    summary: 'Applications, newest first; the work list asks for status=reviewing, oldest first',
    query: z.strictObject({
      status: z.enum(['reviewing', 'issuing', 'failed', 'issued', 'ended']).optional(),
      q: z.string().max(100).optional(),
      order: z.enum(['newest', 'oldest']).default('newest'),
      ...paging,
    }),
    reply: z.object({
      ...Page(ApplicationRow).shape,
      counts: z.object({ reviewing: z.int(), issuing: z.int(), failed: z.int(), issued: z.int() }),
    }),
    problems: ['sign-in-required'],
  },
  'GET /api/console/applications/{id}': {
    summary: 'One application with all it holds',
    params: idParams('app'),
    reply: Application,
    problems: ['sign-in-required', 'not-found'],
  },
  'POST /api/console/applications/{id}/approval': {
    summary: '通过并开票: the staff fill in the lines, the rest runs by itself',
    params: idParams('app'),
    body: z.strictObject({
      lines: ApprovalLines,
      remark: Remark.optional(),
      buyer: Buyer.optional(),
      email: Email.optional(),
    }),
    reply: Application,
    problems: [
      'sign-in-required',
      'forbidden',
      'not-found',
      'too-late',
      'item-unknown',
      'not-an-ordinary-invoice',
      'lines-do-not-add-up',
    ],
  },
  'POST /api/console/applications/{id}/rejection': {
    summary: '驳回, with a reason that the consumer reads',
    params: idParams('app'),
    body: z.strictObject({ reason: Text(200) }),
    reply: Application,
    problems: ['sign-in-required', 'forbidden', 'not-found', 'too-late'],
  },
  'POST /api/console/applications/{id}/retry': {
    summary:
      'Tries again after the channel refused, with whatever is corrected (null clears the remark); or goes on after a login',
    params: idParams('app'),
    body: z.strictObject({
      lines: ApprovalLines.optional(),
      remark: Remark.nullable().optional(),
      buyer: Buyer.optional(),
      email: Email.optional(),
    }),
    reply: Application,
    problems: [
      'sign-in-required',
      'forbidden',
      'not-found',
      'too-late',
      'item-unknown',
      'not-an-ordinary-invoice',
      'lines-do-not-add-up',
    ],
  },
  'GET /api/console/invoices': {
    summary: 'Invoices, newest first',
    query: z.strictObject({ q: z.string().max(100).optional(), ...paging }),
    reply: z.object({ ...Page(InvoiceRow).shape, count: z.int() }),
    problems: ['sign-in-required'],
  },
  'GET /api/console/invoices/{id}': {
    summary: 'One invoice',
    params: idParams('inv'),
    reply: Invoice,
    problems: ['sign-in-required', 'not-found'],
  },
  'POST /api/console/invoices/{id}/deliveries': {
    summary: '重发: sends the invoice to the same or another address',
    params: idParams('inv'),
    body: z.strictObject({ email: Email }),
    reply: Invoice,
    status: 201,
    problems: ['sign-in-required', 'forbidden', 'not-found', 'too-late', 'too-many-requests'],
  },
} as const satisfies Routes

export type ConsoleCalls = Calls<typeof consoleRoutes>
export type ChannelKind = z.output<typeof ChannelKind>
export type Seller = z.output<typeof Seller>
export type Organization = z.output<typeof Organization>
export type Item = z.output<typeof Item>
export type QrCodeRow = z.output<typeof QrCodeRow>
export type QrCode = z.output<typeof QrCode>
export type ApplicationRow = z.output<typeof ApplicationRow>
export type Application = z.output<typeof Application>
export type InvoiceRow = z.output<typeof InvoiceRow>
export type Invoice = z.output<typeof Invoice>
