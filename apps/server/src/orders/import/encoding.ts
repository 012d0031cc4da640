import { open } from 'node:fs/promises'
import { Cannot } from '../../command/cannot.ts'

export const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof encodings)[number]

const CHUNK = 64 * 1024
/** A till writes the characters of GB 2312; what another encoding looks like when read as GB 18030 hardly ever does. */
const SHARE_IN_GB2312 = 0.9

/**
 * The encoding of a text file: its byte order mark, else UTF-8 if every byte agrees, else GB 18030 if it reads like
 * Chinese. Throws Cannot rather than guess, because a wrong guess would be printed on invoices.
 */
export async function encodingOf(path: string): Promise<Encoding> {
  const start = await firstBytes(path)
  const marked = markOf(start) ?? utf16Of(start)
  if (marked) return marked
  if (await decodes(path, 'utf-8')) return 'utf-8'
  if (await readsLikeGb18030(path)) return 'gb18030'
  throw new Cannot(
    '看不出文件的编码：不是 UTF-8，也不像 GB18030。请另存为 UTF-8，或用 --encoding 指定（utf-8、gb18030）。',
    'The encoding is not clear: not UTF-8, and it does not read like GB18030. Save the file as UTF-8, or name it with --encoding (utf-8, gb18030).',
  )
}

/** The text of a file, chunk by chunk, without its byte order mark. Throws Cannot at a byte that does not belong. */
export async function* textOf(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    } catch {
      throw new Cannot(
        `第 ${line} 行不是 ${encoding} 编码，没有导入任何乱码。请用 --encoding 指定文件真正的编码。`,
        `Line ${line} is not ${encoding}; nothing garbled was imported. Name the file's real encoding with --encoding.`,
      )
    }
  }
  for await (const chunk of bytesOf(path)) {
    let text = ''
    // Line by line, so that a wrong byte can be told by its line.
    for (let from = 0; from < chunk.length; ) {
      const end = chunk.indexOf(0x0a, from)
      text += decode(chunk.subarray(from, end < 0 ? chunk.length : end + 1))
      if (end >= 0) line++
      from = end < 0 ? chunk.length : end + 1
    }
    yield text
  }
  yield decode()
}

async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path)
  yield* file.createReadStream({ highWaterMark: CHUNK })
}

async function firstBytes(path: string): Promise<Buffer> {
  for await (const chunk of bytesOf(path)) return chunk.subarray(0, 4096)
  return Buffer.alloc(0)
}

function markOf(start: Buffer): Encoding | undefined {
  const hex = start.subarray(0, 3).toString('hex')
  if (hex === 'efbbbf') return 'utf-8'
  if (hex.startsWith('fffe')) return 'utf-16le'
  return hex.startsWith('feff') ? 'utf-16be' : undefined
}

/** UTF-16 without a mark: every ASCII character brings a zero byte, before or behind it. */
function utf16Of(start: Buffer): Encoding | undefined {
  const zero = start.indexOf(0)
  if (zero < 0) return undefined
  return zero % 2 === 0 ? 'utf-16be' : 'utf-16le'
}

async function decodes(path: string, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of bytesOf(path)) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** Nearly any bytes can be read as GB 18030, so its characters are looked at as well: are they those in daily use? */
async function readsLikeGb18030(path: string): Promise<boolean> {
  if (!(await decodes(path, 'gb18030'))) return false
  let lead = 0
  let characters = 0
  let common = 0
  for await (const chunk of bytesOf(path)) {
    for (const byte of chunk) {
      if (lead === 0) {
        lead = byte >= 0x81 ? byte : 0
        continue
      }
      characters++
      if (byte >= 0xa1 && ((lead >= 0xb0 && lead <= 0xf7) || (lead >= 0xa1 && lead <= 0xa3))) common++
      lead = 0
    }
  }
  return common >= characters * SHARE_IN_GB2312
}
