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

/** A text that is too long: `field` is its path in the invoice, such as `buyer.name` or `lines.0.unit`. */
export type TooLong = { problem: 'too-long'; field: string; length: number; most: number }

/** Every text of an invoice that is longer than a channel, or the bureau, takes. */
export function textProblems(invoice: Invoice, limits: TextLimits = bureauTextLimits): TooLong[] {
  const check = (field: string, text = '', most: number | undefined, counts = limits.counts): TooLong[] => {
    const length = counts === 'width' ? displayWidth(text) : [...text].length
    return most !== undefined && length > most ? [{ problem: 'too-long', field, length, most }] : []
  }
  const checkAll = <K extends string>(
    path: string,
    texts: Texts<K>,
    most: Partial<Record<K, number>> = {},
    counts = limits.counts,
  ) => (Object.keys(most) as K[]).flatMap((key) => check(`${path}.${key}`, texts[key], most[key], counts))
  const { seller, buyer, lines, business, payments = [] } = invoice
  const { drawer, payee, reviewer, remark } = limits
  return [
    ...checkAll('seller', seller, limits.party),
    ...checkAll('buyer', buyer, limits.party),
    ...lines.flatMap((line, index) =>
      checkAll(`lines.${index}`, { ...line, starredName: starredName(line) }, limits.line),
    ),
    ...lines.flatMap(({ lease = {} }, index) => checkAll(`lines.${index}.lease`, lease, limits.lease, 'characters')),
    ...tripsOf(business).flatMap((trip, index) => checkAll(`business.trips.${index}`, trip, limits.trip, 'characters')),
    ...payments.flatMap(({ transaction }, index) =>
      check(`payments.${index}.transaction`, transaction, limits.transaction),
    ),
    ...check('drawer', invoice.drawer, drawer),
    ...check('payee', invoice.payee, payee),
    ...check('reviewer', invoice.reviewer, reviewer),
    ...check('remark', invoice.remark?.trim(), invoice.reverses === undefined ? remark.blue : remark.red),
    ...check('remarkInXml', remarkInXml(invoice), limits.remarkInXml, 'characters'),
  ]
}

type Texts<K extends string> = { readonly [key in K]?: string | undefined }

function tripsOf(business: Invoice['business']): readonly PassengerTrip[] {
  return business?.kind === 'passenger-transport' ? business.trips : []
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
