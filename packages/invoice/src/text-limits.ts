import { isPrintable } from './buyer.ts'
import type { Invoice, InvoiceLine, InvoiceParty, PassengerTrip, RealEstateLease } from './invoice.ts'
import { remarkInXml, remarkOnFace } from './remark.ts'
import { displayWidth } from './width.ts'

/** How long texts may be: the bureau counts as `displayWidth` does, some channels count characters. Absent: no limit. */
export type TextLimits = {
  counts: 'width' | 'characters'
  party: Partial<Record<keyof InvoiceParty, number>>
  line: Partial<Record<'name' | 'shortName' | 'starredName' | 'specification' | 'unit', number>>
  /** Of leases and trips, always in characters. */
  lease?: Partial<Record<TextOf<RealEstateLease>, number>>
  trip?: Partial<Record<TextOf<PassengerTrip>, number>>
  /** 交易单号 of a payment. */
  transaction?: number
  drawer?: number
  payee?: number
  reviewer?: number
  /** The free text, which is what is sent. */
  remark: { blue: number; red: number }
  /** With all that has no element of its own, always in characters. */
  remarkInXml?: number
}

/** The fields of `T` that are texts. */
type TextOf<T> = { [K in keyof T]-?: NonNullable<T[K]> extends string ? K : never }[keyof T]

/**
 * Source: 乐企开票能力说明 V4.000 §10.2; 收款人 and 复核人 are skrxm and fhrxm. Leases, trips and payments: 版式及XML规范
 * V5.002 §3, whose RealEstateLease, PassengerTransportation and TransactionRecord they are. That leases and trips are
 * counted in characters is inferred: no certificate in its official form, such as 粤（2019）深圳市不动产权第0123456号, would
 * fit in 28 otherwise. So is the remark of the XML: the 68 by which a red `bz` is shorter are the characters that the red
 * information takes there.
 */
export const bureauTextLimits: TextLimits = {
  counts: 'width',
  party: { name: 300, taxpayerId: 20, address: 300, phone: 60, bank: 120, account: 50 },
  line: { name: 600, shortName: 120, starredName: 300, specification: 150, unit: 300 },
  lease: { certificate: 28, address: 120 },
  trip: { traveller: 20, idNumber: 20, departure: 80, destination: 80, grade: 20, vehicle: 80 },
  transaction: 40,
  drawer: 300,
  payee: 150,
  reviewer: 75,
  remark: { blue: 450, red: 382 },
  remarkInXml: 450,
}

/**
 * What is wrong with a text: it is longer than a channel, or the bureau, takes; it must not be empty; it has characters
 * that no invoice prints, or stars where only the short name has them. `field` is its path in the invoice, such as
 * `buyer.name` or `lines.0.unit`.
 */
export type TextProblem =
  | { problem: 'too-long'; field: string; length: number; most: number }
  | { problem: 'missing' | 'unprintable' | 'stars-in-name'; field: string }

/** Every text of an invoice that cannot stand as it is. */
export function textProblems(invoice: Invoice, limits: TextLimits = bureauTextLimits): TextProblem[] {
  const given = textsOf(invoice, limits)
  return [
    ...given.flatMap(({ field, text, required }): TextProblem[] => {
      if (required && !text?.trim()) return [{ problem: 'missing', field }]
      // The remark has line breaks.
      return isPrintable(text?.replace(/\r\n|\r|\n/g, '') ?? '') ? [] : [{ problem: 'unprintable', field }]
    }),
    ...invoice.lines.flatMap(starProblems),
    ...[...given, ...composedTexts(invoice, limits)].flatMap((text) => lengthProblems(text, limits.counts)),
  ]
}

/** A name may have a star in it (M8*20), but not the stars of a short name before it. */
function starProblems({ shortName, name }: InvoiceLine, line: number): TextProblem[] {
  return [
    ...(name.startsWith('*') ? [`lines.${line}.name`] : []),
    ...(shortName.includes('*') ? [`lines.${line}.shortName`] : []),
  ].map((field) => ({ problem: 'stars-in-name', field }))
}

type Text = {
  field: string
  text: string | undefined
  most: number | undefined
  counts?: 'characters'
  required?: boolean
}

