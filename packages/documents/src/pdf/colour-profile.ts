import { compressed, type Stream } from './objects.ts'

/**
 * An ICC profile of sRGB, version 4.2, made from the numbers of IEC 61966-2-1: what DeviceRGB means in the file, which
 * PDF/A has to say.
 */
function colourProfile(): Uint8Array {
  const curve = parametricCurve(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
  const tags: (readonly [string, Buffer])[] = [
    ['desc', localised('sRGB')],
    ['cprt', localised('No copyright, use freely')],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    // From D65, the white of sRGB, to D50, that of profiles (Bradford).
    ['chad', fixed('sf32', 1.04788, 0.02292, -0.0502, 0.02959, 0.99048, -0.01706, -0.00923, 0.01508, 0.75168)],
    ['rXYZ', xyz(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyz(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyz(0.14307, 0.06061, 0.7141)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]
  return assemble(tags)
}

let prepared: Stream | undefined

export function colourProfileStream(): Stream {
  prepared ??= compressed(colourProfile(), { dictionary: '/N 3', level: 9 })
  return prepared
}

function assemble(tags: readonly (readonly [string, Buffer])[]): Uint8Array {
  const data: Buffer[] = []
  const table = Buffer.alloc(4 + tags.length * 12)
  const offsets = new Map<Buffer, number>()
  let at = 128 + table.length
  table.writeUInt32BE(tags.length)
  tags.forEach(([tag, bytes], index) => {
    if (!offsets.has(bytes)) {
      offsets.set(bytes, at)
      data.push(bytes)
      at += bytes.length
    }
    table.write(tag, 4 + index * 12, 'latin1')
    table.writeUInt32BE(offsets.get(bytes) ?? 0, 8 + index * 12)
    table.writeUInt32BE(bytes.length, 12 + index * 12)
  })
  return Buffer.concat([header(at), table, ...data])
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(128)
  bytes.writeUInt32BE(size)
  bytes.writeUInt32BE(0x04200000, 8)
  bytes.write('mntrRGB XYZ ', 12, 'latin1')
  // A date is obligatory; that of the standard's first edition.
  for (const [index, part] of [1999, 10, 18, 0, 0, 0].entries()) bytes.writeUInt16BE(part, 24 + index * 2)
  bytes.write('acsp', 36, 'latin1')
  for (const [index, part] of [0.9642, 1, 0.8249].entries()) bytes.writeInt32BE(s15Fixed16(part), 68 + index * 4)
  return bytes
}

function localised(text: string): Buffer {
  const bytes = Buffer.alloc(28 + text.length * 2)
  bytes.write('mluc', 'latin1')
  bytes.writeUInt32BE(1, 8)
  bytes.writeUInt32BE(12, 12)
  bytes.write('enUS', 16, 'latin1')
  bytes.writeUInt32BE(text.length * 2, 20)
  bytes.writeUInt32BE(28, 24)
  Buffer.from(text, 'utf16le').swap16().copy(bytes, 28)
  return padded(bytes)
}

function xyz(x: number, y: number, z: number): Buffer {
  return fixed('XYZ ', x, y, z)
}

function parametricCurve(...parameters: number[]): Buffer {
  const bytes = fixed('para', 0, ...parameters)
  bytes.writeUInt32BE(0x00030000, 8)
  return bytes
}

function fixed(type: string, ...values: number[]): Buffer {
  const bytes = Buffer.alloc(8 + values.length * 4)
  bytes.write(type, 'latin1')
  for (const [index, value] of values.entries()) bytes.writeInt32BE(s15Fixed16(value), 8 + index * 4)
  return bytes
}

function s15Fixed16(value: number): number {
  return Math.round(value * 65_536)
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
}
