/** The body of requestBillingNew, and what the simulated bureau finds wrong with it. */
import {
  type Amounts,
  chinaTime,
  dayOf,
  invoiceProblems,
  type Line,
  type LineProblem,
  lineProblems,
  nameOnInvoice,
  ordinaryInvoiceProblems,
  parseDecimal,
  parseYuan,
  priceAgrees,
  totals,
} from '@mashang/invoice'
import * as z from 'zod'
import { taxationAccepted, taxationOf } from './taxation.ts'

export type Complaint = { code: string; describe: string }

/** Their lengths are characters. Numbers may come as strings or as numbers, and null means nothing was said. */
const text = (max: number) => z.coerce.string().refine((value) => [...value].length <= max, `长度不能超过${max}`)
const required = (max: number) => text(max).refine((value) => value.trim() !== '', '不能为空')
const optional = (max: number) =>
  text(max)
    .nullish()
    .transform((value) => value || undefined)
const readAs = <T>(parse: (value: string) => T | undefined, words: string) =>
  z.coerce.string().transform((value, context) => {
    const parsed = parse(value)
    if (parsed === undefined) context.addIssue(words)
    return parsed ?? z.NEVER
  })

/** Fields that were not looked at once, whatever they said. */
const unjudged = z
  .unknown()
  .nullish()
  .transform((value) => (value == null || value === '' ? undefined : String(value)))

const TaxNumber = z.string().regex(/^[0-9A-Z]{15,20}$/, '税号应为15至20位数字或大写字母')
const Decimal = readAs(parseDecimal, '不是数字')
  .refine((value) => value.length <= 16 && !/\.\d{9}/.test(value), '长度不能超过16且小数不能超过8位')
  .nullish()

const Detail = z
  .object({
    goodsName: required(90),
    goodsCode: z.string().regex(/^\d{19}$/, '税收分类编码应为19位数字'),
    withTaxFlag: z.enum(['0', '1']),
    price: Decimal,
    num: Decimal,
    unit: optional(20),
    specType: optional(40),
    taxRate: z.coerce.string(),
    favouredPolicyFlag: unjudged,
    favouredPolicyName: unjudged,
    zeroRateFlag: unjudged,
    tax: readAs(parseYuan, '金额有误'),
    taxExcludedAmount: readAs(parseYuan, '金额有误'),
    taxIncludedAmount: readAs(parseYuan, '金额有误'),
    invoiceLineProperty: z.literal('0', '模拟税局只开普通行').default('0'),
  })
  .transform((detail) => ({ ...detail, taxation: taxationAccepted(detail) }))

/**
 * Reads orders to come and those that stand in the books. So it may become wider and never narrower: what is refused from
 * now on is a complaint, or books kept for months could not be read any more.
 */
export const Order = z.object({
  orderNo: required(20),
  invoiceDate: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, '日期格式应为yyyy-MM-dd HH:mm:ss'),
  invoiceType: z.literal('1', '模拟税局只开蓝票'),
  invoiceLine: z.literal('pc', '模拟税局只开数电普票'),
  salerTaxNum: TaxNumber,
  salerTel: required(20),
  salerAddress: required(80),
  salerAccount: optional(100),
  buyerName: required(100),
  buyerTaxNum: TaxNumber.nullish(),
  buyerAddress: optional(80),
  buyerTel: optional(20),
  buyerAccount: optional(100),
  naturalPersonFlag: z.enum(['0', '1']).nullish(),
  clerk: required(20),
  remark: optional(200),
  invoiceDetail: z.array(Detail).min(1, '至少一行').max(2000, '最多2000行'),
})
export type Order = z.infer<typeof Order>
type Detail = Order['invoiceDetail'][number]

const A_DAY = 86_400_000
/** The bureau takes an invoice within 48 hours of its date. */
const LATEST = 2 * A_DAY

