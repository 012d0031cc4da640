import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { preparePage } from './prepared-page.ts'

const head = `<!doctype html><title>开发票</title>${'<p>照着小票填两项</p>'.repeat(200)}`
const page = preparePage(head)

test('whatever the tail, a browser reads the page and then the tail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1, unit: 'binary', maxLength: 12_000 }), async (text) => {
      const tail = Buffer.from(text).toString()
      const { encoding, body } = await page(tail, 'gzip, deflate, br, zstd')
      expect(encoding).toBe('br')
      expect(brotliDecompressSync(body).toString()).toBe(head + tail)
    }),
    { numRuns: 300 },
  )
})

test('a browser without Brotli gets gzip, and one without either the plain page', async () => {
  const packed = await page('{"a":1}', 'gzip')
  expect(gunzipSync(packed.body).toString()).toBe(`${head}{"a":1}`)
  expect((await page('{"a":1}', '')).body.toString()).toBe(`${head}{"a":1}`)
})

test('the tail costs its own length and four bytes', async () => {
  const short = await page('x', 'br')
  const long = await page('x'.repeat(1_001), 'br')
  expect(long.body.length - short.body.length).toBe(1_000)
})
