import { type Fen, fen } from './money.ts'

/** How a part of an order was paid, change already taken off. */
export type Tender = { kind: TenderKind; amount: Fen }

type TenderFacts = { zh: string; en: string; invoiceable: boolean; reason: string }

const paid = 'money the seller receives for this sale'

/**
 * What may stand on the consumer's invoice; where no notice is named, the reason is ours and no rule. A seller's own
 * rules may differ (`notInvoiceable` of a sale): who pays for a platform's coupon, for instance, is a matter of contract.
 */
export const tenders = {
  cash: { zh: '现金', en: 'Cash', invoiceable: true, reason: paid },
  'bank-card': { zh: '银行卡', en: 'Bank card', invoiceable: true, reason: paid },
  'wechat-pay': { zh: '微信支付', en: 'WeChat Pay', invoiceable: true, reason: paid },
  alipay: { zh: '支付宝', en: 'Alipay', invoiceable: true, reason: paid },
  unionpay: { zh: '云闪付', en: 'UnionPay QuickPass', invoiceable: true, reason: paid },
  other: { zh: '其他', en: 'Other', invoiceable: true, reason: paid },
  'prepaid-card': {
    zh: '预付卡',
    en: 'Prepaid card',
    invoiceable: false,
    reason:
      '国家税务总局公告2016年第53号: invoiced (不征税) when the card was sold or topped up, not to who pays with it',
  },
  'stored-value': {
    zh: '储值余额',
    en: 'Stored value',
    invoiceable: false,
    reason: 'as prepaid cards: invoiced when it was topped up',
  },
  points: { zh: '积分', en: 'Points', invoiceable: false, reason: 'a discount of the seller: nobody pays' },
  'seller-coupon': {
    zh: '商家优惠券',
    en: 'Coupon of the seller',
    invoiceable: false,
    reason: 'a discount of the seller: nobody pays',
  },
  'platform-coupon': {
    zh: '平台优惠券',
    en: 'Coupon of a platform',
    invoiceable: false,
    reason: 'paid by the platform, to whom it is invoiced, not by the consumer',
  },
} as const satisfies Record<string, TenderFacts>

export type TenderKind = keyof typeof tenders

/** The kinds that the table above keeps off an invoice. */
export const notInvoiceableTenders: ReadonlySet<TenderKind> = /* @__PURE__ */ new Set(
  (Object.keys(tenders) as TenderKind[]).filter((kind) => !tenders[kind].invoiceable),
)

/** What was paid by each kind that may not be invoiced, in the order of the tenders, without nothings. */
export function notInvoiceable(list: readonly Tender[], kinds: ReadonlySet<TenderKind>): Tender[] {
  const amounts = new Map<TenderKind, number>()
  for (const { kind, amount } of list) if (kinds.has(kind)) amounts.set(kind, (amounts.get(kind) ?? 0) + amount)
  return [...amounts].filter(([, amount]) => amount !== 0).map(([kind, amount]) => ({ kind, amount: fen(amount) }))
}
