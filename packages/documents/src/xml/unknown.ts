import { parseDecimal } from '@mashang/invoice'
import { printXml } from './print.ts'
import { child, childrenOf, descendants, keyOf, scanXml, type XmlElement } from './scan.ts'
import type { XmlInvoice } from './xml-invoice.ts'

/**
 * An element of a file that its invoice does not say: one we do not know, or one whose value is not what we would have
 * written. `path` is the address of the element itself, `/EInvoice/EInvoiceData/IssuItemInformation[2]/Colour`, where an
 * index counts elements of the same name from 1 and is left out when it is 1. `xml` is the element as it stood there.
 */
export type UnknownElement = { path: string; xml: string }

/**
 * What `printXml` would not say of the file. Not a list of known names, which would forget values that were not
 * understood: the invoice is printed, and the file compared with it.
 */
export function unknownElements(
  source: string,
  root: XmlElement,
  invoice: XmlInvoice,
  version: string,
): UnknownElement[] {
  const data = child(root, 'EInvoiceData')
  const said = paymentsMoved(data) ? { ...invoice, payments: undefined } : invoice
  const notSaid = (lines: XmlInvoice['lines']) => {
    const unknown: UnknownElement[] = []
    compare(source, root, scanOwn(printXml({ ...said, lines }, version)), '/EInvoice', unknown)
    return unknown
  }
  // A line that was not understood would make the next one its neighbour: then all of them are kept as they were, and
  // their leases with them.
  if (childrenOf(data, 'IssuItemInformation').length !== invoice.lines.length) return notSaid([])
  const unknown = notSaid(invoice.lines)
  return unknown.some(isLine) ? notSaid([]) : unknown
}

/** Whether a whole line is unknown, and not something in it. */
function isLine({ path }: UnknownElement): boolean {
  return /\/IssuItemInformation(\[\d+\])?$/.test(path)
}

/** Without a limit: what a file leaves out (`<TransactionRecord/>`) is printed, and so a print may have more elements. */
function scanOwn(printed: string): XmlElement {
  const scanned = scanXml(printed, { left: Number.POSITIVE_INFINITY })
  if (!scanned.ok) throw new Error(`scanXml refuses what was printed, or scanned before: ${scanned.problem}`)
  return scanned.root
}

/** Whether payments stand where we would not write them; then the file's own elements are kept instead. */
function paymentsMoved(data: XmlElement | undefined): boolean {
  const additional = child(data, 'AdditionalInformation')
  const usual = childrenOf(child(additional, 'Transaction'), 'TransactionRecord')
  return descendants(additional, 'TransactionRecord').length !== usual.length
}

/** The invoice less what its unknown elements say already. */
export function notSaidBy(unknown: readonly UnknownElement[], invoice: XmlInvoice): XmlInvoice {
  const payments = unknown.some(
    ({ path, xml }) => !/\/Transaction(\[\d+\])?\/TransactionRecord/.test(path) && holdsPayment(scanOwn(xml)),
  )
  return { ...invoice, ...(payments && { payments: undefined }), ...(unknown.some(isLine) && { lines: [] }) }
}

/** By keys, as everything is compared: a prefix or another spelling is no other element. */
function holdsPayment(element: XmlElement): boolean {
  return element.key === keyOf('TransactionRecord') || descendants(element, 'TransactionRecord').length > 0
}

function compare(source: string, theirs: XmlElement, ours: XmlElement, path: string, unknown: UnknownElement[]): void {
  const seen = new Map<string, number>()
  const ownChildren = Map.groupBy(ours.children, ({ key }) => key)
  for (const element of theirs.children) {
    const index = seen.get(element.key) ?? 0
    seen.set(element.key, index + 1)
    const own = ownChildren.get(element.key)?.[index]
    const name = own?.name ?? element.name
    const here = `${path}/${name}${index > 0 ? `[${index + 1}]` : ''}`
    const bothBranch = own && element.children.length > 0 && own.children.length > 0
    if (bothBranch && !hasAttributes(element) && element.text.trim() === '')
      compare(source, element, own, here, unknown)
    else if (!own || !saysTheSame(element, own))
      unknown.push({ path: here, xml: source.slice(element.start, element.end) })
  }
}

