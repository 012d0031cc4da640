import { readFileSync } from 'node:fs'

/**
 * One of our fonts as browsers accept it. They insist on a `post` table, which embedding in a PDF does not need and our
 * files therefore lack; one of version 3.0 says that glyphs have no names, and nothing else.
 */
export function webFont(path: string): Buffer {
  const font = readFileSync(path)
  const tables = font.readUInt16BE(4)
  const directoryEnd = 12 + 16 * tables
  const directory = Buffer.alloc(directoryEnd + 16)
  font.copy(directory, 0, 0, directoryEnd)
  directory.writeUInt16BE(tables + 1, 4)
  for (let entry = 12; entry < directoryEnd; entry += 16) {
    directory.writeUInt32BE(directory.readUInt32BE(entry + 8) + 16, entry + 8)
  }
  const padding = Buffer.alloc((4 - (font.length % 4)) % 4)
  const post = Buffer.alloc(32)
  post.writeUInt32BE(0x00030000)
  directory.write('post', directoryEnd, 'latin1')
  directory.writeUInt32BE(font.length + 16 + padding.length, directoryEnd + 8)
  directory.writeUInt32BE(post.length, directoryEnd + 12)
  return Buffer.concat([directory, font.subarray(directoryEnd), padding, post])
}
