import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Store } from './archive.ts'

/** In a directory. A file is complete or absent: written aside, flushed, then renamed. */
export function directoryStore(directory: string): Store {
  return {
    async write(name, bytes) {
      const path = join(directory, name)
      await mkdir(dirname(path), { recursive: true })
      const aside = `${path}.${randomUUID()}`
      try {
        const file = await open(aside, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(aside, path)
      } catch (error) {
        // On a full disk, what was begun would make it fuller at each try.
        await rm(aside, { force: true })
        throw error
      }
    },
    read: (name) => readFile(join(directory, name)),
  }
}
