import type { Invoice, InvoiceParty, PassengerTrip, RealEstateLease, Reverses } from './invoice.ts'
import { leasesOf } from './lease.ts'
import { paymentChannels } from './payment-channel.ts'

/** Between facts on one row. Source: 版式及XML规范 V5.002, 备注. */
const SEPARATOR = ';    '

/** What has no element of its own in the XML. */
type SaidInXml = Pick<Invoice, 'banksInRemark' | 'buyer' | 'seller' | 'remark' | 'payee' | 'reviewer'> & {
  reverses?: Pick<Reverses, 'number' | 'confirmation'> | undefined
}

/**
 * 备注 of the XML: what a red invoice takes back; the buyer's bank; the seller's bank; the free text; 收款人 and 复核人,
 * each on a row of its own. Empty when there is nothing to say. What the bureau is sent as `bz` is the free text alone:
 * the rest has fields of its own there, and stands in the remark because of them.
 */
export function remarkInXml(invoice: SaidInXml): string {
  return inRows([invoice.reverses && redInfo(invoice.reverses), ...asWritten(invoice)])
}

/**
 * 备注 as the face prints it, rows separated by line breaks, in the order of 版式及XML规范 V5.002: what a red invoice takes
 * back and the facts of a special business; then as in the XML; payments at the end.
 */
export function remarkOnFace(invoice: SaidInXml & Pick<Invoice, 'lines' | 'business' | 'payments'>): string {
  const { reverses, lines, business, payments = [] } = invoice
  const leases = business?.kind === 'real-estate-lease' ? leasesOf(lines) : []
  return inRows([
    facts(reverses && redInfo(reverses), ...leases.map(leaseInfo)),
    ...(business?.kind === 'passenger-transport' ? business.trips.map(tripInfo) : []),
    ...asWritten(invoice),
    ...payments.map(({ channel, transaction }) =>
      closed(`支付渠道:${paymentChannels[channel]}`, `交易单号:${transaction}`),
    ),
  ])
}

function asWritten({ banksInRemark, buyer, seller, remark, payee, reviewer }: SaidInXml): Fact[] {
  return [
    banksInRemark?.buyer && bankInfo('购方', buyer),
    banksInRemark?.seller && bankInfo('销方', seller),
    remark?.trim(),
    closed(payee && `收款人:${payee}`, reviewer && `复核人:${reviewer}`),
  ]
}

/** As real red invoices print it, colons full-width. */
function redInfo({ number, confirmation }: Pick<Reverses, 'number' | 'confirmation'>): string {
  return `被红冲蓝字数电票号码：${number} 红字发票信息确认单编号：${confirmation}`
}

function leaseInfo({ address, certificate, from, to, crossRegion, plates = [] }: RealEstateLease): string {
  return facts(
    `不动产地址:${address}`,
    certificate && `产权证书/不动产权证号:${certificate}`,
    `租赁期起止:${from} ${to}`,
    `跨地（市）标志:${crossRegion ? '是' : '否'}`,
    plates.length > 0 && `车牌号:${plates.join('、')}`,
  )
}

function tripInfo({ traveller, idNumber, date, departure, destination, grade, vehicle }: PassengerTrip): string {
  return facts(
    traveller && `出行人:${traveller}`,
    idNumber && `有效身份证件号:${idNumber}`,
    `出行日期:${date}`,
    `出发地:${departure}`,
    `到达地:${destination}`,
    grade && `等级:${grade}`,
    `交通工具类型:${vehicle}`,
  )
}

function bankInfo(side: '购方' | '销方', { bank, account }: InvoiceParty): string {
  return closed(bank && `${side}开户银行:${bank}`, account && `银行账号:${account}`)
}

type Fact = string | false | undefined

function inRows(rows: Fact[]): string {
  return rows.filter(Boolean).join('\n')
}

function facts(...list: Fact[]): string {
  return list.filter(Boolean).join(SEPARATOR)
}

/** Rows of their own end with a semicolon. */
function closed(...list: Fact[]): string {
  const row = facts(...list)
  return row && `${row};`
}
