import { taxpayerIdProblem } from '@mashang/invoice'
import { z } from 'zod'
import { Buyer, Email, Fen, GrossFen, Language, Text, Time } from './fields.ts'
import type { Calls, Routes } from './route.ts'
import type { SentenceKey } from './sentences.ts'

/** The code of a static QR code or receipt code as it stands in the link. */
const PublicCode = z.string().max(64)

export const OrderSummary = z.object({
  number: z.string(),
  paidAt: Time,
  grossFen: Fen,
  lines: z.array(z.object({ name: z.string(), quantity: z.string().optional(), grossFen: Fen })),
})

const Shop = z.object({
  /** The name on the door: brand · store. */
  brand: z.string(),
  store: z.string(),
  /** The seller's legal name: what will stand on the invoice. */
  sellerName: z.string(),
  phone: z.string().optional(),
  openingHours: z.string().optional(),
  /** A colour of the merchant's for the logo plate, `#rrggbb`. */
  colour: z.string().optional(),
  notice: z.string().optional(),
  /** The invoice, or what the seller's channel would issue, is worth nothing: a simulated bureau's or a sandbox's. */
  simulated: z.literal(true).optional(),
})

const DeliveryView = z.object({
  /** Masked: l***@example.com. */
  address: z.string(),
  status: z.enum(['due', 'sent', 'failed', 'bounced']),
  sentAt: Time.optional(),
})

/** An application as its holder sees it. */
export const ApplicationView = z.object({
  /** Names the application in links and calls; worth nothing without the device's cookie or a mailed link. */
  ref: z.string(),
  status: z.enum([
    'submitted',
    'reviewing',
    'approved',
    'issuing',
    'blocked',
    'refused',
    'issued',
    'rejected',
    'withdrawn',
  ]),
  shop: Shop,
  buyer: z.object({
    kind: z.enum(['enterprise', 'individual', 'institution']),
    name: z.string(),
    taxpayerId: z.string().optional(),
  }),
  /** Masked. */
  email: z.string(),
  orderNumber: z.string().optional(),
  /** Absent until the staff fill it in (title-only). */
  grossFen: Fen.optional(),
  submittedAt: Time,
  endedAt: Time.optional(),
  /** While waiting for the channel: applications of this seller ahead, and an honest guess in seconds. */
  ahead: z.int().optional(),
  estimateSeconds: z.int().optional(),
  /** Why it was rejected, in the staff's words. */
  reason: z.string().optional(),
  invoice: z
    .object({
      number: z.string(),
      issuedAt: Time,
      grossFen: Fen,
      /** Those that can be downloaded now; none yet means that they are being prepared. */
      documents: z.array(z.object({ format: z.enum(['pdf', 'ofd', 'xml']) })),
    })
    .optional(),
  deliveries: z.array(DeliveryView),
})

/** All the first page needs, in one response: the server also writes it into the HTML. */
export const ScanPage = z.object({
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('code'), code: z.string(), mode: z.enum(['title-only', 'order-match']) }),
    z.object({ kind: z.literal('receipt'), code: z.string(), order: OrderSummary }),
  ]),
  shop: Shop,
  /** The latest application of this device with this code, so that scanning again shows it. */
  latest: ApplicationView.optional(),
})

const SubmissionSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('code'),
    code: PublicCode,
    order: z.strictObject({ number: Text(64), grossFen: GrossFen }).optional(),
  }),
  z.strictObject({ kind: z.literal('receipt'), code: PublicCode }),
])

const WithId = z.object({ buyer: z.object({ taxpayerId: z.string() }), oddTaxpayerId: z.literal(true).optional() })

/**
 * An id whose check digit is wrong is taken after a second confirmation, because some old ones are in use. Judged whatever
 * else is wrong with the form, so that every field is told at once: what it sees may be anything.
 */
function isConfirmed(submission: unknown): boolean {
  const { data } = WithId.safeParse(submission)
  return !data || data.oddTaxpayerId === true || taxpayerIdProblem(data.buyer.taxpayerId) !== 'bad-check-digit'
}

