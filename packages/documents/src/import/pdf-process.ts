/*
 * Reads the texts of one PDF and the XML attached to it, in a process of its own: whatever the file makes of pdf.js and of
 * us, `read-pdf.ts` can end the process. It may read pdf.js and nothing else, and knows nothing of the environment; its
 * argument is where pdf.js is. Imports little: what it holds is counted.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as PdfJs from 'pdfjs-dist'
import { attachedLimits, faceLimits } from './limits.ts'
import type { PlacedPages, PlacedText } from './placed-text.ts'

export type PdfContent = { placed: PlacedPages; attached: readonly Uint8Array[] }
export type PdfAnswer =
  | { ok: true; content: PdfContent }
  | { ok: false; problem: 'damaged' | 'encrypted' | 'too-complex' }

const MM = 25.4 / 72

const [home = ''] = process.argv.slice(2)
const build = (file: string) => pathToFileURL(join(home, 'legacy', 'build', file)).href
const pdfjs: typeof PdfJs = await import(build('pdf.min.mjs'))
pdfjs.GlobalWorkerOptions.workerSrc = build('pdf.worker.min.mjs')

process.once('message', async (bytes: Uint8Array) => answer(await read(bytes).catch(refusalFor)))
// pdf.js also fails where nobody awaits it.
process.on('unhandledRejection', (reason) => answer(refusalFor(reason)))
process.on('uncaughtException', (reason) => answer(refusalFor(reason)))

function answer(given: PdfAnswer): void {
  process.send?.(given, () => process.exit())
}

/** What pdf.js makes of a file; throws what is our own fault, which ends the process and is told with its stack. */
function refusalFor(reason: unknown): PdfAnswer {
  if (!(reason instanceof Error) || !isOfPdfJs(reason)) throw reason
  return { ok: false, problem: reason.name === 'PasswordException' ? 'encrypted' : 'damaged' }
}

/** Its own exceptions, which may come without a stack, and whatever was thrown from within its files. */
function isOfPdfJs({ name, stack = '' }: Error): boolean {
  const [innermost = ''] = stack.split('\n').filter((line) => line.startsWith('    at '))
  return /Exception$/.test(name) || innermost.includes(pathToFileURL(home).href)
}

async function read(bytes: Uint8Array): Promise<PdfAnswer> {
  const document = await pdfjs.getDocument({
    data: Uint8Array.from(bytes),
    // Fonts that are not embedded are the rule in the bureau's files: their codes are read with these tables.
    cMapUrl: `${join(home, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(home, 'standard_fonts')}/`,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    enableXfa: false,
    maxImageSize: 1,
    verbosity: 0,
  }).promise
  if (document.numPages > faceLimits.pages) return { ok: false, problem: 'too-complex' }
  const texts: PlacedText[] = []
  let characters = 0
  const pages: { width: number; height: number }[] = []
  for (let index = 0; index < document.numPages; index++) {
    const page = await document.getPage(index + 1)
    const viewport = page.getViewport({ scale: MM })
    pages.push({ width: viewport.width, height: viewport.height })
    const { items } = await page.getTextContent({ disableNormalization: true })
    for (const item of items) if ('str' in item) texts.push(placedOf(item, index, viewport.transform))
    characters += items.reduce((sum, item) => sum + ('str' in item ? item.str.length : 0), 0)
    if (texts.length > faceLimits.texts || characters > faceLimits.characters)
      return { ok: false, problem: 'too-complex' }
    page.cleanup()
  }
  return { ok: true, content: { placed: { texts, pages }, attached: await attachedTo(document) } }
}

type TextItem = Extract<Awaited<ReturnType<PdfJs.PDFPageProxy['getTextContent']>>['items'][number], { str: string }>

function placedOf(item: TextItem, page: number, viewport: number[]): PlacedText {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = pdfjs.Util.transform(viewport, item.transform)
  const turned = Math.abs(b) > 0.05 * Math.abs(a) + 1e-6 || a < 0
  return { page, x, y, width: item.width * MM, size: Math.hypot(c, d), text: item.str, turned }
}

async function attachedTo(document: PdfJs.PDFDocumentProxy): Promise<Uint8Array[]> {
  const attachments = (await document.getAttachments()) ?? new Map()
  const contents: Uint8Array[] = []
  const named = [...attachments].filter(([, { filename }]) => /\.xml$/i.test(filename))
  for (const [id] of named.slice(0, attachedLimits.files)) {
    const content: Uint8Array | null = await document.getAttachmentContent(id)
    if (content && content.length <= attachedLimits.bytes) contents.push(content)
  }
  return contents
}
