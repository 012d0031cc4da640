import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'
import { PNG } from 'pngjs'
import { debianChromium, installTools } from '../../../../../scripts/checks/tools.ts'
import { webFont } from './web-font.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Installs a browser where there is none, which may take minutes. */
export async function openBrowser(): Promise<Browser> {
  const installed = await installTools()
  if (!installed.ok) throw new Error(installed.problem)
  return chromium.launch({ args: flags, ...(existsSync(debianChromium) && { executablePath: debianChromium }) })
}

/** ofd.js shows five pixels to the millimetre at most; on a screen of double density these are ten. */
export const PIXELS_PER_MM = 10
const SCREEN_WIDTH = 210 * 5 + 10

const fonts = join(import.meta.dirname, '../../../fonts')
const library = fileURLToPath(import.meta.resolve('ofd.js'))

// The names by which ofd.js asks for KaiTi, SimSun and Courier New. What SimSun lacks it looks for in Songti SC.
const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>
@font-face { font-family: KaiTi; src: url(/fonts/kai.ttf) }
@font-face { font-family: SimSun; src: url(/fonts/song.ttf) }
@font-face { font-family: "Songti SC"; src: url(/fonts/wide.ttf) }
@font-face { font-family: "Courier New"; src: url(/fonts/courier.ttf) }
body { margin: 0 }
</style><script src="/ofd.js"></script><body></body></html>`

/** A browser page with ofd.js in it and the fonts that our PDF embeds; nothing comes over the network. */
export async function openReader(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, deviceScaleFactor: 2 })
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/ofd.js') return route.fulfill({ path: library, contentType: 'text/javascript' })
    if (pathname.startsWith('/fonts/')) {
      return route.fulfill({ body: webFont(join(fonts, basename(pathname))), contentType: 'font/ttf' })
    }
    return route.fulfill({ body: html, contentType: 'text/html' })
  })
  await page.goto('https://reader.example/')
  return page
}

/** One `<text>` of ofd.js: a UTF-16 unit and where on its page the browser starts to draw it, in mm. */
export type Glyph = { text: string; x: number; y: number; colour: string }

type OfdJs = {
  parseOfdDocument(options: { ofd: ArrayBuffer; success(documents: unknown[]): void; fail(error: unknown): void }): void
  renderOfd(width: number, document: unknown): HTMLElement[]
}

/** Shows a document and gives the glyphs of each page in the order in which they are painted. */
export async function show(page: Page, document: Uint8Array): Promise<Glyph[][]> {
  const glyphs = await page.evaluate(
    async ([base64, width]) => {
      const { parseOfdDocument, renderOfd } = (globalThis as unknown as { ofd: OfdJs }).ofd
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const documents = await new Promise<unknown[]>((success, fail) =>
        parseOfdDocument({ ofd: bytes.buffer as ArrayBuffer, success, fail }),
      )
      const pages = renderOfd(width, documents[0])
      globalThis.document.body.replaceChildren(...pages)
      await globalThis.document.fonts.ready
      return pages.map((div) => {
        const corner = div.getBoundingClientRect()
        return [...div.querySelectorAll('text')].map((text) => {
          const start = new DOMPoint(Number(text.getAttribute('x')), Number(text.getAttribute('y')))
          const { x, y } = start.matrixTransform(text.getScreenCTM() as DOMMatrix)
          return {
            text: text.textContent ?? '',
            x: (x - corner.x) / 5,
            y: (y - corner.y) / 5,
            colour: text.getAttribute('fill') ?? '',
          }
        })
      })
    },
    [Buffer.from(document).toString('base64'), SCREEN_WIDTH] as const,
  )
  return glyphs
}

/** What is on the screen of one page of the document shown, ten pixels to the millimetre. */
export async function pictureOf(page: Page, index: number): Promise<PNG> {
  return PNG.sync.read(await page.locator('body > div').nth(index).screenshot())
}

/** Reads a picture that something else made. */
export const pictureFrom = (path: string): PNG => PNG.sync.read(readFileSync(path))

export type Box = { left: number; top: number; right: number; bottom: number }

/** The box around everything that is not white within a box, in mm; undefined where all is white. */
export function inkIn(picture: PNG, within: Box): Box | undefined {
  const pixel = (mm: number, most: number) => Math.min(Math.max(Math.round(mm * PIXELS_PER_MM), 0), most)
  const [left, right] = [pixel(within.left, picture.width), pixel(within.right, picture.width)]
  const [top, bottom] = [pixel(within.top, picture.height), pixel(within.bottom, picture.height)]
  const ink = { left: right, top: bottom, right: left, bottom: top }
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (!isInk(picture, x, y)) continue
      ink.left = Math.min(ink.left, x)
      ink.right = Math.max(ink.right, x + 1)
      ink.top = Math.min(ink.top, y)
      ink.bottom = Math.max(ink.bottom, y + 1)
    }
  }
  if (ink.right <= ink.left) return undefined
  const mm = (pixels: number) => pixels / PIXELS_PER_MM
  return { left: mm(ink.left), top: mm(ink.top), right: mm(ink.right), bottom: mm(ink.bottom) }
}

/** How much of each square of `side` mm is ink, row by row, between 0 and 1. */
export function inkPerSquare(picture: PNG, side: number): number[] {
  const pixels = side * PIXELS_PER_MM
  const columns = Math.floor(picture.width / pixels)
  const counts = new Array<number>(columns * Math.floor(picture.height / pixels)).fill(0)
  for (const square of counts.keys()) {
    const [left, top] = [(square % columns) * pixels, Math.floor(square / columns) * pixels]
    for (let y = top; y < top + pixels; y++) {
      for (let x = left; x < left + pixels; x++) if (isInk(picture, x, y)) counts[square] = (counts[square] ?? 0) + 1
    }
  }
  return counts.map((count) => count / pixels ** 2)
}

function isInk(picture: PNG, x: number, y: number): boolean {
  const at = (y * picture.width + x) * 4
  return Math.min(picture.data[at] ?? 255, picture.data[at + 1] ?? 255, picture.data[at + 2] ?? 255) < 160
}
