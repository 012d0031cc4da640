import { toHalfWidth } from '@mashang/invoice'
import { Cannot } from '../../command/cannot.ts'

/** What a column may be. Words in its header by which it is recognised, without blanks, brackets and punctuation. */
const words = {
  number:
    'invoiceno invoicenumber receiptno receiptnumber receipt orderno ordernumber orderid billno ticketno transactionid number 小票号 小票编号 小票单号 单号 单据号 订单号 订单编号 流水号 交易号 交易流水号 销售单号 账单号',
  date: 'invoicedate date datetime receiptdate orderdate paymentdate transactiondate paidat 日期 日期时间 销售日期 订单日期 交易日期 支付日期 付款日期 营业日期 小票日期',
  time: 'time ordertime paymenttime transactiontime paidtime 时间 销售时间 订单时间 下单时间 交易时间 支付时间 付款时间 结账时间 收银时间',
  name: 'description name product productname item itemname 商品名称 商品 品名 名称 项目 项目名称 菜品 菜品名称 货品名称',
  quantity: 'quantity qty 数量 销售数量 件数',
  unitPrice: 'unitprice price 单价 含税单价 销售单价 售价',
  amount:
    'amount lineamount linetotal subtotal total grossamount 金额 含税金额 小计 销售金额 实收金额 实付金额 价税合计',
  itemCode: 'stockcode sku itemcode productcode 货号 商品编码 商品编号 商品代码 商品货号 项目编码',
} as const

export type Role = keyof typeof words
export const roles = Object.keys(words) as Role[]

/** Which column, counted from 0, plays which role. */
export type Columns = Partial<Record<Role, number>> & { number: number; date: number }

const NEEDED = {
  zh: '需要：number 小票号、date 日期，以及 amount 金额或 quantity 数量加 unitPrice 单价。可选：time 时间、name 商品名称、itemCode 货号。',
  en: 'Needed: number, date, and amount or quantity with unitPrice. Optional: time, name, itemCode.',
}

/**
 * Finds the columns by their headers. `given` (role → header) comes first and replaces every guess for its role.
 * Throws Cannot when one is missing, named twice or not in the file.
 */
export function findColumns(headers: readonly string[], given: Partial<Record<Role, string>> = {}): Columns {
  const found = Object.fromEntries(
    roles.flatMap((role) => {
      const name = given[role]
      const column = name === undefined ? guess(headers, role, Object.values(given)) : named(headers, role, name)
      return column === undefined ? [] : [[role, column]]
    }),
  ) as Partial<Record<Role, number>>
  // A till with one column for the moment may call it 时间.
  const { number, date = found.time, time, ...others } = found
  const priced = others.amount ?? (others.quantity === undefined ? undefined : others.unitPrice)
  if (number === undefined || date === undefined || priced === undefined)
    throw wrongColumns(headers, '缺少需要的列。', 'Columns are missing.')
  return { number, date, ...(time !== undefined && time !== date && { time }), ...others }
}

function guess(headers: readonly string[], role: Role, taken: readonly string[]): number | undefined {
  const known = words[role].split(' ')
  const columns = [...headers.keys()].filter((column) => {
    const header = headers[column] ?? ''
    return known.includes(plain(header)) && !taken.some((name) => plain(name) === plain(header))
  })
  if (columns.length < 2) return columns[0]
  const names = columns.map((column) => `“${headers[column]}”`)
  throw wrongColumns(
    headers,
    `${names.join('和')}都像 ${role}，请指明：--map ${role}=${headers[columns[0] ?? 0]}。`,
    `${names.join(' and ')} may both be ${role}; say which: --map ${role}=${headers[columns[0] ?? 0]}.`,
  )
}

function named(headers: readonly string[], role: Role, name: string): number {
  const column = headers.findIndex((header) => plain(header) === plain(name))
  if (column >= 0) return column
  throw wrongColumns(headers, `没有“${name}”这一列（--map ${role}）。`, `There is no column “${name}” (--map ${role}).`)
}

function wrongColumns(headers: readonly string[], zh: string, en: string): Cannot {
  const found = headers.map((header) => header.trim() || '∅').join(', ')
  return new Cannot(
    `${zh}\n  文件里的列：${found}\n  ${NEEDED.zh}\n  指定：--map number=小票号,amount=金额`,
    `${en}\n  Columns in the file: ${found}\n  ${NEEDED.en}\n  To name them: --map number=InvoiceNo,amount=Total`,
  )
}

/** `单价（元）`, `Unit Price` and `unit_price` say the same as `单价` and `unitprice`. */
function plain(header: string): string {
  return toHalfWidth(header)
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}
