import { packageBudget, scanPart } from '../import/package-parts.ts'
import { openZip, ZipRefused } from '../import/zip.ts'
import type { XmlElement } from '../xml/scan.ts'

/** An element of an OFD file without its namespace prefix. */
export type Node = { name: string; attributes: Record<string, string>; children: readonly Node[]; text: string }

export type Package = {
  /** Root elements of the XML files by path. */
  roots: ReadonlyMap<string, Node>
  /** Every file of the package, pictures included. */
  paths: ReadonlySet<string>
}

export type PackageRead = { ok: true; package: Package; problems: string[] } | { ok: false; problem: string }

/**
 * Opens a package that may come from anywhere; refused, with a sentence, when it is no ZIP, or one that is not safe to
 * open. Problems name the files that cannot be read, the others are in `package`.
 */
export function readPackage(bytes: Uint8Array): PackageRead {
  const budget = packageBudget()
  const problems: string[] = []
  const roots = new Map<string, Node>()
  try {
    const zip = openZip(bytes)
    const paths = zip.names.filter((name) => !name.endsWith('/'))
    for (const path of paths) {
      if (!path.endsWith('.xml')) continue
      // What is attached is somebody else's XML: OFD only carries it.
      if (/\/Attachs\/(?!Attachments\.xml)/.test(path)) continue
      const scanned = scanPart(zip, path, budget)
      if (scanned?.ok) roots.set(path, nodeOf(scanned.root))
      else if (scanned?.problem === 'too-complex')
        return { ok: false, problem: '文件过于复杂，没有检查 / too complex to be checked' }
      else problems.push(`${path} 不是格式良好的 XML / is not well-formed XML`)
    }
    return { ok: true, package: { roots, paths: new Set(paths) }, problems }
  } catch (reason) {
    if (reason instanceof ZipRefused) return { ok: false, problem: '不是可以打开的 ZIP / not a ZIP that opens' }
    throw reason
  }
}

function nodeOf({ name, attributes, children, text }: XmlElement): Node {
  return { name: name.slice(name.indexOf(':') + 1), attributes, children: children.map(nodeOf), text }
}

/** The element and everything in it, in the order of the file. */
export function* walk(node: Node): Generator<Node> {
  const waiting = [node]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next
    for (const child of next.children.toReversed()) waiting.push(child)
  }
}

/** All elements of that name below one. */
export const all = (node: Node, name: string): Node[] => [...walk(node)].filter((found) => found.name === name)

/** The first of them. */
export const first = (node: Node | undefined, name: string): Node | undefined => node && all(node, name)[0]
