import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Keeps documents for ever, unchanged: named by their SHA-256, so the same bytes are the same file. */
export type Archive = {
  put(bytes: Uint8Array): Promise<{ sha256: string; size: number }>
  get(sha256: string): Promise<Uint8Array>
}

/** In a directory. A file is complete or absent: written aside, flushed, then renamed. */
export function directoryArchive(directory: string): Archive {
  const pathOf = (sha256: string) => join(directory, sha256.slice(0, 2), sha256)
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(sha256)
      await mkdir(dirname(path), { recursive: true })
      const aside = `${path}.${randomUUID()}`
      const file = await open(aside, 'wx', 0o600)
      await file.writeFile(bytes)
      await file.sync()
      await file.close()
      await rename(aside, path)
      return { sha256, size: bytes.length }
    },
    get: (sha256) => readFile(pathOf(sha256)),
  }
}
