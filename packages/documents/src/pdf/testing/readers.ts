import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PNG } from 'pngjs'

/** Other people's readers of PDF, where they are installed: poppler's tools and mupdf's. */
export const hasPoppler = isInstalled('pdftoppm', '-v')
export const hasMupdf = isInstalled('mutool', '-v')

function isInstalled(tool: string, argument: string): boolean {
  return spawnSync(tool, [argument]).error === undefined
}

export const PIXELS_PER_MM = 6

/** Every page as pixels. */
export function picturesOf(pdf: Uint8Array): PNG[] {
  return withFile(pdf, (file, directory) => {
    run('pdftoppm', ['-png', '-r', String(25.4 * PIXELS_PER_MM), file, join(directory, 'page')])
    return readdirSync(directory)
      .filter((name) => name.endsWith('.png'))
      .sort()
      .map((name) => PNG.sync.read(readFileSync(join(directory, name))))
  })
}

/** What a tool prints about a PDF, complaints included. The file comes after the arguments, then `more`. */
export function ask(tool: string, args: readonly string[], pdf: Uint8Array, more: readonly string[] = []): string {
  return withFile(pdf, (file) => run(tool, [...args, file, ...more]))
}

function run(tool: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(tool, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${tool} ended with ${status}: ${stderr}`)
  return stdout + stderr
}

/** The first attached file. */
export function attachmentOf(pdf: Uint8Array): string {
  return withFile(pdf, (file, directory) => {
    const saved = join(directory, 'attachment')
    run('pdfdetach', ['-save', '1', '-o', saved, file])
    return readFileSync(saved, 'utf8')
  })
}

function withFile<T>(pdf: Uint8Array, use: (file: string, directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'pdf-'))
  try {
    const file = join(directory, 'invoice.pdf')
    writeFileSync(file, pdf)
    return use(file, directory)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** In millimetres of the page. */
export type Box = { left: number; top: number; right: number; bottom: number }

/** The darkness of each pixel in a box, row by row: 0 white, 1 black. */
export function inkIn({ data, width }: PNG, { left, top, right, bottom }: Box): number[] {
  const [l, t, r, b] = [left, top, right, bottom].map((mm) => Math.round(mm * PIXELS_PER_MM)) as [
    number,
    number,
    number,
    number,
  ]
  const ink: number[] = []
  for (let y = t; y < b; y++)
    for (let x = l; x < r; x++) {
      const at = (y * width + x) * 4
      ink.push(1 - ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 765)
    }
  return ink
}

export function coverage(ink: readonly number[]): number {
  return ink.reduce((total, value) => total + value, 0) / ink.length
}
