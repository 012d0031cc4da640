import type { Invoice, InvoiceLine, InvoiceParty } from './invoice.ts'
import { remarkOf } from './remark.ts'
import { displayWidth } from './width.ts'

/** How long texts may be: the bureau counts as `displayWidth` does, some channels count characters. Absent: no limit. */
export type TextLimits = {
  counts: 'width' | 'characters'
  party: Partial<Record<keyof InvoiceParty, number>>
  line: Partial<Record<'name' | 'starredName' | 'specification' | 'unit', number>>
  drawer?: number
  payee?: number
  reviewer?: number
  remark: { blue: number; red: number }
}

/** Source: 乐企开票能力说明 V4.000 §10.2; 收款人 and 复核人 are skrxm and fhrxm. */
export const bureauTextLimits: TextLimits = {
  counts: 'width',
  party: { name: 300, taxpayerId: 20, address: 300, phone: 60, bank: 120, account: 50 },
  line: { name: 600, starredName: 300, specification: 150, unit: 300 },
  drawer: 300,
  payee: 150,
  reviewer: 75,
  remark: { blue: 450, red: 382 },
}

/** A text that is too long: `field` is its path in the invoice, such as `buyer.name` or `lines.0.unit`. */
export type TooLong = { problem: 'too-long'; field: string; length: number; most: number }

/** Every text of an invoice that is longer than a channel, or the bureau, takes. The remark is the composed one. */
export function textProblems(invoice: Invoice, limits: TextLimits = bureauTextLimits): TooLong[] {
  const lengthOf = (text: string) => (limits.counts === 'width' ? displayWidth(text) : [...text].length)
  const check = (field: string, text: string | undefined, most: number | undefined): TooLong[] => {
    const length = lengthOf(text ?? '')
    return most !== undefined && length > most ? [{ problem: 'too-long', field, length, most }] : []
  }
  const party = (name: 'seller' | 'buyer') =>
    Object.entries(limits.party).flatMap(([key, most]) =>
      check(`${name}.${key}`, invoice[name][key as keyof InvoiceParty], most),
    )
  const { drawer, payee, reviewer, remark } = limits
  return [
    ...party('seller'),
    ...party('buyer'),
    ...invoice.lines.flatMap((line, index) =>
      Object.entries(limits.line).flatMap(([key, most]) =>
        check(`lines.${index}.${key}`, key === 'starredName' ? starredName(line) : line[key as 'name'], most),
      ),
    ),
    ...check('drawer', invoice.drawer, drawer),
    ...check('payee', invoice.payee, payee),
    ...check('reviewer', invoice.reviewer, reviewer),
    ...check('remark', remarkOf(invoice), invoice.reverses === undefined ? remark.blue : remark.red),
  ]
}

/** 货物或应税劳务、服务名称 as the face prints it: `*餐饮服务*餐费`. */
export function starredName({ shortName, name }: Pick<InvoiceLine, 'shortName' | 'name'>): string {
  return `*${shortName}*${name}`
}