function lengthProblems({ field, text = '', most, counts }: Text, usual: TextLimits['counts']): TextProblem[] {
  const length = (counts ?? usual) === 'width' ? displayWidth(text) : [...text].length
  return most !== undefined && length > most ? [{ problem: 'too-long', field, length, most }] : []
}

/** What people or tills gave. */
function textsOf({ seller, buyer, lines, business, payments = [], ...rest }: Invoice, limits: TextLimits): Text[] {
  const trips = business?.kind === 'passenger-transport' ? business.trips : []
  const counts = 'characters'
  return [
    ...fieldsOf('seller', seller, PARTY, limits.party, { required: ['name', 'taxpayerId'] }),
    ...fieldsOf('buyer', buyer, PARTY, limits.party, { required: ['name'] }),
    ...lines.flatMap((line, index) => [
      ...fieldsOf(`lines.${index}`, line, LINE, limits.line, { required: ['name', 'shortName'] }),
      ...fieldsOf(`lines.${index}.lease`, line.lease ?? {}, LEASE, limits.lease, { counts }),
    ]),
    ...trips.flatMap((trip, index) => fieldsOf(`business.trips.${index}`, trip, TRIP, limits.trip, { counts })),
    ...payments.map(({ transaction }, index) => ({
      field: `payments.${index}.transaction`,
      text: transaction,
      most: limits.transaction,
    })),
    { field: 'drawer', text: rest.drawer, most: limits.drawer, required: true },
    { field: 'payee', text: rest.payee, most: limits.payee },
    { field: 'reviewer', text: rest.reviewer, most: limits.reviewer },
    { field: 'remark', text: rest.remark?.trim(), most: limits.remark[rest.reverses ? 'red' : 'blue'] },
  ]
}

const PARTY = ['name', 'taxpayerId', 'address', 'phone', 'bank', 'account'] as const
const LINE = ['name', 'shortName', 'specification', 'unit'] as const
const LEASE = ['certificate', 'address'] as const
const TRIP = ['traveller', 'idNumber', 'departure', 'destination', 'grade', 'vehicle'] as const

function fieldsOf<K extends string>(
  path: string,
  texts: { readonly [key in K]?: string | undefined },
  keys: readonly K[],
  most: Partial<Record<K, number>> = {},
  { required = [], ...rest }: { required?: readonly K[]; counts?: 'characters' } = {},
): Text[] {
  return keys.map((key) => ({
    field: `${path}.${key}`,
    text: texts[key],
    most: most[key],
    required: required.includes(key),
    ...rest,
  }))
}

/** What is made of them, and has a length of its own. */
function composedTexts(invoice: Invoice, limits: TextLimits): Text[] {
  return [
    ...invoice.lines.map((line, index) => ({
      field: `lines.${index}.starredName`,
      text: starredName(line),
      most: limits.line.starredName,
    })),
    { field: 'remarkInXml', text: remarkInXml(invoice), most: limits.remarkInXml, counts: 'characters' },
  ]
}

/** The face has room for fewer lines than the remark has. Nothing is wrong: the XML carries it whole. */
export type RemarkCut = { problem: 'remark-cut'; lines: number; most: number }

/** Source: 数字化电子发票使用常见问题清单: some 630 units, printed in six lines at most. */
const PRINTED_LINES = 6
const PRINTED_LINE = 630 / PRINTED_LINES

/** Whether the face may have to cut the remark. A warning for whoever writes it, and no reason to refuse. */
export function remarkCut(invoice: Invoice): RemarkCut | undefined {
  const rows = remarkOnFace(invoice).split(/\r\n|\r|\n/)
  const lines = rows.reduce((total, row) => total + Math.ceil(displayWidth(row) / PRINTED_LINE), 0)
  return lines > PRINTED_LINES ? { problem: 'remark-cut', lines, most: PRINTED_LINES } : undefined
}

/** 货物或应税劳务、服务名称 as the face prints it: `*餐饮服务*餐费`. */
export function starredName({ shortName, name }: Pick<InvoiceLine, 'shortName' | 'name'>): string {
  return `*${shortName}*${name}`
}
