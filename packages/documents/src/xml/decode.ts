/**
 * The text of an XML file, or undefined when the bytes are not text in the encoding the file declares. UTF-8 unless it
 * says GBK, GB2312 or GB18030, which older tools write. Line ends become `\n`, as XML demands.
 */
export function decodeXml(bytes: Uint8Array): string | undefined {
  const declaration = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const [, declared = 'utf-8'] = /^(?:ï»¿)?\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(declaration) ?? []
  const encoding = /^gb(k|2312|18030)$/i.test(declared) ? 'gb18030' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(withLineFeeds(bytes))
  } catch {
    return undefined
  }
}

const CR = 0x0d
const LF = 0x0a

/**
 * CR LF and CR as LF, in bytes: neither encoding has a CR within a character, and a replacement in a text of nothing but
 * CR takes sixty times its memory.
 */
function withLineFeeds(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(CR)) return bytes
  const normal = new Uint8Array(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === LF && bytes[at - 1] === CR) continue
    normal[length++] = byte === CR ? LF : (byte as number)
  }
  return normal.subarray(0, length)
}
