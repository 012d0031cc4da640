import { partPath } from '../import/package-parts.ts'
import { all, first, type Node, type Package, readPackage, walk } from './read-package.ts'

/**
 * What is wrong with an OFD document, one sentence each, zh-CN first; empty when a reader will show all of it. Checks the
 * structure (GB/T 33190-2016) and that the page says what OFD.xml says of the invoice; no signatures, no amounts.
 */
export function ofdProblems(bytes: Uint8Array): string[] {
  const read = readPackage(bytes)
  if (!read.ok) return [read.problem]
  if (!read.package.paths.has('OFD.xml')) return [...read.problems, '缺少文件 OFD.xml / OFD.xml is missing']
  const root = read.package.roots.get('OFD.xml')
  const document = root && rootOf(read.package, root)
  if (!document) {
    const lost = '找不到文档根 / there is no document where OFD.xml says'
    return [...read.problems, ...locationProblems(read.package), lost]
  }
  return [
    ...read.problems,
    ...locationProblems(read.package),
    ...idProblems(read.package, document),
    ...referenceProblems(read.package),
    ...glyphProblems(read.package),
    ...contentProblems(read.package, root, document),
  ]
}

type Opened = { path: string; node: Node }

function rootOf(pack: Package, ofd: Node): Opened | undefined {
  const path = partPath('', first(ofd, 'DocRoot')?.text ?? '')
  const node = path === undefined ? undefined : pack.roots.get(path)
  return path !== undefined && node ? { path, node } : undefined
}

const missing = (path: string, named: string) =>
  `缺少文件 ${path}（${named} 指向它）/ ${path}, which ${named} names, is missing`

/** Elements whose text is the location of a file, and those whose attribute is. */
const locationElements = new Set([
  'DocRoot',
  'PublicRes',
  'DocumentRes',
  'PageRes',
  'Annotations',
  'CustomTags',
  'Attachments',
  'FileLoc',
  'MediaFile',
  'FontFile',
])
const locationAttributes = new Set(['TemplatePage', 'Page'])

function locationProblems(pack: Package): string[] {
  const problems: string[] = []
  for (const [path, root] of pack.roots) {
    const base = root.name === 'Res' ? (root.attributes.BaseLoc ?? '') : ''
    for (const node of walk(root)) {
      // Attachments.xml and Annotations.xml have roots of the same name as the elements that point to them.
      if (node === root) continue
      const location = locationElements.has(node.name)
        ? node.text.trim()
        : locationAttributes.has(node.name)
          ? node.attributes.BaseLoc
          : undefined
      if (location === undefined) continue
      const inBase = (node.name === 'MediaFile' || node.name === 'FontFile') && base ? `${base}/${location}` : location
      const target = partPath(path, inBase)
      if (target === undefined) problems.push(`${path} 指向包外：${location} / ${path} points outside: ${location}`)
      else if (!pack.paths.has(target)) problems.push(missing(target, path))
    }
  }
  return problems
}

/** Attachments and signatures have ids of their own kind. */
const countsIds = (node: Node) =>
  node.attributes.ID !== undefined && node.name !== 'Attachment' && node.name !== 'Signature'

function idProblems(pack: Package, document: Opened): string[] {
  const problems: string[] = []
  const largest = Number(first(document.node, 'MaxUnitID')?.text)
  const seen = new Set<string>()
  for (const [path, root] of pack.roots) {
    for (const node of walk(root)) {
      if (!countsIds(node)) continue
      const id = node.attributes.ID as string
      if (!/^[1-9][0-9]*$/.test(id)) problems.push(`${path} 的 ID ${id} 不是正整数 / ID ${id} in ${path} is no number`)
      else if (!(Number(id) <= largest)) {
        problems.push(
          `${path} 的 ID ${id} 大于 MaxUnitID ${largest} / ID ${id} in ${path} is above MaxUnitID ${largest}`,
        )
      }
      if (seen.has(id)) problems.push(`${path} 的 ID ${id} 重复 / ID ${id} in ${path} is not the only one`)
      seen.add(id)
    }
  }
  return problems
}

/** What an attribute refers to, by the names of the elements that may bear the id. */
const references: Record<string, readonly string[]> = {
  Font: ['Font'],
  ResourceID: ['MultiMedia', 'CompositeGraphicUnit'],
  TemplateID: ['TemplatePage'],
  PageID: ['Page'],
  PageRef: ['Page'],
  DrawParam: ['DrawParam'],
  Relative: ['DrawParam'],
  ColorSpace: ['ColorSpace'],
}
const graphics = ['TextObject', 'PathObject', 'ImageObject', 'CompositeObject', 'PageBlock']

