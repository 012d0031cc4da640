import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Store } from './archive.ts'

/** In a directory. A file is complete or absent: written aside, flushed, then renamed. */
export function directoryStore(directory: string): Store {
  return {
    async write(name, bytes) {
      const path = join(directory, name)
      await mkdir(dirname(path), { recursive: true })
      const aside = `${path}.${randomUUID()}`
      const file = await open(aside, 'wx', 0o600)
      await file.writeFile(bytes)
      await file.sync()
      await file.close()
      await rename(aside, path)
    },
    read: (name) => readFile(join(directory, name)),
  }
}
