/** zfqdDm and what it means. Source: 乐企开票能力说明 V4.000. */
export const paymentChannels = {
  '001': '现金',
  '002': '转账',
  '003': '票据',
  '004': '借记卡',
  '005': '贷记卡',
  '006': '购物卡',
  '007': '代金券',
  '008': '积分',
  '009': '支付宝',
  '010': '微信支付',
  '011': '云闪付',
  '012': 'Apple Pay',
  '013': 'Samsung Pay',
  '099': '其他',
} as const

export type PaymentChannel = keyof typeof paymentChannels
