import type { Typeface } from '../face/typeface.ts'
import { type Shape, type TypefaceName, typefaces } from '../face/typefaces.ts'
import { compressed, decimal, hexOfUtf16, type PdfObjects, type Ref, reference, type Stream } from './objects.ts'
import { subset } from './subset.ts'

/** Names of the fonts in content streams. */
export const RESOURCES: Readonly<Record<TypefaceName, string>> = { song: 'S', kai: 'K', courier: 'C', wide: 'W' }

/**
 * Which characters of which typefaces a file shows. In the large fonts a character's id (CID) is its slot in the
 * subset, in order of first use; in the small ones it is its glyph in the whole font, so that content streams that use
 * only those are the same in every file.
 */
export class UsedCharacters {
  readonly #used: Record<TypefaceName, Map<number, Used>> = {
    song: new Map(),
    kai: new Map(),
    courier: new Map(),
    wide: new Map(),
  }

  /** The id to show the character with. */
  idOf(codePoint: number, { from, glyph }: Shape): number {
    const used = this.#used[from]
    const known = used.get(codePoint)
    if (known) return known.id
    const id = isSmall(from) ? glyph : used.size + 1
    used.set(codePoint, { id, glyph })
    return id
  }

  /** Adds what another has, whose ids must all be glyphs of small fonts. */
  include(other: UsedCharacters): void {
    for (const from of ['kai', 'courier'] as const)
      for (const [codePoint, used] of other.#used[from]) this.#used[from].set(codePoint, used)
  }

  get onlySmall(): boolean {
    return this.#used.song.size === 0 && this.#used.wide.size === 0
  }

  /** Writes the fonts that are used; gives the entries of a page's font resources. */
  embed(file: PdfObjects): string {
    return (Object.keys(this.#used) as TypefaceName[])
      .filter((name) => this.#used[name].size > 0)
      .map((name) => `/${RESOURCES[name]} ${reference(addFont(file, programOf(name, this.#used[name])))}`)
      .join('')
  }
}

type Used = { id: number; glyph: number }

/** What there is to write about a font: everything but its object numbers. */
type Program = { name: string; typeface: Typeface; widths: string; file: Stream; toUnicode: Stream }

function isSmall(name: TypefaceName): boolean {
  return name === 'kai' || name === 'courier'
}

/** The captions of one kind of invoice are the same set again and again; there are a few dozen such sets. */
const prepared = new Map<string, Program>()
const MOST_PREPARED = 64

function programOf(name: TypefaceName, used: ReadonlyMap<number, Used>): Program {
  if (!isSmall(name)) return makeProgram(typefaces()[name], used)
  // Ids and amounts differ from invoice to invoice: the whole of Courier is smaller than keeping track.
  const characters = name === 'courier' ? wholeOfAscii(typefaces().courier) : used
  const key = `${name} ${[...characters.keys()].sort((a, b) => a - b).join(' ')}`
  const known = prepared.get(key)
  if (known) return known
  if (prepared.size >= MOST_PREPARED) prepared.delete(prepared.keys().next().value as string)
  const program = makeProgram(typefaces()[name], new Map([...characters].sort(([a], [b]) => a - b)))
  prepared.set(key, program)
  return program
}

function wholeOfAscii(courier: Typeface): Map<number, Used> {
  const codePoints = [...Array.from({ length: 95 }, (_, index) => 32 + index), 0xa5]
  return new Map(codePoints.map((codePoint) => [codePoint, sameId(courier.glyphOf(codePoint))]))
}

function sameId(glyph: number): Used {
  return { id: glyph, glyph }
}

function makeProgram(typeface: Typeface, used: ReadonlyMap<number, Used>): Program {
  const slots: (number | undefined)[] = [0]
  for (const { id, glyph } of used.values()) {
    while (slots.length <= id) slots.push(undefined)
    slots[id] = glyph
  }
  const bytes = subset(typeface, slots)
  return {
    name: `${tagOf(used)}+${typeface.name}`,
    typeface,
    widths: widthsOf(typeface, slots),
    file: compressed(bytes, { dictionary: `/Length1 ${bytes.length}` }),
    toUnicode: compressed(toUnicode(used)),
  }
}

function addFont(file: PdfObjects, { name, typeface, widths, file: program, toUnicode }: Program): Ref {
  const perMille = (units: number) => Math.round((units * 1000) / typeface.unitsPerEm)
  const descriptor = file.add(
    `<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[${typeface.box.map(perMille).join(' ')}]/ItalicAngle 0` +
      `/Ascent ${perMille(typeface.ascent)}/Descent ${perMille(typeface.descent)}/CapHeight ${perMille(typeface.ascent)}` +
      `/StemV 80/FontFile2 ${reference(file.addStream(program))}>>`,
  )
  const descendant = file.add(
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>` +
      `/FontDescriptor ${reference(descriptor)}/DW 1000/W[${widths}]/CIDToGIDMap/Identity>>`,
  )
  return file.add(
    `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[${reference(descendant)}]` +
      `/ToUnicode ${reference(file.addStream(toUnicode))}>>`,
  )
}

/** Those that differ from 1000, the width of an ideograph, in runs. */
function widthsOf(typeface: Typeface, slots: readonly (number | undefined)[]): string {
  let widths = ''
  let open = false
  slots.forEach((glyph, slot) => {
    const width = glyph === undefined ? 1000 : (typeface.advanceOf(glyph) * 1000) / typeface.unitsPerEm
    if (width === 1000) {
      if (open) widths += ']'
      open = false
      return
    }
    widths += open ? ` ${decimal(width)}` : `${slot}[${decimal(width)}`
    open = true
  })
  return open ? `${widths}]` : widths
}

/** What programs read when text is selected or searched for; supplementary characters are pairs of surrogates. */
function toUnicode(used: ReadonlyMap<number, Used>): string {
  const mappings = [...used].map(
    ([codePoint, { id }]) => `<${hexId(id)}><${hexOfUtf16(String.fromCodePoint(codePoint))}>`,
  )
  let map =
    '/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
    '/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n' +
    '/CMapType 2 def\n1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n'
  // No more than a hundred in a block: a rule of CMaps.
  for (let at = 0; at < mappings.length; at += 100) {
    const block = mappings.slice(at, at + 100)
    map += `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`
  }
  return `${map}endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend`
}

export function hexId(id: number): string {
  return id.toString(16).padStart(4, '0')
}

/** Six capital letters that tell subsets of one font apart, made of what is in it. */
function tagOf(used: ReadonlyMap<number, Used>): string {
  let hash = 0
  for (const codePoint of used.keys()) hash = (Math.imul(hash, 31) + codePoint) >>> 0
  let tag = ''
  for (let letter = 0; letter < 6; letter++) {
    tag += String.fromCharCode(65 + (hash % 26))
    hash = Math.floor(hash / 26)
  }
  return tag
}
