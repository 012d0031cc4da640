import { child, childrenOf, descendants, textAt, type XmlElement } from '../xml/scan.ts'
import { attachedLimits, faceLimits } from './limits.ts'
import { packageBudget, partPath, scanPart } from './package-parts.ts'
import type { PlacedPages, PlacedText } from './placed-text.ts'
import { openZip, type Zip, ZipRefused } from './zip.ts'

/** In characters; each of its six numbers may have twenty digits. */
const LONGEST_MATRIX = 200

/** What an OFD says that may be an invoice. Lengths in mm. */
export type OfdPackage = {
  placed: PlacedPages
  /** CustomDatas of OFD.xml: 发票号码, 开票日期, … */
  properties: ReadonlyMap<string, string>
  /** The texts CustomTag.xml points to, by the name of their element (`InvoiceNo`), in its order. */
  tagged: ReadonlyMap<string, readonly string[]>
  /** Attached XML files. */
  attached: readonly Uint8Array[]
}

export class NotAnOfd extends Error {}

/** Opens an OFD. Throws `ZipRefused` and, when the package is none, `NotAnOfd`. Pictures and signatures are not read. */
export function openOfd(bytes: Uint8Array): OfdPackage {
  const zip = openZip(bytes)
  const open = partsOf(zip)
  const body = child(open('', 'OFD.xml').root, 'DocBody')
  const { path, root: document } = open('OFD.xml', textAt(body, 'DocRoot'))
  if (!document) throw new NotAnOfd()
  const { placed, byId } = pagesOf(open, document, path)
  const properties = new Map(
    childrenOf(child(body, 'DocInfo', 'CustomDatas'), 'CustomData').map((data) => [
      data.attributes.Name ?? '',
      data.text.trim(),
    ]),
  )
  const attached = attachedTo(zip, open, document, path)
  return { placed, properties, tagged: taggedIn(open, document, path, byId), attached }
}

type Open = ReturnType<typeof partsOf>

function pagesOf(open: Open, document: XmlElement, documentPath: string) {
  const common = child(document, 'CommonData')
  const templates = new Map(
    childrenOf(common, 'TemplatePage').map((page) => [page.attributes.ID, page.attributes.BaseLoc]),
  )
  const pages = childrenOf(child(document, 'Pages'), 'Page')
  if (pages.length > faceLimits.pages) throw new ZipRefused('too-complex')
  const usual = boxOf(textAt(common, 'PageArea', 'PhysicalBox'))
  const sizes: { width: number; height: number }[] = []
  const texts: PlacedText[] = []
  let characters = 0
  /** By id alone: ids are unique in a document. */
  const byId = new Map<string, string>()
  for (const [index, { attributes }] of pages.entries()) {
    const { root: page } = open(documentPath, attributes.BaseLoc ?? '')
    sizes.push(boxOf(textAt(page, 'Area', 'PhysicalBox')) ?? usual ?? { width: 210, height: 140 })
    const template = templates.get(child(page, 'Template')?.attributes.TemplateID ?? '')
    const layers = [template === undefined ? undefined : open(documentPath, template).root, page]
    for (const object of layers.flatMap((layer) => descendants(child(layer, 'Content'), 'TextObject'))) {
      const placed = placedIn(object, index)
      texts.push(...placed)
      characters += placed.reduce((sum, { text }) => sum + text.length, 0)
      if (texts.length > faceLimits.texts || characters > faceLimits.characters) throw new ZipRefused('too-complex')
      if (object.attributes.ID) byId.set(object.attributes.ID, placed.map(({ text }) => text).join(''))
    }
  }
  return { placed: { texts, pages: sizes }, byId }
}

function boxOf(text: string): { width: number; height: number } | undefined {
  const [, , width, height] = numbersOf(text)
  return width && height ? { width, height } : undefined
}

