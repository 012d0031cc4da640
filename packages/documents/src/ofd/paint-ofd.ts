import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import type { Face, FaceElement, FacePage } from '../face/face.ts'
import { customTag, type TaggedText } from './custom-tags.ts'
import { graphicObject } from './graphics.ts'
import {
  annotationsXml,
  attachmentsXml,
  customTags,
  documentRes,
  documentXml,
  FONTS,
  LAST_RESOURCE,
  ofdXml,
  pageXml,
  publicRes,
  templateXml,
  watermarkXml,
} from './package-files.ts'

/** What OFD.xml says about the invoice (CustomDatas), in the words of its face. */
export type OfdOptions = {
  /** 发票号码 */
  number: string
  /** 开票日期, `yyyy-MM-dd`. */
  date: string
  sellerTaxpayerId: string
  /** Absent when the buyer has none. */
  buyerTaxpayerId?: string | undefined
  /** 合计金额 and 合计税额 in yuan without a sign of currency: `113.00`. */
  net: string
  tax: string
  /** The invoice as data, attached as original_invoice.xml. */
  xml?: Uint8Array | undefined
  /** `yyyy-MM-dd HH:mm:ss` in China. */
  createdAt: string
}

/**
 * A face as an OFD document (GB/T 33190-2016), structured like the bureau's own 数电票, unsigned. The same face and
 * options give the same bytes. Throws a RangeError when a text has not one advance per glyph less one.
 */
export function paintOfd(face: Face, options: OfdOptions): Uint8Array {
  const files = drawFiles(face, options)
  const documentId = hash({ 'OFD.xml': strToU8(ofdXml('', options)), ...files })
  return zipSync({ 'OFD.xml': strToU8(ofdXml(documentId, options)), ...files }, { ...SQUEEZE, mtime: ZIP_TIME })
}

/** Measured: half a millisecond faster than level 6 and half a kilobyte larger. */
const SQUEEZE = { level: 1, mem: 1 } as const

/** ZIP knows local time only; noon of a day in winter exists everywhere. */
const ZIP_TIME = new Date(1980, 0, 1, 12)

function drawFiles(face: Face, options: OfdOptions): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {}
  const write = (path: string, xml: string) => {
    files[`Doc_0/${path}`] = strToU8(xml)
  }
  // Ids rise in the order of painting: ofd.js stacks objects by their ids.
  let lastId = LAST_RESOURCE
  const nextId = () => ++lastId
  const draw = (elements: readonly FaceElement[], drawn: (element: FaceElement, id: number) => void = () => {}) =>
    elements
      .filter((element) => element.kind !== 'text' || element.text !== '')
      .map((element) => {
        const id = nextId()
        drawn(element, id)
        return graphicObject(element, id, FONTS)
      })
      .join('')

  const templates = new Map<string, { id: number; location: string }>()
  const templateOf = (page: FacePage) => {
    const known = templates.get(page.template.name)
    if (known) return known
    const template = { id: nextId(), location: `Tpls/Tpl_${templates.size}/Content.xml` }
    templates.set(page.template.name, template)
    write(template.location, templateXml(page, nextId(), draw(page.template.elements)))
    return template
  }

  const pages: { id: number; location: string }[] = []
  const watermarks: { pageId: number; location: string }[] = []
  const tagged: TaggedText[] = []
  for (const [index, page] of face.pages.entries()) {
    const template = templateOf(page)
    const id = nextId()
    const location = `Pages/Page_${index}/Content.xml`
    const note = (element: FaceElement, objectId: number) => {
      if (element.kind === 'text' && element.tag) tagged.push({ tag: element.tag, pageId: id, objectId })
    }
    pages.push({ id, location })
    const layers = [{ id: nextId(), type: 'Body' as const, objects: draw(page.elements, note) }]
    if (page.overlay.length === 0) {
      write(location, pageXml(page, template.id, layers))
      continue
    }
    // Twice: some readers ignore annotations, others treat a watermark as more than text.
    const overlay = { id: nextId(), type: 'Foreground' as const, objects: draw(page.overlay) }
    write(location, pageXml(page, template.id, [...layers, overlay]))
    const watermark = `Page_${index}/Annotation.xml`
    watermarks.push({ pageId: id, location: watermark })
    write(`Annots/${watermark}`, watermarkXml(page, nextId(), draw(page.overlay.map(faintly)), options.createdAt))
  }

  if (watermarks.length > 0) write('Annots/Annotations.xml', annotationsXml(watermarks))
  write('Tags/CustomTags.xml', customTags)
  write('Tags/CustomTag.xml', customTag(tagged))
  if (options.xml) {
    write('Attachs/Attachments.xml', attachmentsXml(options.createdAt))
    files['Doc_0/Attachs/original_invoice.xml'] = options.xml
  }
  write('PublicRes.xml', publicRes)
  write('DocumentRes.xml', documentRes)
  const [first] = face.pages
  if (!first) throw new RangeError('a face without pages')
  write(
    'Document.xml',
    documentXml({
      lastId,
      area: first,
      templates: [...templates.values()],
      pages,
      annotated: watermarks.length > 0,
      attached: options.xml !== undefined,
    }),
  )
  return files
}

/**
 * The second copy of the marks lies on the first in most readers. At full strength the two would hide what is below; so
 * the one that every reader shows keeps its opacity, and the other adds little to it.
 */
function faintly(element: FaceElement): FaceElement {
  return element.kind === 'text' || element.kind === 'path'
    ? { ...element, opacity: 0.4 * (element.opacity ?? 1) }
    : element
}

/** Names the document after what is in it, so that the same invoice has the same DocID everywhere. */
function hash(files: Record<string, Uint8Array>): string {
  const sha = createHash('sha256')
  for (const [path, bytes] of Object.entries(files)) sha.update(path).update('\0').update(bytes)
  return sha.digest('hex').slice(0, 32)
}
