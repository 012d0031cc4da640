import type { FaceTag } from '../face/face.ts'
import { OFD_NAMESPACE, XML_DECLARATION } from './package-files.ts'

/** A text of a page that says what it is. */
export type TaggedText = { tag: FaceTag; pageId: number; objectId: number }

/** The bureau's own order and nesting (template version 1.0.20.0422). */
const tree: readonly (FaceTag | { name: string; tags: readonly FaceTag[] })[] = [
  'InvoiceNo',
  'IssueDate',
  { name: 'Buyer', tags: ['BuyerName', 'BuyerTaxID'] },
  { name: 'Seller', tags: ['SellerName', 'SellerTaxID'] },
  'TaxExclusiveTotalAmount',
  'TaxTotalAmount',
  'TaxInclusiveTotalAmount',
  'InvoiceClerk',
  'Item',
  'TaxScheme',
  'Amount',
  'TaxAmount',
  'Price',
  'Quantity',
  'Note',
]

/** What lines have. Everything else is said once, though every page repeats it. */
const ofLines: ReadonlySet<FaceTag> = new Set(['Item', 'TaxScheme', 'Amount', 'TaxAmount', 'Price', 'Quantity'])

/** Tags/CustomTag.xml: which texts are the number, the date, the parties, the amounts. */
export function customTag(texts: readonly TaggedText[]): string {
  const element = (tag: FaceTag) => {
    const all = texts.filter((text) => text.tag === tag)
    const kept = ofLines.has(tag) ? all : all.filter((text) => text.pageId === all[0]?.pageId)
    if (kept.length === 0) return ''
    const references = kept.map((text) => `<ofd:ObjectRef PageRef="${text.pageId}">${text.objectId}</ofd:ObjectRef>`)
    return `<ofd:${tag}>${references.join('')}</ofd:${tag}>`
  }
  const elements = tree.map((entry) => {
    if (typeof entry === 'string') return element(entry)
    const children = entry.tags.map(element).join('')
    return children && `<ofd:${entry.name}>${children}</ofd:${entry.name}>`
  })
  return `${XML_DECLARATION}<ofd:root ${OFD_NAMESPACE} version="1.0">${elements.join('')}</ofd:root>`
}
