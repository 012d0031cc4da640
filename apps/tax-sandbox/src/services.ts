/** The methods of the services endpoint, as functions from what was asked to what is answered. */
import type { DocumentFormat } from '@mashang/documents'
import { plainYuan } from '@mashang/invoice'
import * as z from 'zod'
import { type Behaviour, SLOW_MS, wants } from './behaviour.ts'
import { type Books, type Ending, type Entry, newEntry } from './books.ts'
import { complaintAbout, type Order, readOrder, totalsOf } from './order.ts'
import { isIssued, isSealed, statusAt } from './status.ts'

export type Reply = { code: string; describe: string; result?: unknown }

/** The order is in the books, but nobody will be told. */
export const LOST = Symbol('lost reply')

export type Question = {
  books: Books
  behaviour: Behaviour
  /** The header userTax. */
  userTax: string | undefined
  content: unknown
  /** Where this sandbox is reached, for the addresses of documents. */
  origin: string
  now: number
}

export type Service = (question: Question) => Reply | typeof LOST

export const services: ReadonlyMap<string, Service> = new Map<string, Service>([
  ['nuonuo.OpeMplatform.requestBillingNew', acceptOrder],
  ['nuonuo.OpeMplatform.queryInvoiceResult', tellOrders],
  ['nuonuo.OpeMplatform.getCertificationStatus', tellSession],
])

const malformed: Reply = { code: 'E4000', describe: '请求报文格式有误' }
const duplicate: Reply = { code: 'E9106', describe: '订单编号或流水号不能重复' }
/** Which code the real one gives is not public; callers ask getCertificationStatus for the reason. */
const signedOut: Reply = { code: 'E9301', describe: '开票员未登录电子税务局或待实名认证' }

function acceptOrder({ books, behaviour, userTax, content, now }: Question): Reply | typeof LOST {
  const received = z.object({ order: z.record(z.string(), z.unknown()) }).safeParse(content)
  if (!received.success) return malformed
  const read = readOrder(received.data.order)
  if (!read.ok) return read.complaint
  const { order } = read
  const complaint = complaintAbout(order, userTax, now)
  if (complaint) return complaint
  if (books.byOrderNumber(order.salerTaxNum, order.orderNo)) return duplicate

  const refusal = refusalOf(order, behaviour)
  if (refusal) return refusal

  const lost = wants(order, 'loseReply') || behaviour.meets('lose-reply')
  const delayMs = wants(order, 'slow') ? SLOW_MS : behaviour.settings().delayMs
  const entry = newEntry(order, JSON.stringify(received.data.order), endingOf(order, behaviour), delayMs, now)
  if (!books.accept(entry)) return duplicate
  return lost ? LOST : { code: 'E0000', describe: '开票提交成功', result: { invoiceSerialNum: entry.serial } }
}

/** Why an order that is right is not accepted. */
function refusalOf(order: Order, behaviour: Behaviour): Reply | undefined {
  const left =
    (wants(order, 'signOut') && behaviour.signOut(order, 'sms-code')) ||
    (wants(order, 'showFace') && behaviour.signOut(order, 'face-scan'))
  if (left || behaviour.blockedUntil(order.salerTaxNum)) return signedOut

  const { refuseCode, refuseReason } = behaviour.settings()
  const atOnce = wants(order, 'refuse') || (refuseCode !== '22' && behaviour.meets('refuse'))
  if (!atOnce) return undefined
  return { code: refuseCode === '22' ? 'E9101' : refuseCode, describe: refuseReason }
}

function endingOf(order: Order, behaviour: Behaviour): Ending {
  // Only refuseCode 22 comes this far in mode refuse.
  if (wants(order, 'fail') || behaviour.meets('refuse')) {
    return { kind: 'failed', cause: behaviour.settings().refuseReason }
  }
  return wants(order, 'unsealed') ? { kind: 'unsealed' } : { kind: 'issued' }
}

const Asked = z.object({
  orderNos: z.array(z.string()).max(50).default([]),
  serialNos: z.array(z.string()).max(50).default([]),
})

function tellOrders({ books, userTax, content, origin, now }: Question): Reply {
  const asked = Asked.safeParse(content)
  if (!asked.success || userTax === undefined) return malformed
  const found = [
    ...asked.data.orderNos.flatMap((number) => books.byOrderNumber(userTax, number) ?? []),
    ...asked.data.serialNos.flatMap((serial) => books.bySerial(userTax, serial) ?? []),
  ]
  if (found.length === 0) return { code: 'E9500', describe: '发票不存在' }
  return { code: 'E0000', describe: '查询成功', result: found.map((entry) => describe(entry, origin, now)) }
}

/** One order as queryInvoiceResult tells it. */
function describe(entry: Entry, origin: string, now: number) {
  const { order, ending } = entry
  const status = statusAt(entry, now)
  const { gross, net, tax } = totalsOf(order)
  const told = {
    serialNo: entry.serial,
    orderNo: entry.orderNumber,
    ...status,
    failCause: status.status === '22' && ending.kind === 'failed' ? ending.cause : '',
    payerName: order.buyerName,
    payerTaxNo: order.buyerTaxNum ?? '',
    saleName: order.salerTaxNum,
    invoiceKind: '数电普票',
    orderAmount: plainYuan(gross),
    exTaxAmount: plainYuan(net),
    taxAmount: plainYuan(tax),
    clerk: order.clerk,
  }
  if (!isIssued(entry, now)) return told
  const urlOf = (format: DocumentFormat) =>
    isSealed(entry, now) ? `${origin}/documents/${entry.documentKey}.${format}` : ''
  return {
    ...told,
    allElectronicInvoiceNumber: entry.invoiceNumber,
    invoiceTime: entry.readyAt,
    pdfUrl: urlOf('pdf'),
    ofdUrl: urlOf('ofd'),
    xmlUrl: urlOf('xml'),
  }
}

const SessionQuestion = z.object({ queryType: z.enum(['0', '1', '2']) })

/** queryType 2: signed in (1) or not (0). 1: face shown (1) or asked for (2). 0 would ask the bureau anew. */
function tellSession({ behaviour, userTax, content }: Question): Reply {
  const asked = SessionQuestion.safeParse(content)
  if (!asked.success || userTax === undefined) return malformed
  const { queryType } = asked.data
  if (queryType === '0') return { code: 'E0000', describe: '请求成功' }
  const until = behaviour.blockedUntil(userTax)
  const isTheReason = until === (queryType === '2' ? 'sms-code' : 'face-scan')
  if (isTheReason) behaviour.meets('blocked')
  const certificationStatus = !isTheReason ? '1' : queryType === '2' ? '0' : '2'
  return { code: 'E0000', describe: '请求成功', result: { certificationStatus } }
}
