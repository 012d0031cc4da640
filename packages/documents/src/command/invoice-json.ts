import {
  type Invoice,
  type InvoiceLine,
  type PaymentChannel,
  parseDay,
  parseDecimal,
  parseRate,
  parseTaxpayerId,
  paymentChannels,
  recommendedLines,
} from '@mashang/invoice'
import { parseAmount } from '../xml/amount.ts'
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
  type Reader,
  readJson,
  record,
  text,
  truth,
} from './json-shape.ts'

export type InvoiceRead = { ok: true; invoice: Invoice } | { ok: false; problems: JsonProblem[] }

/**
 * Reads an `Invoice` of JSON: the same fields, amounts as text in yuan (`"128.00"`, `"-128.00"`), rates as text (`"6%"`).
 * Samples only: documents that bear no mark of one are made by who may issue them, not by a command.
 */
export function parseInvoiceJson(source: string): InvoiceRead {
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch (error) {
    return { ok: false, problems: [{ path: '', zh: '不是 JSON', en: `is not JSON: ${(error as Error).message}` }] }
  }
  const read = readJson(value, invoice)
  return read.ok ? { ok: true, invoice: { ...read.value, origin: { kind: 'sample' } } } : read
}

/** Lengths: 版式及XML规范 V5.002 §3. */
const yuan = parsed(
  (text) => (/^-?\d+\.\d\d$/.test(text) ? parseAmount(text) : undefined),
  '以元为单位的金额，两位小数，如 "128.00"',
  'an amount in yuan with two decimals, such as "128.00"',
)
const decimal = parsed(
  parseDecimal,
  '不超过 25 个字符的数，如 "2.5"',
  'a number of at most 25 characters, such as "2.5"',
)
const rate = parsed(parseRate, '税率，如 "6%"', 'a rate, such as "6%"')
const digits = (count: number) => matching(new RegExp(`^\\d{${count}}$`), `${count} 位数字`, `${count} digits`)
const taxpayerId = parsed(
  (text) => (/^[0-9A-Z]+$/.test(text) ? parseTaxpayerId(text, 'shape-only') : undefined),
  '15 到 20 位数字和大写字母的纳税人识别号',
  'a taxpayer id of 15 to 20 digits and capital letters',
)
const day = parsed(parseDay, '日期，如 "2026-11-23"', 'a date, such as "2026-11-23"')
const second = parsed(
  (text) => (/^.{10} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text) && parseDay(text.slice(0, 10)) ? text : undefined),
  '日期和时间，如 "2026-11-23 14:05:09"',
  'a date and time, such as "2026-11-23 14:05:09"',
)
const dayOrMinute = parsed(
  (text) => (/^.{10}( ([01]\d|2[0-3]):[0-5]\d)?$/.test(text) && parseDay(text.slice(0, 10)) ? text : undefined),
  '日期，或日期和时分，如 "2026-11-23 14:05"',
  'a date, or a date and time, such as "2026-11-23 14:05"',
)

const contact = {
  address: optional(text(300)),
  phone: optional(text(60)),
  bank: optional(text(120)),
  account: optional(text(50)),
}

const taxation = byKind({
  taxed: record({
    kind: literal('taxed'),
    rate,
    relief: optional(oneOf('simplified', 'simplified-3', 'simplified-5', 'reduced-1.5')),
  }),
  exempt: record({ kind: literal('exempt') }),
  'zero-rated': record({ kind: literal('zero-rated') }),
  'outside-scope': record({ kind: literal('outside-scope') }),
})

const lease = record({
  certificate: optional(text(28)),
  address: text(120),
  from: dayOrMinute,
  to: dayOrMinute,
  crossRegion: truth,
  plates: optional(list(text(20), { least: 1, most: 3 })),
})

const line = checked(
  record({
    shortName: text(120),
    name: text(600),
    taxCode: digits(19),
    specification: optional(text(150)),
    unit: optional(text(300)),
    quantity: optional(decimal),
    netUnitPrice: optional(decimal),
    net: yuan,
    tax: yuan,
    gross: yuan,
    taxation,
    role: optional(oneOf('normal', 'discounted', 'discount')),
    lease: optional(lease),
  }),
  ({ quantity, netUnitPrice, net, tax, gross, taxation }) => {
    if ((quantity === undefined) !== (netUnitPrice === undefined))
      return {
        zh: 'quantity 和 netUnitPrice 要么都有，要么都没有',
        en: 'quantity and netUnitPrice come together or not at all',
      }
    if (net + tax !== gross) return { zh: 'net 加 tax 应当等于 gross', en: 'net and tax must add up to gross' }
    if (taxation.kind !== 'taxed' && tax !== 0)
      return {
        zh: '免税、零税率、不征税的行 tax 应当是 "0.00"',
        en: 'the tax of a line that is not taxed must be "0.00"',
      }
    return undefined
  },
)

const lines: Reader<InvoiceLine[]> = {
  read: (value, at) =>
    list(line, { least: 1, most: recommendedLines })
      .read(value, at)
      .map(({ role = 'normal', ...rest }) => ({ ...rest, role })),
}

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
      { least: 1, most: recommendedLines },
    ),
  }),
  fuel: record({ kind: literal('fuel') }),
})

const channels = Object.keys(paymentChannels) as PaymentChannel[]

const invoice = checked(
  record({
    number: matching(/^9999\d{16}$/, '样张的号码：9999 和 16 位数字', 'the number of a sample: 9999 and 16 digits'),
    issuedAt: second,
    kind: oneOf('general', 'special'),
    reverses: optional(
      record({
        number: digits(20),
        confirmation: digits(20),
        reason: oneOf('wrong', 'returned', 'discontinued', 'allowance'),
      }),
    ),
    seller: record({ name: text(300), taxpayerId, ...contact }),
    buyer: record({ name: text(300), taxpayerId: optional(taxpayerId), ...contact }),
    lines,
    remark: optional(text(450)),
    banksInRemark: optional(record({ seller: truth, buyer: truth })),
    drawer: text(300),
    payee: optional(text(150)),
    reviewer: optional(text(75)),
    business: optional(business),
    payments: optional(list(record({ channel: oneOf(...channels), transaction: text(40) }), { most: 100 })),
    taxpayerType: oneOf('general', 'small-scale'),
    bureau: record({ code: digits(5), name: text(100) }),
    origin: optional(record({ kind: literal('sample') })),
  }),
  ({ lines, reverses }) => {
    if (reverses && lines.some(({ net, tax }) => net >= 0 || tax > 0))
      return {
        zh: '红字发票（reverses）各行金额应当为负',
        en: 'the amounts of a red invoice (reverses) must be negative',
      }
    if (!reverses && lines.some(({ net, role }) => net <= 0 !== (role === 'discount')))
      return {
        zh: '蓝字发票的金额应当为正，只有折扣行（role: discount）为负',
        en: 'the amounts of a blue invoice must be positive, and only those of a discount (role) negative',
      }
    return undefined
  },
)
