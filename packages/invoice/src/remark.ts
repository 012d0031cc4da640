import type { Invoice, InvoiceParty, RealEstateLease } from './invoice.ts'
import { leasesOf } from './lease.ts'
import { paymentChannels } from './payment-channel.ts'

/** Between facts on one row. Source: 版式及XML规范 V5.002, 备注. */
const SEPARATOR = ';    '

/**
 * The remark as the face and the files carry it, in the order of 版式及XML规范 V5.002: what a red invoice takes back and
 * the facts of a special business; the buyer's bank; the seller's bank; the free text; 收款人 and 复核人; payments. What
 * has a row of its own is separated by line breaks. Empty when there is nothing to say.
 */
export function remarkOf(
  invoice: Pick<
    Invoice,
    'reverses' | 'lines' | 'banksInRemark' | 'buyer' | 'seller' | 'remark' | 'payee' | 'reviewer' | 'payments'
  >,
): string {
  const { reverses, lines, banksInRemark, buyer, seller, remark, payee, reviewer, payments = [] } = invoice
  return [
    facts(reverses && redInfo(reverses), ...leasesOf(lines).map(leaseInfo)),
    banksInRemark?.buyer ? bankInfo('购方', buyer) : '',
    banksInRemark?.seller ? bankInfo('销方', seller) : '',
    remark?.trim() ?? '',
    closed(payee && `收款人:${payee}`, reviewer && `复核人:${reviewer}`),
    ...payments.map(({ channel, transaction }) =>
      closed(`支付渠道:${paymentChannels[channel]}`, `交易单号:${transaction}`),
    ),
  ]
    .filter((row) => row !== '')
    .join('\n')
}

/** As real red invoices print it, colons full-width. */
function redInfo({ number, confirmation }: NonNullable<Invoice['reverses']>): string {
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

function bankInfo(side: '购方' | '销方', { bank, account }: InvoiceParty): string {
  return closed(bank && `${side}开户银行:${bank}`, account && `银行账号:${account}`)
}

type Fact = string | false | undefined

function facts(...list: Fact[]): string {
  return list.filter(Boolean).join(SEPARATOR)
}

/** Rows of their own end with a semicolon. */
function closed(...list: Fact[]): string {
  const row = facts(...list)
  return row && `${row};`
}
