import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

const DPI = '60'
const GAP = 4
const GAP_GREY = 96
/** So many greys are enough to see by, and make small files. */
const STEP = 255 / 7
/** And so many pages. */
const MOST_PAGES = '3'

type Grey = { width: number; height: number; pixels: Uint8Array }

/** The pages of a PDF side by side, in grey. */
export function pictureOf(pdf: Uint8Array): PNG {
  const pages = pagesOf(pdf)
  const width = pages.reduce((total, page) => total + page.width + GAP, -GAP)
  const height = Math.max(...pages.map((page) => page.height))
  const png = new PNG({ width, height, colorType: 0 })
  png.data.fill(255)
  let left = 0
  for (const page of pages) {
    for (let y = 0; y < height; y++) {
      if (left > 0) for (let x = left - GAP; x < left; x++) setGrey(png, x, y, GAP_GREY)
      if (y < page.height)
        for (let x = 0; x < page.width; x++) setGrey(png, left + x, y, page.pixels[y * page.width + x] ?? 255)
    }
    left += page.width + GAP
  }
  return png
}

export function pngOf(picture: PNG): Uint8Array {
  return PNG.sync.write(picture, { colorType: 0, deflateLevel: 9 })
}

/** The share of pixels that differ, 1 when the sizes do. */
export function difference(picture: PNG, png: Uint8Array): number {
  const kept = PNG.sync.read(Buffer.from(png))
  const { width, height } = picture
  if (kept.width !== width || kept.height !== height) return 1
  return (
    pixelmatch(picture.data, kept.data, null, width, height, { threshold: 0.2, includeAA: true }) / (width * height)
  )
}

/** All text, as poppler reads it. */
export function textOf(pdf: Uint8Array): string {
  return withTool(pdf, 'pdftotext', ['-layout'], ['-'])
}

function pagesOf(pdf: Uint8Array): Grey[] {
  const pages: Grey[] = []
  withTool(pdf, 'pdftoppm', ['-gray', '-r', DPI, '-l', MOST_PAGES], ['page'], (directory) => {
    const files = readdirSync(directory).filter((file) => file.endsWith('.pgm'))
    pages.push(...files.sort().map((file) => parsePgm(readFileSync(join(directory, file)))))
  })
  return pages
}

/** Runs a tool of poppler on a PDF, in a directory of its own that `look` sees before it goes. */
function withTool(
  pdf: Uint8Array,
  tool: string,
  before: readonly string[],
  after: readonly string[],
  look: (directory: string) => void = () => {},
): string {
  const directory = mkdtempSync(join(tmpdir(), 'golden-'))
  try {
    writeFileSync(join(directory, 'invoice.pdf'), pdf)
    const { status, stdout, stderr } = spawnSync(tool, [...before, 'invoice.pdf', ...after], {
      cwd: directory,
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`${tool} ended with ${status}: ${stderr}`)
    look(directory)
    return stdout
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** `P5 width height 255`, a line break, then a byte for each pixel. */
function parsePgm(bytes: Buffer): Grey {
  const [head = '', width = '', height = ''] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 40)) ?? []
  if (!head) throw new Error('pdftoppm made something else than a grey picture')
  return { width: Number(width), height: Number(height), pixels: bytes.subarray(head.length) }
}

function setGrey({ data, width }: PNG, x: number, y: number, grey: number): void {
  data.fill(Math.round(Math.round(grey / STEP) * STEP), (y * width + x) * 4, (y * width + x) * 4 + 3)
}