/** One text per TextCode; where it has advances, one per glyph would be the same to the reader of a face. */
function placedIn(object: XmlElement, page: number): PlacedText[] {
  const [left = 0, top = 0, boundaryWidth = 0] = numbersOf(object.attributes.Boundary ?? '')
  const size = Number(object.attributes.Size) || 3.175
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbersOf(object.attributes.CTM ?? '')
  const turned = Math.abs(b) > 0.01 || Math.abs(c) > 0.01
  return childrenOf(object, 'TextCode').map((code) => {
    const [x = 0, y = 0] = [Number(code.attributes.X) || 0, Number(code.attributes.Y) || 0]
    const text = code.text
    const advances = advancesOf(code.attributes.DeltaX ?? '', text.length)
    const last = widthOf([...text].at(-1) ?? '', size)
    const width = (advances === undefined ? Math.min(boundaryWidth - x, widthOf(text, size)) : advances + last) * a
    return {
      page,
      x: left + a * x + c * y + e,
      y: top + b * x + d * y + f,
      width,
      size: size * Math.abs(d),
      text,
      turned,
    }
  })
}

/** Of text whose advances are the font's own affair: 汉字 are as wide as high, others half of it. */
function widthOf(text: string, size: number): number {
  return [...text].reduce((sum, glyph) => sum + (glyph <= '\u00ff' ? size / 2 : size), 0)
}

/** The sum of `1.5 g 3 1.5875`, where `g` repeats: 1.5 + 3 × 1.5875. More of them than glyphs mean nothing. */
function advancesOf(deltas: string, glyphs: number): number | undefined {
  const parts = deltas.trimStart().split(/\s+/, 3 * glyphs)
  if (!parts[0]) return undefined
  let sum = 0
  for (let index = 0; index < parts.length; index++) {
    if (parts[index] === 'g') {
      sum += (Number(parts[index + 1]) || 0) * (Number(parts[index + 2]) || 0)
      index += 2
    } else sum += Number(parts[index]) || 0
  }
  return sum
}

/** Of a box or a matrix, which have six numbers at the most. */
function numbersOf(text: string): number[] {
  const start = text.trim().slice(0, LONGEST_MATRIX)
  // An absent attribute is no number: Number('') would make it 0.
  return start === '' ? [] : start.split(/\s+/).map(Number).filter(Number.isFinite)
}

function taggedIn(open: Open, document: XmlElement, documentPath: string, byId: ReadonlyMap<string, string>) {
  const tagged = new Map<string, string[]>()
  const list = open(documentPath, textAt(document, 'CustomTags'))
  for (const tag of childrenOf(list.root, 'CustomTag')) {
    const { root } = open(list.path, textAt(tag, 'FileLoc'))
    const visit = (element: XmlElement): void => {
      const references = childrenOf(element, 'ObjectRef')
      // Texts of one page: every page repeats what all of them say, such as who the buyer is.
      const texts = references
        .filter(({ attributes }) => attributes.PageRef === references[0]?.attributes.PageRef)
        .map((reference) => byId.get(reference.text.trim()) ?? '')
      if (texts.length > 0) tagged.set(element.name.replace(/^.*:/, ''), texts)
      for (const inner of element.children) visit(inner)
    }
    if (root) visit(root)
  }
  return tagged
}

/** The VAT e-invoices before 数电票 had `Attachs/original_invoice.xml`; other issuers attach the EInvoice likewise. */
function attachedTo(zip: Zip, open: Open, document: XmlElement, documentPath: string): Uint8Array[] {
  const list = open(documentPath, textAt(document, 'Attachments'))
  return childrenOf(list.root, 'Attachment')
    .filter(({ attributes }) => /xml/i.test(attributes.Format ?? '') || /xml/i.test(attributes.Name ?? ''))
    .slice(0, attachedLimits.files)
    .flatMap((attachment) => zip.read(partPath(list.path, textAt(attachment, 'FileLoc')) ?? '') ?? [])
}

/** The file a location within the file at `from` names, and its path; no root when there is no such file. */
type Part = { path: string; root: XmlElement | undefined }

/** Opens the parts of one package. Throws `ZipRefused`: a file that is not XML is damage. */
function partsOf(zip: Zip): (from: string, location: string) => Part {
  const budget = packageBudget()
  return (from, location) => {
    const path = partPath(from, location)
    const scanned = path === undefined ? undefined : scanPart(zip, path, budget)
    if (scanned?.ok === false) throw new ZipRefused(scanned.problem === 'not-xml' ? 'damaged' : scanned.problem)
    return { path: path ?? '', root: scanned?.root }
  }
}
