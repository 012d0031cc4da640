import { createHash } from 'node:crypto'
import type { Face, FaceElement, FacePage } from '../face/face.ts'
import { colourProfileStream } from './colour-profile.ts'
import { contentOf, type Opacities, POINTS_PER_MM } from './content.ts'
import { UsedCharacters } from './embedded-fonts.ts'
import { PRODUCER, pdfDate, xmp } from './metadata.ts'
import { compressed, decimal, PdfObjects, type Ref, reference, type Stream, textString } from './objects.ts'

export type PdfOptions = {
  title: string
  /** 开票日期 with its time in China, `yyyy-MM-dd HH:mm:ss`: the file's date too, since painting knows no clock. */
  createdAt: string
  /** The machine-readable invoice, embedded as a file. */
  xml?: { bytes: Uint8Array; name: string } | undefined
}

/**
 * The face as PDF/A-3b (ISO 19005-3), fonts and XML embedded, text searchable. The same face and options make the
 * same bytes on every run.
 */
export function paintPdf(face: Face, options: PdfOptions): Uint8Array {
  const file = new PdfObjects()
  const catalogue = file.reserve()
  const pageTree = file.reserve()
  const pages = addPages(file, pageTree, face.pages)
  const metadata = file.addStream({
    dictionary: '/Type/Metadata/Subtype/XML',
    bytes: Buffer.from(xmp(options)),
  })
  const profile = file.addStream(colourProfileStream())
  file.put(pageTree, `<</Type/Pages/Count ${pages.length}/Kids[${pages.map(reference).join(' ')}]>>`)
  file.put(
    catalogue,
    `<</Type/Catalog/Pages ${reference(pageTree)}/Metadata ${reference(metadata)}/Lang(zh-CN)/MarkInfo<</Marked false>>` +
      `/ViewerPreferences<</DisplayDocTitle true>>` +
      `/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)` +
      `/DestOutputProfile ${reference(profile)}>>]${options.xml ? attach(file, options.xml, options.createdAt) : ''}>>`,
  )
  const date = pdfDate(options.createdAt)
  const information = file.add(
    `<</Title ${textString(options.title)}/Creator(${PRODUCER})/Producer(${PRODUCER})` +
      `/CreationDate(${date})/ModDate(${date})>>`,
  )
  return file.finish(`/Root ${reference(catalogue)}/Info ${reference(information)}`)
}

function addPages(file: PdfObjects, pageTree: Ref, pages: readonly FacePage[]): Ref[] {
  const characters = new UsedCharacters()
  const opacities: Opacities = new Map()
  const resources = file.reserve()
  const refs = pages.map((page) => {
    const template = addPrepared(file, page.template.elements, page.height, characters, opacities)
    const own = file.addStream(compressed(contentOf(page.elements, page.height, characters, opacities)))
    const overlay = addPrepared(file, page.overlay, page.height, characters, opacities)
    const box = [page.width, page.height].map((side) => decimal(side * POINTS_PER_MM)).join(' ')
    return file.add(
      `<</Type/Page/Parent ${reference(pageTree)}/MediaBox[0 0 ${box}]/Resources ${reference(resources)}` +
        `/Group<</Type/Group/S/Transparency/CS/DeviceRGB>>` +
        `/Contents[${[template, own, overlay].map(reference).join(' ')}]>>`,
    )
  })
  const states = [...opacities].map(([name, alpha]) => `/${name}<</Type/ExtGState/ca ${alpha}/CA ${alpha}>>`).join('')
  file.put(resources, `<</Font<<${characters.embed(file)}>>/ExtGState<<${states}>>>>`)
  return refs
}

type Prepared = { stream: Stream; characters: UsedCharacters; opacities: Opacities }

/** Templates and overlays, which the layout gives as the same arrays again for every invoice of a kind. */
const prepared = new WeakMap<readonly FaceElement[], Prepared>()

function addPrepared(
  file: PdfObjects,
  elements: readonly FaceElement[],
  height: number,
  characters: UsedCharacters,
  opacities: Opacities,
): Ref {
  const known = prepared.get(elements) ?? prepare(elements, height)
  prepared.set(elements, known)
  characters.include(known.characters)
  for (const [name, alpha] of known.opacities) opacities.set(name, alpha)
  return file.addStream(known.stream)
}

function prepare(elements: readonly FaceElement[], height: number): Prepared {
  const characters = new UsedCharacters()
  const opacities: Opacities = new Map()
  const stream = compressed(contentOf(elements, height, characters, opacities), { level: 9 })
  if (!characters.onlySmall) throw new Error('a caption has a character that fonts/kai.ttf lacks')
  return { stream, characters, opacities }
}

/** Writes the file; gives the catalogue's entries for it. */
function attach(file: PdfObjects, xml: NonNullable<PdfOptions['xml']>, createdAt: string): string {
  const date = pdfDate(createdAt)
  const checksum = createHash('md5').update(xml.bytes).digest('hex')
  const embedded = file.addStream(
    compressed(xml.bytes, {
      dictionary: `/Type/EmbeddedFile/Subtype/text#2Fxml/Params<</Size ${xml.bytes.length}/ModDate(${date})/CheckSum<${checksum}>>>`,
    }),
  )
  const name = textString(xml.name)
  const specification = file.add(
    `<</Type/Filespec/F ${name}/UF ${name}/Desc ${textString('电子发票 XML')}/AFRelationship/Alternative` +
      `/EF<</F ${reference(embedded)}/UF ${reference(embedded)}>>>>`,
  )
  const ref = reference(specification)
  return `/AF[${ref}]/Names<</EmbeddedFiles<</Names[${name} ${ref}]>>>>`
}