export const Submission = z
  .strictObject({
    /** Made by the page once per form: a double tap or a reload submits the same thing once. */
    submissionKey: z.uuid(),
    source: SubmissionSource,
    buyer: Buyer,
    email: Email,
    language: Language.default('zh'),
    /** The person has confirmed a second time that the taxpayer id is right, though its check digit is not. */
    oddTaxpayerId: z.literal(true).optional(),
  })
  .refine(isConfirmed, {
    path: ['buyer', 'taxpayerId'],
    message: 'taxpayer-id.bad-check-digit' satisfies SentenceKey,
    when: () => true,
  })

const refParams = z.strictObject({ ref: z.string().max(64) })
/** From a mailed link; without it the device's cookie must prove the holder. */
const holderQuery = z.strictObject({ t: z.string().max(200).optional() })

const codeProblems = [
  'qr-code-unknown',
  'qr-code-disabled',
  'qr-code-replaced',
  'qr-code-expired',
  'seller-missing',
] as const
const receiptProblems = ['receipt-unknown', 'order-already-invoiced', 'seller-missing'] as const

export const consumerRoutes = {
  'GET /api/consumer/codes/{code}': {
    summary: 'What a scanned static QR code leads to',
    params: z.strictObject({ code: PublicCode }),
    reply: ScanPage,
    problems: codeProblems,
  },
  'POST /api/consumer/codes/{code}/matches': {
    summary: 'Finds the order by receipt number and amount paid',
    params: z.strictObject({ code: PublicCode }),
    body: z.strictObject({ number: Text(64), grossFen: GrossFen }),
    reply: OrderSummary,
    problems: [
      ...codeProblems,
      'receipt-not-matched',
      'order-already-invoiced',
      'order-not-expected',
      'too-many-requests',
    ],
  },
  'GET /api/consumer/receipts/{code}': {
    summary: 'What a scanned receipt code leads to',
    params: z.strictObject({ code: PublicCode }),
    reply: ScanPage,
    problems: receiptProblems,
  },
  'POST /api/consumer/applications': {
    summary: 'Submits an invoice application',
    body: Submission,
    reply: ApplicationView,
    status: 201,
    problems: [
      ...codeProblems,
      ...receiptProblems,
      'receipt-not-matched',
      'order-required',
      'order-not-expected',
      'too-many-requests',
    ],
  },
  'GET /api/consumer/applications': {
    summary: 'The applications made on this device, newest first (我的发票)',
    reply: z.object({ rows: z.array(ApplicationView) }),
    problems: [],
  },
  'GET /api/consumer/applications/{ref}': {
    summary: 'The live status of an application',
    params: refParams,
    query: holderQuery,
    reply: ApplicationView,
    problems: ['not-found', 'not-the-holder'],
  },
  'POST /api/consumer/applications/{ref}/withdrawal': {
    summary: 'Withdraws an application that was not sent to the tax channel yet',
    params: refParams,
    query: holderQuery,
    reply: ApplicationView,
    problems: ['not-found', 'not-the-holder', 'too-late'],
  },
  'POST /api/consumer/applications/{ref}/deliveries': {
    summary: 'Sends the invoice again, to the same or another address',
    params: refParams,
    query: holderQuery,
    body: z.strictObject({ email: Email }),
    reply: ApplicationView,
    status: 201,
    problems: ['not-found', 'not-the-holder', 'too-late', 'too-many-requests'],
  },
  'POST /api/consumer/recoveries': {
    summary: 'Mails the link to the holder of an application; the answer never says whether the address was right',
    body: z.strictObject({ source: SubmissionSource, email: Email }),
    reply: z.object({ accepted: z.literal(true) }),
    status: 202,
    problems: ['receipt-not-matched', 'receipt-unknown', 'order-not-expected', ...codeProblems, 'too-many-requests'],
  },
} as const satisfies Routes

export type ConsumerCalls = Calls<typeof consumerRoutes>
export type ScanPage = z.output<typeof ScanPage>
export type ApplicationView = z.output<typeof ApplicationView>
export type OrderSummary = z.output<typeof OrderSummary>
export type Shop = z.output<typeof Shop>
export type Submission = z.output<typeof Submission>
export type SubmissionInput = z.input<typeof Submission>