function referenceProblems(pack: Package): string[] {
  const problems: string[] = []
  const names = new Map<string, string>()
  for (const root of pack.roots.values()) {
    for (const node of walk(root)) if (countsIds(node)) names.set(node.attributes.ID as string, node.name)
  }
  const check = (path: string, what: string, id: string, kinds: readonly string[]) => {
    if (kinds.includes(names.get(id) ?? '')) return
    problems.push(`${path} 的 ${what} ${id} 没有所指 / ${what} ${id} in ${path} refers to nothing`)
  }
  for (const [path, root] of pack.roots) {
    for (const node of walk(root)) {
      for (const [attribute, kinds] of Object.entries(references)) {
        const id = node.attributes[attribute]
        if (id !== undefined) check(path, attribute, id, kinds)
      }
      if (node.name === 'ObjectRef') check(path, 'ObjectRef', node.text.trim(), graphics)
    }
  }
  return problems
}

function glyphProblems(pack: Package): string[] {
  const problems: string[] = []
  for (const [path, root] of pack.roots) {
    for (const object of all(root, 'TextObject')) {
      const where = `${path} 的 TextObject ${object.attributes.ID}`
      if (!first(object, 'FillColor')) problems.push(`${where} 没有 FillColor / has no FillColor`)
      for (const code of all(object, 'TextCode')) {
        const glyphs = [...code.text].length
        const advances = countDeltas(code.attributes.DeltaX) || countDeltas(code.attributes.DeltaY)
        if (glyphs === 0) problems.push(`${where} 没有文字 / has no text`)
        else if (advances !== glyphs - 1) {
          problems.push(
            `${where} 有 ${glyphs} 个字、${advances} 个 DeltaX / has ${glyphs} glyphs and ${advances} DeltaX`,
          )
        }
      }
    }
  }
  return problems
}

/** How many advances a DeltaX means: `g 3 1.5875` are three. */
function countDeltas(delta: string | undefined): number {
  const tokens = (delta ?? '').split(/\s+/).filter((token) => token !== '')
  let count = 0
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index] === 'g') {
      count += Number(tokens[index + 1])
      index += 2
    } else count += 1
  }
  return count
}

const facts = ['发票号码', '开票日期', '销售方纳税人识别号', '购买方纳税人识别号', '合计金额', '合计税额']
/** Without them nobody can tell whose invoice it is. */
const required = new Set(['发票号码', '开票日期'])

/** Where every sale is exempt (免税) the face has a star for the sum of taxes. */
const isUnshown = (fact: string, value: string) => fact === '合计税额' && Number(value) === 0

function contentProblems(pack: Package, ofd: Node, document: Opened): string[] {
  const problems: string[] = []
  const customDatas = new Map(all(ofd, 'CustomData').map((data) => [data.attributes.Name, data.text.trim()]))
  const shown = textInReadingOrder(pack, document).replace(/\s/g, '')
  for (const fact of facts) {
    const value = customDatas.get(fact) ?? ''
    if (value === '') {
      if (required.has(fact)) problems.push(`OFD.xml 没有 ${fact} / OFD.xml lacks ${fact}`)
    } else if (!shown.includes(value) && !isUnshown(fact, value))
      problems.push(`票面没有${fact} ${value} / ${fact} ${value} is not on the face`)
  }
  for (const tag of ['BuyerName', 'SellerName']) {
    if (!taggedText(pack, tag)) problems.push(`标签没有指出 ${tag} / no tag says which text is the ${tag}`)
  }
  const number = taggedText(pack, 'InvoiceNo')
  if (number && number !== customDatas.get('发票号码')) {
    problems.push(`标签所指的号码 ${number} 与 OFD.xml 不同 / the tagged number ${number} is not that of OFD.xml`)
  }
  return problems
}

/** The texts of all pages, from the top left to the bottom right. */
function textInReadingOrder(pack: Package, document: Opened): string {
  const pages = all(document.node, 'Page').flatMap((page) => {
    const path = partPath(document.path, page.attributes.BaseLoc ?? '')
    const root = path === undefined ? undefined : pack.roots.get(path)
    return root ? [root] : []
  })
  // A page that is named again says nothing new.
  return [...new Set(pages)]
    .map((page) =>
      all(page, 'TextObject')
        .map((object) => ({ ...place(object), text: textOf(object) }))
        .sort((one, other) => one.y - other.y || one.x - other.x)
        .map(({ text }) => text)
        .join('\n'),
    )
    .join('\n')
}

function place(object: Node) {
  const [x, y] = (object.attributes.Boundary ?? '').split(' ').map(Number)
  return { x: x ?? 0, y: y ?? 0 }
}

const textOf = (object: Node) =>
  all(object, 'TextCode')
    .map((code) => code.text)
    .join('')

/** What the texts under a custom tag say, joined; undefined when there is none. */
function taggedText(pack: Package, tag: string): string | undefined {
  const element = [...pack.roots.values()].map((root) => first(root, tag)).find((found) => found !== undefined)
  if (!element) return undefined
  const ids = all(element, 'ObjectRef').map((reference) => reference.text.trim())
  const texts = new Map<string, string>()
  for (const root of pack.roots.values()) {
    for (const object of all(root, 'TextObject')) texts.set(object.attributes.ID ?? '', textOf(object))
  }
  return ids.map((id) => texts.get(id) ?? '').join('') || undefined
}
