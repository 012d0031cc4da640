import { strToU8 } from 'fflate'
import type { FaceElement, FacePage } from '../face/face.ts'
import type { TaggedText } from './custom-tags.ts'
import { graphicObject } from './graphics.ts'
import { FONTS, LAST_RESOURCE, pageXml, templateXml, watermarkXml } from './package-files.ts'

/** Counts the ids of a document. They rise in the order of painting: ofd.js stacks objects by their ids. */
export class Ids {
  #last = LAST_RESOURCE

  get last(): number {
    return this.#last
  }

  next(): number {
    this.#last += 1
    return this.#last
  }

  /** As if so many had been given. */
  goTo(last: number): void {
    this.#last = last
  }
}

export type DrawnTemplate = { id: number; bytes: Uint8Array }

/** Templates, which the layout gives as the same arrays again for every invoice of a kind, with the ids they were drawn with. */
const prepared = new WeakMap<readonly FaceElement[], DrawnTemplate & { before: number; last: number }>()

export function drawTemplate(page: FacePage, ids: Ids): DrawnTemplate {
  const { elements } = page.template
  const known = prepared.get(elements)
  // The first template of a document has the same ids in all of them; so has the second, unless the first differs.
  if (known?.before === ids.last) {
    ids.goTo(known.last)
    return known
  }
  const before = ids.last
  const id = ids.next()
  const layer = ids.next()
  const bytes = strToU8(templateXml(page, layer, objectsOf(numbered(elements, ids))))
  const drawn = { id, bytes, before, last: ids.last }
  prepared.set(elements, drawn)
  return drawn
}

export type DrawnPage = {
  id: number
  bytes: Uint8Array
  tagged: TaggedText[]
  /** The marks of a sample once more, as an annotation. */
  watermark?: Uint8Array
}

/**
 * A page on its template. The overlay is drawn twice: some readers ignore annotations, others treat a watermark as more
 * than text.
 */
export function drawPage(page: FacePage, templateId: number, ids: Ids, createdAt: string): DrawnPage {
  const id = ids.next()
  const bodyId = ids.next()
  const body = numbered(page.elements, ids)
  const layers = [{ id: bodyId, type: 'Body' as const, objects: objectsOf(body) }]
  const tagged = body.flatMap(({ element, id: objectId }) =>
    element.kind === 'text' && element.tag ? [{ tag: element.tag, pageId: id, objectId }] : [],
  )
  if (page.overlay.length === 0) return { id, bytes: strToU8(pageXml(page, templateId, layers)), tagged }
  const overlayId = ids.next()
  const overlay = { id: overlayId, type: 'Foreground' as const, objects: objectsOf(numbered(page.overlay, ids)) }
  const annotationId = ids.next()
  const faint = objectsOf(numbered(page.overlay.map(faintly), ids))
  return {
    id,
    bytes: strToU8(pageXml(page, templateId, [...layers, overlay])),
    tagged,
    watermark: strToU8(watermarkXml(page, annotationId, faint, createdAt)),
  }
}

type Numbered = { element: FaceElement; id: number }

/** An empty text has no glyph to draw, and readers stumble over it. */
function numbered(elements: readonly FaceElement[], ids: Ids): Numbered[] {
  return elements
    .filter((element) => element.kind !== 'text' || element.text !== '')
    .map((element) => ({ element, id: ids.next() }))
}

function objectsOf(elements: readonly Numbered[]): string {
  return elements.map(({ element, id }) => graphicObject(element, id, FONTS)).join('')
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
