import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Encoding, encodingOf, textOf } from './encoding.ts'

const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name)
let room: string
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'encoding-'))
})
afterAll(() => rm(room, { recursive: true }))

async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(room, 'file.csv')
  await writeFile(path, bytes)
  return path
}

async function textIn(path: string, encoding: Encoding): Promise<string> {
  let text = ''
  for await (const chunk of textOf(path, encoding)) text += chunk
  return text
}

for (const [name, encoding] of [
  ['coffee-utf-8.csv', 'utf-8'],
  ['coffee-gb18030.csv', 'gb18030'],
  ['coffee-utf-16.csv', 'utf-16le'],
] as const)
  test(`${name} is found to be ${encoding}, and its header reads well`, async () => {
    expect(await encodingOf(fixture(name))).toBe(encoding)
    expect(await textIn(fixture(name), encoding)).toMatch(/^小票号[,\t]时间[,\t]品名/)
  })

test('UTF-16 without a byte order mark is told by its zero bytes', async () => {
  const little = Buffer.from('单号,金额\n1,2', 'utf16le')
  expect(await encodingOf(await fileOf(little))).toBe('utf-16le')
  expect(await encodingOf(await fileOf(Buffer.from(little).swap16()))).toBe('utf-16be')
})

test('a western file is not read as Chinese', async () => {
  await expect(encodingOf(fixture('latin-1.csv'))).rejects.toThrow('--encoding')
})

test('a traditional Chinese file in Big5 is not read as GB 18030', async () => {
  const big5 = Buffer.from('b3e6b8b92cabd8a641aadd2cc1c0acf5b2bf2ca8f6a9f80a', 'hex')
  await expect(encodingOf(await fileOf(big5))).rejects.toThrow('--encoding')
})

test('a wrong encoding is refused at its line', async () => {
  await expect(textIn(fixture('coffee-gb18030.csv'), 'utf-8')).rejects.toThrow('Line 1 is not utf-8')
  const late = Buffer.concat([Buffer.from('a,b\n'.repeat(40_000)), Buffer.from([0xc4, 0xc3, 0x0a])])
  await expect(textIn(await fileOf(late), 'utf-8')).rejects.toThrow('Line 40001 is not utf-8')
})

test('a file that ends in the middle of a character is refused', async () => {
  await expect(textIn(await fileOf(Buffer.from('拿铁').subarray(0, 5)), 'utf-8')).rejects.toThrow('is not utf-8')
})

test('a character that lies across two chunks is whole', async () => {
  const text = `a${'铁'.repeat(100_000)}`
  expect(await textIn(await fileOf(Buffer.from(text)), 'utf-8')).toBe(text)
})
