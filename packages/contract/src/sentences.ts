import type { Sentence } from './problems.ts'

/** What is said of one field that cannot be accepted. Keys are the messages of the schemas. */
export const sentences = {
  missing: { zh: '必填', en: 'Required' },
  'wrong-type': { zh: '格式不对', en: 'Wrong format' },
  'unknown-key': { zh: '没有这个字段', en: 'Unknown field' },
  'out-of-range': { zh: '超出允许的范围', en: 'Out of range' },
  'not-an-option': { zh: '不在可选范围内', en: 'Not one of the options' },
  id: { zh: '编号格式不对', en: 'Not a valid id' },
  decimal: { zh: '请填写数字', en: 'Enter a number' },
  email: { zh: '邮箱格式不对，例如 name@example.com', en: 'Not an e-mail address, like name@example.com' },
  taxation: {
    zh: '请写税率或计税方式：6%、3% 简易、1.5% 减按、免税、零税率、不征税',
    en: 'Say how it is taxed: 6%, 3% simplified, 1.5% reduced, exempt, zero-rated or outside-scope',
  },
  'tax-code': { zh: '税收分类编码是 19 位数字', en: 'A tax classification code has 19 digits' },
  'amount.positive': { zh: '金额要大于 0', en: 'The amount must be above zero' },
  'amount.limit': { zh: '金额太大', en: 'The amount is too large' },
  'quantity.positive': { zh: '数量要大于 0', en: 'The quantity must be above zero' },
  'quantity.no-price': {
    zh: '数量最多 16 位、8 位小数，并要算得出单价，请核对数量和金额',
    en: 'At most 16 digits, 8 of them decimals, and a unit price has to fit. Check the quantity and the amount',
  },
  'paid-at.future': { zh: '支付时间在将来，请核对', en: 'The time of payment is in the future. Check it' },
  'text.empty': { zh: '不能为空', en: 'Cannot be empty' },
  'text.too-long': { zh: '太长了', en: 'Too long' },
  'text.starred': {
    zh: '项目名称不带星号和简称，开票时由税局加上',
    en: 'A name begins with no star: the bureau puts the short class in front',
  },
  'text.unprintable': { zh: '没有能印在发票上的字', en: 'Nothing in it can be printed on an invoice' },
  'remark.too-long': { zh: '备注最多 200 个字，请缩短', en: 'A remark has at most 200 characters. Shorten it' },
  'text.control-characters': { zh: '含有不能使用的字符', en: 'Contains characters that cannot be used' },
  'buyer-name.empty': { zh: '请填写发票抬头', en: 'Enter the invoice title' },
  'buyer-name.too-short': { zh: '请至少填写 2 个字', en: 'At least 2 characters' },
  'buyer-name.too-long': { zh: '抬头最多 100 个字', en: 'At most 100 characters' },
  'buyer-name.not-a-name': {
    zh: '抬头里有不能开在发票上的字符',
    en: 'Contains characters that cannot stand on an invoice',
  },
  'taxpayer-id.too-short': { zh: '税号位数不够', en: 'The taxpayer id is too short' },
  'taxpayer-id.too-long': { zh: '税号位数太多', en: 'The taxpayer id is too long' },
  'taxpayer-id.bad-character': {
    zh: '税号只含数字和大写字母，不含 I、O、S、V、Z',
    en: 'Only digits and capital letters, without I, O, S, V, Z',
  },
  'taxpayer-id.bad-check-digit': {
    zh: '税号校验位不对，请逐位核对',
    en: 'The check digit does not match. Compare it digit by digit',
  },
} as const satisfies Record<string, Sentence>

export type SentenceKey = keyof typeof sentences
