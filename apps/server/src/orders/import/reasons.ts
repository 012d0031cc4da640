import type { Sentence } from '@mashang/contract'

/** Why a receipt cannot be invoiced, and what was changed or left off in one that can. `{x}` is a detail of that name. */
export const reasons = {
  refund: { zh: '退款或作废的单（合计为负）', en: 'A refund or cancellation: the total is negative' },
  'nothing-paid': { zh: '没有收款（合计为零）', en: 'Nothing was paid: the total is zero' },
  'stock-correction': {
    zh: '库存调整，不是销售（数量为负、金额为零）',
    en: 'A stock correction, not a sale: negative quantity at no price',
  },
  'negative-line': {
    zh: '有退货或优惠行（金额为负），请先摊到其他明细',
    en: 'Has a returned or discount line (negative amount): spread it over the other lines first',
  },
  scattered: {
    zh: '同一小票号的明细不在一起；请按小票号排序，或小票号有重复',
    en: 'Its lines are not together: sort the file by receipt number, or the number was used twice',
  },
  'dates-differ': {
    zh: '同一小票号的日期相差一天以上，小票号可能有重复',
    en: 'Its dates are more than a day apart: the number may have been used twice',
  },
  'number-missing': {
    zh: '有一行没有小票号，不知道属于哪张小票',
    en: 'A line has no receipt number, so whose it is cannot be told',
  },
  'number-bad': {
    zh: '小票号超过 64 个字，或含有不能使用的字符',
    en: 'The receipt number is longer than 64 characters or has characters that cannot be used',
  },
  'line-broken': {
    zh: '这一行有 {cells} 列，表头有 {width} 列',
    en: 'The line has {cells} columns, the header {width}',
  },
  'name-broken': {
    zh: '商品名称里有换行或乱码，可能缺一个引号：{text}',
    en: 'The name has a line break or garbled characters; a quotation mark may be missing: {text}',
  },
  'name-missing': {
    zh: '没有商品名称，也没有开票项目可用（--item）',
    en: 'No name, and no item to take one from (--item)',
  },
  'quantity-unreadable': { zh: '数量不是数字：“{text}”', en: 'The quantity is no number: “{text}”' },
  'quantity-not-positive': { zh: '数量要大于 0：“{text}”', en: 'The quantity must be above zero: “{text}”' },
  'quantity-without-price': {
    zh: '数量超过 16 位或 8 位小数，或算不出合适的单价：“{text}”',
    en: 'The quantity has more than 16 digits or 8 decimals, or no unit price fits it: “{text}”',
  },
  'price-unreadable': { zh: '单价不是数字：“{text}”', en: 'The unit price is no number: “{text}”' },
  'amount-unreadable': {
    zh: '金额不是最多两位小数的数字：“{text}”',
    en: 'The amount is no number with at most two decimals: “{text}”',
  },
  'amount-too-large': { zh: '金额太大', en: 'The amount is too large' },
  'date-missing': { zh: '没有日期', en: 'There is no date' },
  'date-unreadable': { zh: '看不懂日期：“{text}”', en: 'The date cannot be read: “{text}”' },
  'date-future': { zh: '日期在将来：“{text}”', en: 'The date is in the future: “{text}”' },
  'item-unknown': {
    zh: '货号“{text}”不是开票项目，也没有用 --item 指定其他',
    en: '“{text}” is no item, and none was named with --item',
  },
  'too-many-lines': {
    zh: '明细超过 2000 行，一张发票开不下',
    en: 'More than 2000 lines do not fit one invoice',
  },
  'tax-off': {
    zh: '逐行舍入后税额与税局的计算相差超过 1.27 元，要分成几张小票',
    en: 'After rounding line by line the tax is more than ¥1.27 off the tax bureau’s: split the receipt',
  },
  'not-ordinary': { zh: '不能开成普通发票：{zh}', en: 'Cannot be an ordinary invoice: {en}' },
  'lines-refused': {
    zh: '明细不符合开票规则：{text}',
    en: 'The lines break an amount or tax rule: {text}',
  },
  conflict: {
    zh: '这个小票号已经有内容不同的订单，没有改动',
    en: 'There is an order of this number with other content; it was left as it is',
  },
  'line-free': { zh: '金额为零，不上发票：{text}', en: 'Costs nothing, so it is left off the invoice: {text}' },
  'name-shortened': { zh: '名称超过 90 个字，已截短：{text}', en: 'The name was longer than 90 characters: {text}' },
  rounded: { zh: '金额已四舍五入到分：{exact} 元 → {text} 元', en: 'Rounded to the fen: ¥{exact} → ¥{text}' },
  'name-unprintable': {
    zh: '名称里有不能印在发票上的字符，已去掉：{text}',
    en: 'The name had characters that no invoice prints; they are left off: {text}',
  },
  'name-filled': { zh: '没有名称，用了“{text}”', en: 'There was no name; “{text}” is used' },
} as const satisfies Record<string, Sentence>

export type Reason = keyof typeof reasons

/** One thing to tell about a receipt, or about one line of it. */
export type Remark = { reason: Reason; line?: number; details?: Record<string, string | number> }

/** A remark as a sentence in both languages. */
export function sentenceOf({ reason, details = {} }: Remark): Sentence {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name) => String(details[name] ?? ''))
  return { zh: fill(reasons[reason].zh), en: fill(reasons[reason].en) }
}
