/**
 * Nuonuo's replies and codes (诺诺开放平台, 诺税通saas, V2.0). What they mean is decided here and nowhere else.
 * Their objects carry dozens of keys we do not need and new ones appear, so unknown keys are ignored on purpose.
 */
import { type Fen, parseYuan } from '@mashang/invoice'
import * as z from 'zod'
import type { ChannelDocument, Outcome } from '../channel.ts'

export const methods = {
  issue: 'nuonuo.OpeMplatform.requestBillingNew',
  find: 'nuonuo.OpeMplatform.queryInvoiceResult',
  session: 'nuonuo.OpeMplatform.getCertificationStatus',
} as const

export type Method = (typeof methods)[keyof typeof methods]

export const Reply = z.object({
  code: z.coerce.string(),
  describe: z.string().catch(''),
  result: z.unknown().optional(),
})

export const ACCEPTED = 'E0000'
export const NOT_FOUND = 'E9500'
/** 订单编号或流水号不能重复: the order is known already. */
export const DUPLICATE = 'E9106'

/** Gateway codes about the caller's credentials, of which a token that has run out is the one that can be cured. */
export const isTokenError = (code: string) => /^07030[1-5]$/.test(code)

/** E4000 and E9101…E96xx judge the request itself. Anything else (E9999 系统繁忙, 07…) says nothing about it. */
export const isRefusal = (code: string) => /^E(4000|9[1-6]\d\d)$/.test(code)

/** E91xx names a field that is wrong; a lost session cannot be the cause. */
export const isFieldError = (code: string) => /^E91\d\d$/.test(code)

/** getCertificationStatus asks two things: is the drawer signed in (登录), and has a face been shown (实名认证). */
export const sessionQuestions = { signedIn: { queryType: '2' }, identified: { queryType: '1' } } as const
const Certification = z.object({ certificationStatus: z.coerce.string() })

export const isSignedOut = (result: unknown) => certification(result) === '0'
export const isUnidentified = (result: unknown) => certification(result) === '2'

function certification(result: unknown): string | undefined {
  return Certification.safeParse(result).data?.certificationStatus
}

const Text = z.coerce.string().nullish()

const Found = z.object({
  orderNo: Text,
  status: z.coerce.string(),
  statusMsg: Text,
  failCause: Text,
  allElectronicInvoiceNumber: Text,
  invoiceTime: z.coerce.number().nullish(),
  orderAmount: Text,
  exTaxAmount: Text,
  taxAmount: Text,
  pdfUrl: Text,
  ofdUrl: Text,
  xmlUrl: Text,
})
type Found = z.infer<typeof Found>

/** The one order that was asked for, or undefined when the reply does not hold it. */
export function parseFound(result: unknown, orderNo: string): Found | undefined {
  const orders = z.array(Found).safeParse(Array.isArray(result) ? result : [result])
  return orders.data?.find((order) => order.orderNo === orderNo)
}

/** What an order's status means for us. */
export function readFound(order: Found, askAfterMs: number): Outcome {
  switch (order.status) {
    case '2': // done
    case '24': // The bureau has issued and numbered it; only the seal on the file failed. It is an invoice.
      return readIssued(order) ?? { kind: 'unknown', reason: `issued, but incomplete: ${order.statusMsg}`, askAfterMs }
    case '22': // failed
      return { kind: 'refused', code: order.status, reason: order.failCause || order.statusMsg || '开票失败' }
    // 20 issuing, 21 sealing, and whatever may be added. 3 and 31, voided, were issued once: never a free way to retry.
    default:
      return { kind: 'unknown', reason: order.statusMsg || `status ${order.status}`, askAfterMs }
  }
}

function readIssued(order: Found): Outcome | undefined {
  const number = order.allElectronicInvoiceNumber ?? ''
  const [gross, net, tax] = [
    parseAmount(order.orderAmount),
    parseAmount(order.exTaxAmount),
    parseAmount(order.taxAmount),
  ]
  if (!/^\d{20}$/.test(number) || !order.invoiceTime) return undefined
  if (gross === undefined || net === undefined || tax === undefined) return undefined
  return { kind: 'issued', number, issuedAt: new Date(order.invoiceTime), gross, net, tax, documents: documents(order) }
}

/** Amounts come with two or more decimals: "0.010". */
function parseAmount(text: string | null | undefined): Fen | undefined {
  return text ? parseYuan(text.replace(/(\.\d\d)0+$/, '$1')) : undefined
}

function documents(order: Found): ChannelDocument[] {
  const files = [
    { format: 'pdf', url: order.pdfUrl },
    { format: 'ofd', url: order.ofdUrl },
    { format: 'xml', url: order.xmlUrl },
  ] as const
  return files.flatMap(({ format, url }) => (url ? [{ format, url }] : []))
}
