/**
 * A small, strict XML scanner for files from anywhere: no DOCTYPE, no entities of the file's own, no recursion, limits on
 * everything that could grow. Names are compared without prefix, case, `-` and `_`, because real files of the same
 * version spell them differently (`TotaltaxIncludedAmount`, `TotalTax-includedAmount`, `EinvoiceData`).
 */
export type XmlElement = {
  /** As written, prefix included. */
  name: string
  /** `name` in the form in which names are compared. */
  key: string
  attributes: Record<string, string>
  children: XmlElement[]
  /** The element's own text, entities resolved, not trimmed. */
  text: string
  /** Where the element stands in the scanned text. */
  start: number
  end: number
}

export type Scanned = { ok: true; root: XmlElement } | { ok: false; problem: XmlProblem }

/** `unsafe` declares a document type or entities; `too-complex` goes beyond a limit. */
export type XmlProblem = 'not-xml' | 'unsafe' | 'too-complex'

/** Genuine files are 7 deep; an OFD page some 10. */
const DEEPEST = 64
/** An invoice of 5000 lines, the bureau's hard stop, has some 60,000. */
const MOST_ELEMENTS = 100_000
const MOST_ATTRIBUTES = 100
/** In characters. The longest of an OFD are the advances of a text, some 10 for each of its glyphs. */
const LONGEST_ATTRIBUTE = 64 * 1024
/** Of one element: what is split into its parts takes many times its memory. Blanks between 100,000 elements fit. */
const LONGEST_TEXT = 1024 * 1024

/** How many elements may still be scanned; every scan that is given it takes its own off. */
export type ElementBudget = { left: number }

/** What XML 1.0 forbids (§2.2): most control characters, halves of surrogate pairs and two that are no characters. */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