/** Reads an order. Everything that is refused is E9101 here; Nuonuo spreads it over E9101…E9130. */
export function readOrder(received: unknown): { ok: true; order: Order } | { ok: false; complaint: Complaint } {
  const read = Order.safeParse(received)
  if (!read.success) {
    const [issue] = read.error.issues
    return { ok: false, complaint: fieldError(`${issue?.path.join('.')} ${issue?.message}`) }
  }
  for (const [index, detail] of read.data.invoiceDetail.entries()) {
    const wrong = wrongAboutTax(detail)
    if (wrong) return { ok: false, complaint: fieldError(`invoiceDetail.${index} ${wrong}`) }
  }
  return { ok: true, order: read.data }
}

function wrongAboutTax(detail: Detail): string | undefined {
  // Both are for older kinds of invoices only.
  if (detail.favouredPolicyName !== undefined) return 'favouredPolicyName 数电票应为空'
  if (detail.zeroRateFlag !== undefined) return 'zeroRateFlag 数电票应为空'
  const taxation = taxationOf(detail)
  return typeof taxation === 'string' ? taxation : undefined
}

/** What is wrong between the fields of an order that are right by themselves. */
export function complaintAbout(order: Order, userTax: string | undefined, now: number): Complaint | undefined {
  if (userTax !== undefined && userTax !== order.salerTaxNum) return fieldError('salerTaxNum 与授权税号不一致')
  if (order.naturalPersonFlag === '1' && order.buyerTaxNum) return fieldError('buyerTaxNum 自然人不应填写企业税号')
  const age = now - Date.parse(`${order.invoiceDate.replace(' ', 'T')}+08:00`)
  if (!(age < LATEST && age > -A_DAY)) return fieldError('invoiceDate 超出允许范围')
  if (order.invoiceDetail.some((detail) => (detail.num == null) !== (detail.price == null))) {
    return fieldError('num 与 price 应同时填写或同时为空')
  }
  if (!order.invoiceDetail.every(priceIsRight)) return { code: 'E9131', describe: '单价乘数量与金额误差超过0.01' }
  const lines = order.invoiceDetail.map(lineOf)
  const [problem] = lineProblems(lines)
  if (problem) return { code: 'E9131', describe: sentences[problem.problem] }
  const [extraordinary] = ordinaryInvoiceProblems(lines, dayOf(chinaTime(new Date(now))))
  return extraordinary && fieldError(`goodsCode ${invoiceProblems[extraordinary.problem].zh}`)
}

/** Sums of the lines, in fen. */
export function totalsOf(order: Order): Amounts {
  return totals(order.invoiceDetail.map(lineOf))
}

/** With （个人） for a natural person. */
export function buyerNameOf({ buyerName: name, naturalPersonFlag }: Order): string {
  return naturalPersonFlag === '1' ? nameOnInvoice({ kind: 'individual', name }) : name
}

const fieldError = (words: string): Complaint => ({ code: 'E9101', describe: `参数错误：${words}` })

const sentences: Record<LineProblem['problem'], string> = {
  'no-lines': '至少一行明细',
  'too-many-lines': '明细行数超过上限',
  'total-too-large': '价税合计超出范围',
  'total-tax-off': '合计税额误差超过1.27',
  'bad-tax-code': '税收分类编码有误',
  'not-positive': '金额应大于0',
  'gross-is-not-net-plus-tax': '不含税金额加税额应等于含税金额',
  'price-off': '单价乘数量与金额误差超过0.01',
  'tax-off': '税额误差超过0.06',
  'tax-without-rate': '免税、零税率和不征税的税额应为0',
}

function priceIsRight({ price, num, withTaxFlag, taxIncludedAmount, taxExcludedAmount }: Detail): boolean {
  if (price == null || num == null) return true
  return priceAgrees(price, num, withTaxFlag === '1' ? taxIncludedAmount : taxExcludedAmount)
}

/** Without quantity and price: `priceIsRight` has judged them, with tax or without. */
function lineOf(detail: Detail): Line {
  return {
    name: detail.goodsName,
    taxCode: detail.goodsCode,
    taxation: detail.taxation,
    gross: detail.taxIncludedAmount,
    net: detail.taxExcludedAmount,
    tax: detail.tax,
  }
}
