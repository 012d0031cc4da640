/**
 * The text of an XML file, or undefined when the bytes are not text in the encoding the file declares. UTF-8 unless it
 * says GBK, GB2312 or GB18030, which older tools write. Line ends become `\n`, as XML demands.
 */
export function decodeXml(bytes: Uint8Array): string | undefined {
  const declaration = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const [, declared = 'utf-8'] = /^(?:ï»¿)?\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(declaration) ?? []
  const encoding = /^gb(k|2312|18030)$/i.test(declared) ? 'gb18030' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  } catch {
    return undefined
  }
}