const NAME = /[\p{L}_][\p{L}\p{N}_.:-]*/uy
const ATTRIBUTE = /\s+([\p{L}_][\p{L}\p{N}_.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy
const TAG_END = /\s*(\/?)>/y
const BLANK = /^\s*$/

/**
 * Scans a whole document. Comments and processing instructions are skipped; CDATA is text. Files that belong together
 * share a budget.
 */
export function scanXml(source: string, budget: ElementBudget = { left: MOST_ELEMENTS }): Scanned {
  try {
    return { ok: true, root: scan(source, budget) }
  } catch (reason) {
    if (reason instanceof Refused) return { ok: false, problem: reason.problem }
    throw reason
  }
}

/** Thrown and caught in this file only. */
class Refused extends Error {
  readonly problem: XmlProblem
  constructor(problem: XmlProblem) {
    super(problem)
    this.problem = problem
  }
}

function scan(source: string, budget: ElementBudget): XmlElement {
  if (ILLEGAL.test(source)) throw new Refused('not-xml')
  const open: XmlElement[] = []
  let root: XmlElement | undefined
  let at = source.startsWith('\ufeff') ? 1 : 0

  const addText = (text: string): void => {
    const parent = open.at(-1)
    if (parent && parent.text.length + text.length > LONGEST_TEXT) throw new Refused('too-complex')
    if (parent) parent.text += text
    else if (!BLANK.test(text)) throw new Refused('not-xml')
  }
  const skipPast = (ending: string): number => {
    const found = source.indexOf(ending, at)
    if (found < 0) throw new Refused('not-xml')
    return found + ending.length
  }

  while (at < source.length) {
    const tag = source.indexOf('<', at)
    if (tag !== at) addText(dereference(source.slice(at, tag < 0 ? source.length : tag)))
    if (tag < 0) break
    at = tag
    if (source.startsWith('<!--', at)) at = skipPast('-->')
    else if (source.startsWith('<?', at)) at = skipPast('?>')
    else if (source.startsWith('<![CDATA[', at)) {
      const end = skipPast(']]>')
      addText(source.slice(at + 9, end - 3))
      at = end
    } else if (source.startsWith('<!', at)) throw new Refused('unsafe')
    else if (source.startsWith('</', at)) {
      const element = open.pop()
      if (!element || nameAt(source, at + 2) !== element.name) throw new Refused('not-xml')
      at = skipPast('>')
      if (!BLANK.test(source.slice(tag + 2 + element.name.length, at - 1))) throw new Refused('not-xml')
      element.end = at
    } else {
      if (--budget.left < 0 || open.length >= DEEPEST) throw new Refused('too-complex')
      const name = nameAt(source, at + 1)
      const { attributes, end, empty } = attributesAt(source, at + 1 + name.length)
      const element = { name, key: keyOf(name), attributes, children: [], text: '', start: at, end }
      const parent = open.at(-1)
      if (parent) parent.children.push(element)
      else if (root) throw new Refused('not-xml')
      else root = element
      if (!empty) open.push(element)
      at = end
    }
  }
  if (!root || open.length > 0) throw new Refused('not-xml')
  return root
}

function nameAt(source: string, at: number): string {
  NAME.lastIndex = at
  const name = NAME.exec(source)?.[0]
  if (name === undefined) throw new Refused('not-xml')
  return name
}

/** One for all elements that have none: an object for each would be most of the memory of a scan. */
const NO_ATTRIBUTES: Record<string, string> = Object.freeze(Object.create(null))

function attributesAt(source: string, start: number) {
  let attributes = NO_ATTRIBUTES
  let at = start
  for (let count = 0; ; count++) {
    if (count > MOST_ATTRIBUTES) throw new Refused('too-complex')
    ATTRIBUTE.lastIndex = at
    const match = ATTRIBUTE.exec(source)
    if (!match) break
    const [whole, name = '', double, single] = match
    if (whole.length > LONGEST_ATTRIBUTE) throw new Refused('too-complex')
    if (count === 0) attributes = Object.create(null) as Record<string, string>
    if (name in attributes) throw new Refused('not-xml')
    attributes[name] = dereference(double ?? single ?? '')
    at += whole.length
  }
  TAG_END.lastIndex = at
  const end = TAG_END.exec(source)
  if (!end) throw new Refused('not-xml')
  return { attributes, end: at + end[0].length, empty: end[1] === '/' }
}

/** The attributes of an element in the text it was scanned from, with the blanks before each of them. */
export function attributesAsWritten(source: string, { name, start }: XmlElement): string {
  const from = start + 1 + name.length
  let at = from
  for (;;) {
    ATTRIBUTE.lastIndex = at
    const match = ATTRIBUTE.exec(source)
    if (!match) return source.slice(from, at)
    at += match[0].length
  }
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Characters resolved at a time: a text of nothing but references would else be held several times over. */
const BLOCK = 32_768
/** `&#x10ffff;` */
const LONGEST_REFERENCE = 10

function dereference(text: string): string {
  if (!text.includes('&')) return text
  const blocks: string[] = []
  for (let at = 0; at < text.length; ) {
    const end = Math.min(at + BLOCK, text.length)
    const reference = text.lastIndexOf('&', end - 1)
    // Never through the middle of a reference.
    const cut = end < text.length && reference > at && end - reference < LONGEST_REFERENCE ? reference : end
    blocks.push(dereferenceBlock(text.slice(at, cut)))
    at = cut
  }
  return blocks.join('')
}

/** The five entities of XML itself and numbers; an entity the file declares itself is refused, never expanded. */
function dereferenceBlock(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6});|#(\d{1,7});|(lt|gt|amp|quot|apos);)?/gi, (_, hex, decimal, name) => {
    if (name) return NAMED[name] ?? refuse('not-xml')
    if (!hex && !decimal) return refuse('unsafe')
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal)
    if (point > 0x10ffff) return refuse('not-xml')
    const character = String.fromCodePoint(point)
    return ILLEGAL.test(character) ? refuse('not-xml') : character
  })
}

function refuse(problem: XmlProblem): never {
  throw new Refused(problem)
}

/** The form in which names are compared. */
export function keyOf(name: string): string {
  return name
    .slice(name.indexOf(':') + 1)
    .replace(/[-_]/g, '')
    .toLowerCase()
}

/** The first child of that name; of a path, the child of the child. Undefined of nothing is undefined. */
export function child(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element
  for (const name of path) {
    const key = keyOf(name)
    found = found?.children.find((candidate) => candidate.key === key)
  }
  return found
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  const key = keyOf(name)
  return element?.children.filter((candidate) => candidate.key === key) ?? []
}

/** Every element of that name below `element`, in document order. */
export function descendants(element: XmlElement | undefined, name: string): XmlElement[] {
  const key = keyOf(name)
  const found: XmlElement[] = []
  const waiting = element ? element.children.toReversed() : []
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.key === key) found.push(next)
    for (const inner of next.children.toReversed()) waiting.push(inner)
  }
  return found
}

/** The trimmed text at a path; empty when there is no such element: in these files missing means empty. */
export function textAt(element: XmlElement | undefined, ...path: readonly string[]): string {
  return child(element, ...path)?.text.trim() ?? ''
}