function hasAttributes(element: XmlElement): boolean {
  return Object.keys(element.attributes).length > 0
}

/** Elements that hold a number, not a text of digits. */
const NUMBERS: ReadonlySet<string> = new Set(
  [
    'TotalAmWithoutTax',
    'TotalTaxAm',
    'TotalTax-includedAmount',
    'Quantity',
    'UnPrice',
    'Amount',
    'TaxRate',
    'ComTaxAm',
    'TotaltaxIncludedAmount',
  ].map(keyOf),
)

/** Leaves: the same text, or the same number (`0.060000`, `0.06`). An empty element says nothing. */
function saysTheSame(theirs: XmlElement, ours: XmlElement): boolean {
  if (theirs.children.length > 0 || ours.children.length > 0 || hasAttributes(theirs)) return false
  const text = theirs.text.trim()
  const number = NUMBERS.has(ours.key) ? parseDecimal(text) : undefined
  return text === ours.text.trim() || (number !== undefined && number === parseDecimal(ours.text))
}

/**
 * Our own print with the attributes of the file's root and the unknown elements in their places: instead of the element
 * at that address, or after its last.
 */
export function withUnknown(printed: string, rootAttributes: string, unknown: readonly UnknownElement[]): string {
  return withElements(printed, unknown).replace('<EInvoice>', () => `<EInvoice${rootAttributes}>`)
}

function withElements(printed: string, unknown: readonly UnknownElement[]): string {
  if (unknown.length === 0) return printed
  const root = scanOwn(printed)
  const edits = new Map<XmlElement, { replaced: Map<XmlElement, string>; appended: string[] }>()
  for (const { path, xml } of unknown) {
    const steps = stepsOf(path)
    const parent = steps.slice(1, -1).reduce<XmlElement | undefined>(childAt, root)
    const last = steps.at(-1)
    if (!parent || !last) throw new RangeError(`no such place in the XML of this invoice: ${path}`)
    const edit = edits.get(parent) ?? { replaced: new Map<XmlElement, string>(), appended: [] as string[] }
    edits.set(parent, edit)
    const own = childAt(parent, last)
    if (own) edit.replaced.set(own, xml)
    else edit.appended.push(xml)
  }

  const print = (element: XmlElement): string => {
    const edit = edits.get(element)
    if (!edit && element.children.every((inner) => !touched(inner))) return printed.slice(element.start, element.end)
    const inner = element.children.map((each) => edit?.replaced.get(each) ?? print(each)).join('')
    // Our own print has text only in leaves, so nothing but children stands between the tags.
    const text = element.children.length === 0 ? innerText(printed, element) : ''
    return `<${element.name}>${text}${inner}${edit?.appended.join('') ?? ''}</${element.name}>`
  }
  const touched = (element: XmlElement): boolean => edits.has(element) || element.children.some(touched)
  return printed.slice(0, root.start) + print(root) + printed.slice(root.end)
}

function innerText(printed: string, { name, start, end }: XmlElement): string {
  const whole = printed.slice(start, end)
  return whole.endsWith('/>') ? '' : whole.slice(name.length + 2, -(name.length + 3))
}

type Step = { name: string; index: number }

function stepsOf(path: string): Step[] {
  return path
    .split('/')
    .slice(1)
    .map((step) => {
      const [, name = '', index = '1'] = /^([^[]+)(?:\[(\d+)\])?$/.exec(step) ?? []
      return { name, index: Number(index) - 1 }
    })
}

function childAt(parent: XmlElement | undefined, { name, index }: Step): XmlElement | undefined {
  return childrenOf(parent, name)[index]
}
