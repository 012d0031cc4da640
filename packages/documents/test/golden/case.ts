import { parseDecimal, parseTaxation, parseTaxpayerId, parseYuan, paymentChannels, tenders } from '@mashang/invoice'
import {
  byKind,
  checked,
  type JsonProblem,
  list,
  literal,
  matching,
  oneOf,
  optional,
  parsed,
  readJson,
  record,
  text,
  truth,
} from '../../src/command/json-shape.ts'
import { sellers } from './sellers.ts'

export type CaseRead = { ok: true; value: Case } | { ok: false; problems: JsonProblem[] }
export type Case = ReturnType<(typeof aCase)['read']>
export type CaseLine = NonNullable<Case['sale']>['lines'][number]

/** Reads an example: what a till or the staff would say, in yuan. Unknown keys are mistakes; README.md has the format. */
export function parseCase(source: string): CaseRead {
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch (error) {
    return { ok: false, problems: [{ path: '', zh: '不是 JSON', en: `is not JSON: ${(error as Error).message}` }] }
  }
  return readJson(value, aCase)
}

const yuan = parsed(parseYuan, '金额，如 "12.80"', 'an amount in yuan, such as "12.80"')
const decimal = parsed(parseDecimal, '数', 'a number, such as "2.5"')
const taxation = parsed(parseTaxation, '税率', 'a rate, such as "6%", "3% simplified" or "exempt"')
/** The zeros at the end of a code may be left out. */
const taxCode = parsed(
  (code) => (/^\d{3,19}$/.test(code) ? code.padEnd(19, '0') : undefined),
  '税收分类编码，末尾的零可以省略',
  'a tax classification code, with or without the zeros at its end',
)
const taxpayerId = parsed((id) => parseTaxpayerId(id, 'strict'), '纳税人识别号', 'a taxpayer id')
const time = matching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, '日期和时间', 'a date and time')
const day = matching(/^\d{4}-\d\d-\d\d$/, '日期', 'a date')
const count = parsed(
  (digits) => (/^[1-9]\d{0,3}$/.test(digits) ? Number(digits) : undefined),
  '从 1 数起的数',
  'a number from "1"',
)
const name = matching(/^[a-z0-9-]+$/, '样例名', 'the name of an example')

const contact = {
  name: text(300),
  address: optional(text(300)),
  phone: optional(text(60)),
  bank: optional(text(120)),
  account: optional(text(50)),
}

/** An individual's name gets its （个人）; one `as-written` is printed as it is, such as 个人 alone. */
const buyer = byKind({
  enterprise: record({ kind: literal('enterprise'), taxpayerId, ...contact }),
  institution: record({ kind: literal('institution'), taxpayerId: optional(taxpayerId), ...contact }),
  individual: record({ kind: literal('individual'), name: text(100) }),
  'as-written': record({ kind: literal('as-written'), name: text(100) }),
})

const lease = record({
  certificate: optional(text(28)),
  address: text(120),
  from: text(16),
  to: text(16),
  crossRegion: truth,
  plates: optional(list(text(20), { most: 9 })),
})

const line = record({
  /** What the till calls it, where that is not the name. */
  item: optional(text(100)),
  /** `#` becomes the number of the copy, for lines with `times`. */
  name: text(600),
  code: taxCode,
  tax: taxation,
  specification: optional(text(150)),
  unit: optional(text(300)),
  quantity: optional(decimal),
  price: optional(decimal),
  /** Before the discount; of a refund too, whose quantity or `refund` says so. */
  amount: optional(yuan),
  refund: optional(truth),
  discount: optional(yuan),
  lease: optional(lease),
  times: optional(count),
})

const sale = record({
  prices: oneOf('tax-included', 'tax-exclusive'),
  lines: list(line, { least: 0, most: 1000 }),
  discount: optional(yuan),
  tenders: optional(list(record({ kind: oneOf(...keysOf(tenders)), amount: yuan }), { most: 20 })),
})

const split = record({ lines: optional(count), net: optional(yuan), quota: optional(yuan) })

/** Rows as the face of the other example has them, from 1. */
const reversal = checked(
  record({
    of: name,
    /** Reversals of the same invoice that came before, in their order. */
    after: optional(list(name, { most: 10 })),
    reason: oneOf('wrong', 'returned', 'discontinued', 'allowance'),
    rows: optional(
      list(record({ row: count, quantity: optional(decimal), amount: optional(yuan) }), { least: 1, most: 100 }),
    ),
    amount: optional(yuan),
  }),
  ({ rows, amount }) => (rows && amount !== undefined ? { zh: 'rows 或 amount', en: 'rows or amount' } : undefined),
)

const business = byKind({
  'real-estate-lease': record({ kind: literal('real-estate-lease') }),
  'passenger-transport': record({
    kind: literal('passenger-transport'),
    trips: list(
      record({
        traveller: optional(text(20)),
        idNumber: optional(text(20)),
        date: day,
        departure: text(80),
        destination: text(80),
        grade: optional(text(20)),
        vehicle: text(80),
      }),
      { most: 100 },
    ),
  }),
  fuel: record({ kind: literal('fuel') }),
})

const aCase = checked(
  record({
    /** What the example shows, in a sentence. */
    about: text(300),
    date: time,
    kind: optional(oneOf('general', 'special')),
    seller: optional(oneOf(...keysOf(sellers))),
    buyer: optional(buyer),
    sale: optional(sale),
    split: optional(split),
    /** Corrects another example: it is reversed as issued in error, and issued anew to this buyer. */
    reissues: optional(name),
    reverses: optional(reversal),
    business: optional(business),
    fuelStock: optional(list(record({ code: taxCode, litres: decimal }), { most: 10 })),
    remark: optional(text(1000)),
    banks: optional(record({ seller: truth, buyer: truth })),
    drawer: optional(text(300)),
    payee: optional(text(150)),
    reviewer: optional(text(75)),
    payments: optional(
      list(record({ channel: oneOf(...keysOf(paymentChannels)), transaction: text(40) }), { most: 100 }),
    ),
  }),
  ({ sale, seller, buyer, reverses, reissues }) => {
    if (reverses) return sale || seller || buyer || reissues ? alone('reverses') : undefined
    if (!buyer) return { zh: '缺少 buyer', en: 'buyer is missing' }
    if (reissues) return seller ? alone('reissues') : undefined
    return sale && seller ? undefined : { zh: '缺少 sale 和 seller', en: 'a sale and its seller are missing' }
  },
)

function alone(key: string) {
  return { zh: `${key} 的当事人取自被引用的样例`, en: `${key} takes seller and lines from the other example` }
}

function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(table) as K[]
}
