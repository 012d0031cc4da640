import { createRequire } from 'node:module'
import { PNG } from 'pngjs'

type Reader = (pixels: Uint8ClampedArray, width: number, height: number) => { data: string } | null

// Its types promise a default export that Node does not find.
const jsQR: Reader = createRequire(import.meta.url)('jsqr')

/** What a QR reader sees in a picture. */
export function readQr(png: Buffer): string {
  const { data, width, height } = PNG.sync.read(png)
  const code = jsQR(new Uint8ClampedArray(data), width, height)
  if (!code) throw new Error('no QR code in the picture')
  return code.data
}
