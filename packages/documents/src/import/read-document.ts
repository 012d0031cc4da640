import type { InvoiceParty } from '@mashang/invoice'
import { parseAmount } from '../xml/amount.ts'
import { readXml } from '../xml/read-xml.ts'
import { dataIn, factsOf } from './attached.ts'
import { differences, problemsOf } from './check.ts'
import { type Facts, isWhole, type SomeFacts } from './facts.ts'
import { NotAnOfd, type OfdPackage, openOfd } from './ofd-package.ts'
import type { PlacedPages } from './placed-text.ts'
import type { DocumentProblem, Refusal } from './problems.ts'
import { isSampleNumber, readFace } from './read-face.ts'
import { readPdf } from './read-pdf.ts'
import { ZipRefused } from './zip.ts'

export type DocumentRead =
  | { ok: true; facts: Facts; problems: readonly DocumentProblem[] }
  | { ok: false; problem: Refusal }

const LARGEST = 20 * 1024 * 1024

/**
 * Reads an invoice out of a PDF, OFD or XML file from anywhere; which of them it is, its first bytes say, not its name.
 * Data that came with a PDF or OFD (attached EInvoice) are believed before what is printed, and differences between the
 * two are problems. Never throws for what is in the file; takes at most two seconds of a processor and some 200 MB. PDFs
 * are read in processes, two at a time: with others before it a file may wait for most of a minute, and when too many wait
 * it is refused as `busy`, of which nothing follows for the file.
 */
export async function readDocument(bytes: Uint8Array): Promise<DocumentRead> {
  if (bytes.length > LARGEST) return { ok: false, problem: 'too-large' }
  switch (formatOf(bytes)) {
    case 'xml':
      return readXmlDocument(bytes)
    case 'ofd':
      return readOfdDocument(bytes)
    case 'pdf':
      return readPdfDocument(bytes)
    case undefined:
      return { ok: false, problem: 'unknown-format' }
  }
}

function formatOf(bytes: Uint8Array): 'pdf' | 'ofd' | 'xml' | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  if (head.startsWith('PK\u0003\u0004')) return 'ofd'
  // Readers look for it in the first kilobyte, and some files begin with a few stray bytes.
  if (head.includes('%PDF-')) return 'pdf'
  return /^(?:ï»¿)?\s*</.test(head) ? 'xml' : undefined
}

function readXmlDocument(bytes: Uint8Array): DocumentRead {
  const read = readXml(bytes)
  if (!read.ok) return { ok: false, problem: read.problem === 'not-xml' ? 'damaged' : read.problem }
  const facts = factsOf(read.document, 'xml')
  return facts ? { ok: true, facts, problems: problemsOf(facts) } : { ok: false, problem: 'incomplete' }
}

async function readPdfDocument(bytes: Uint8Array): Promise<DocumentRead> {
  const read = await readPdf(bytes)
  if (!read.ok) return read
  const { placed, attached } = read.content
  return factsFrom(placed, readFace(placed, 'pdf'), dataIn(attached, 'pdf'))
}

function readOfdDocument(bytes: Uint8Array): DocumentRead {
  try {
    const ofd = openOfd(bytes)
    const face = withTags(readFace(ofd.placed, 'ofd'), ofd.tagged)
    const read = factsFrom(ofd.placed, face, dataIn(ofd.attached, 'ofd'))
    if (!read.ok) return read
    const field = propertyThatDiffers(isWhole(face) ? face : read.facts, ofd.properties)
    return field ? { ...read, problems: [...read.problems, { problem: 'properties-differ', field }] } : read
  } catch (reason) {
    if (reason instanceof ZipRefused) return { ok: false, problem: reason.problem }
    if (reason instanceof NotAnOfd) return { ok: false, problem: 'unknown-format' }
    throw reason
  }
}

function factsFrom(placed: PlacedPages, face: SomeFacts, data: Facts | undefined): DocumentRead {
  if (data) return { ok: true, facts: data, problems: [...problemsOf(data), ...differences(face, data)] }
  return isWhole(face)
    ? { ok: true, facts: face, problems: problemsOf(face) }
    : { ok: false, problem: unreadable(placed, face) }
}

/** Why a face tells no invoice. */
function unreadable({ texts }: PlacedPages, { number, gross }: SomeFacts): Refusal {
  if (texts.every(({ text, turned }) => turned || text.trim() === '')) return 'no-text'
  return number === undefined && gross === undefined ? 'not-an-invoice' : 'incomplete'
}

/**
 * CustomTag.xml says which texts are the number, the date, the parties and the amounts: they are believed before their
 * places, and are whole however the face wraps them.
 */
function withTags(face: SomeFacts, tagged: OfdPackage['tagged']): SomeFacts {
  const text = (tag: string) => (tagged.get(tag) ?? []).join('').trim()
  const matching = (tag: string, shape: RegExp) => (shape.test(text(tag)) ? text(tag) : undefined)
  const [, year, month, day] = /^(\d{4})年(\d\d)月(\d\d)日$/.exec(text('IssueDate')) ?? []
  const number = matching('InvoiceNo', /^\d{20}$/) ?? face.number
  const gross = parseAmount(text('TaxInclusiveTotalAmount')) ?? face.gross
  const party = (whose: 'Buyer' | 'Seller', { name, ...known }: InvoiceParty): InvoiceParty => {
    const taxpayerId = matching(`${whose}TaxID`, /^[0-9A-Z]{15,20}$/)
    return { ...known, name: text(`${whose}Name`) || name, ...(taxpayerId && { taxpayerId }) }
  }
  return {
    ...face,
    number,
    date: year ? `${year}-${month}-${day}` : face.date,
    net: parseAmount(text('TaxExclusiveTotalAmount')) ?? face.net,
    tax: parseAmount(text('TaxTotalAmount')) ?? face.tax,
    gross,
    ...(gross !== undefined && gross < 0 && { red: face.red ?? {} }),
    seller: party('Seller', face.seller),
    buyer: party('Buyer', face.buyer),
    sample: face.sample || isSampleNumber(number),
  }
}

/** The first fact OFD.xml tells otherwise than the face. */
function propertyThatDiffers(facts: Facts, properties: OfdPackage['properties']): string | undefined {
  const [year, month, day] = facts.date.split('-')
  const number = properties.get('发票号码')
  if (number && number !== facts.number) return 'number'
  const date = properties.get('开票日期')
  if (date && date !== `${year}年${month}月${day}日`) return 'date'
  const net = parseAmount(properties.get('合计金额') ?? '')
  if (net !== undefined && net !== facts.net) return 'net'
  const tax = parseAmount(properties.get('合计税额') ?? '')
  return tax !== undefined && tax !== facts.tax ? 'tax' : undefined
}
