import type { FaceTag } from './face.ts'
import type { FaceInvoice } from './face-invoice.ts'

/**
 * The columns of the item grid; no lines are drawn between them. `caption` is where the heading starts. Source of the
 * measures: a genuine face of 2024; for leases 版式及XML规范 V5.002 §7.
 */
export type Column = {
  key: ColumnKey
  heading: string
  caption: number
  start: number
  end: number
  align: 'left' | 'centre' | 'right'
  tag?: FaceTag
}

/** On a lease, `specification` holds the certificate of title. */
export type ColumnKey = 'name' | 'specification' | 'unit' | 'quantity' | 'netUnitPrice' | 'net' | 'rate' | 'tax'

export type ColumnSet = { name: 'ordinary' | 'lease'; columns: readonly Column[] }

const ORDINARY: ColumnSet = {
  name: 'ordinary',
  columns: [
    { key: 'name', heading: '项目名称', caption: 15.5, start: 4.5, end: 41.5, align: 'left', tag: 'Item' },
    { key: 'specification', heading: '规格型号', caption: 41.6, start: 41.5, end: 65.5, align: 'left' },
    { key: 'unit', heading: '单　位', caption: 66.5, start: 65.5, end: 77.5, align: 'centre' },
    { key: 'quantity', heading: '数　量', caption: 92.5, start: 77.5, end: 102.5, align: 'right', tag: 'Quantity' },
    { key: 'netUnitPrice', heading: '单　价', caption: 117.5, start: 102.5, end: 127.5, align: 'right', tag: 'Price' },
    { key: 'net', heading: '金　额', caption: 143, start: 127.5, end: 153.5, align: 'right', tag: 'Amount' },
    { key: 'rate', heading: '税率/征收率', caption: 157, start: 153.5, end: 178.5, align: 'centre', tag: 'TaxScheme' },
    { key: 'tax', heading: '税　额', caption: 195.4, start: 178.5, end: 205.5, align: 'right', tag: 'TaxAmount' },
  ],
}

const LEASE: ColumnSet = {
  name: 'lease',
  columns: [
    { key: 'name', heading: '项目名称', caption: 13.2, start: 4.5, end: 34.5, align: 'left', tag: 'Item' },
    { key: 'specification', heading: '产权证书/不动产权证号', caption: 37.3, start: 34.5, end: 73.5, align: 'left' },
    { key: 'unit', heading: '面积单位', caption: 75.2, start: 73.5, end: 89.5, align: 'centre' },
    { key: 'quantity', heading: '数　量', caption: 102, start: 89.5, end: 112, align: 'right', tag: 'Quantity' },
    { key: 'netUnitPrice', heading: '单　价', caption: 124.5, start: 112, end: 134.5, align: 'right', tag: 'Price' },
    { key: 'net', heading: '金　额', caption: 148, start: 134.5, end: 158, align: 'right', tag: 'Amount' },
    { key: 'rate', heading: '税率/征收率', caption: 160.8, start: 158, end: 181, align: 'centre', tag: 'TaxScheme' },
    { key: 'tax', heading: '税　额', caption: 195.4, start: 181, end: 205.5, align: 'right', tag: 'TaxAmount' },
  ],
}

export function columnsOf(invoice: Pick<FaceInvoice, 'business'>): ColumnSet {
  return invoice.business?.kind === 'real-estate-lease' ? LEASE : ORDINARY
}

/** Keeps ink off the neighbours; in mm, at both sides of a cell. */
export const PADDING = 0.5

export function columnOf({ columns }: ColumnSet, key: ColumnKey): Column {
  return columns.find((column) => column.key === key) as Column
}
