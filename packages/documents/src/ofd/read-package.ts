import { openZip, ZipRefused } from '../import/zip.ts'
import { decodeXml } from '../xml/decode.ts'
import { scanXml, type XmlElement } from '../xml/scan.ts'

/** An element of an OFD file without its namespace prefix. */
export type Node = { name: string; attributes: Record<string, string>; children: readonly Node[]; text: string }

export type Package = {
  /** Root elements of the XML files by path. */
  roots: ReadonlyMap<string, Node>
  /** Every file of the package, pictures included. */
  paths: ReadonlySet<string>
}

/**
 * Opens a package that may come from anywhere; undefined when it is no ZIP, or one that is not safe to open. Problems
 * name the files that cannot be read, the others are in `package`.
 */
export function readPackage(bytes: Uint8Array): { package: Package; problems: string[] } | undefined {
  const problems: string[] = []
  const roots = new Map<string, Node>()
  try {
    const zip = openZip(bytes)
    const paths = zip.names.filter((name) => !name.endsWith('/'))
    for (const path of paths) {
      if (!path.endsWith('.xml')) continue
      // What is attached is somebody else's XML: OFD only carries it.
      if (/\/Attachs\/(?!Attachments\.xml)/.test(path)) continue
      const root = parse(zip.read(path) ?? new Uint8Array())
      if (root) roots.set(path, root)
      else problems.push(`${path} 不是格式良好的 XML / is not well-formed XML`)
    }
    return { package: { roots, paths: new Set(paths) }, problems }
  } catch (reason) {
    if (reason instanceof ZipRefused) return undefined
    throw reason
  }
}

/** What XML 1.0 forbids (§2.2). */
const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

function parse(content: Uint8Array): Node | undefined {
  const xml = decodeXml(content)
  if (xml === undefined || illegal.test(xml)) return undefined
  const scanned = scanXml(xml)
  return scanned.ok ? nodeOf(scanned.root) : undefined
}

function nodeOf({ name, attributes, children, text }: XmlElement): Node {
  return { name: name.slice(name.indexOf(':') + 1), attributes, children: children.map(nodeOf), text }
}

/** The element and everything in it, in the order of the file. */
export function* walk(node: Node): Generator<Node> {
  yield node
  for (const child of node.children) yield* walk(child)
}

/** All elements of that name below one. */
export const all = (node: Node, name: string): Node[] => [...walk(node)].filter((found) => found.name === name)

/** The first of them. */
export const first = (node: Node | undefined, name: string): Node | undefined => node && all(node, name)[0]

/** Where a location within a file points to; undefined when that lies outside of the package. */
export function resolve(from: string, location: string): string | undefined {
  const steps = location.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of location.split('/')) {
    if (step === '..' && steps.pop() === undefined) return undefined
    if (step !== '' && step !== '.' && step !== '..') steps.push(step)
  }
  return steps.join('/')
}
