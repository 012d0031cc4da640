import { createHash } from 'node:crypto'
import { directoryStore } from './directory.ts'
import type { Place } from './place.ts'
import { s3Store } from './s3.ts'

/** Keeps documents for ever, unchanged: named by their SHA-256, so the same bytes are the same file. */
export type Archive = {
  put(bytes: Uint8Array): Promise<{ sha256: string; size: number }>
  /** Throws when the document is not there, or is no longer what was put there. */
  get(sha256: string): Promise<Uint8Array>
}

/** Where bytes lie, by name. `write` twice with one name writes the same bytes. */
export type Store = {
  write(name: string, bytes: Uint8Array): Promise<void>
  read(name: string): Promise<Uint8Array>
}

export async function openArchive(place: Place): Promise<Archive> {
  return archiveIn('bucket' in place ? s3Store(place) : await directoryStore(place.directory))
}

function archiveIn(store: Store): Archive {
  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes)
      await store.write(nameOf(sha256), bytes)
      return { sha256, size: bytes.length }
    },
    async get(sha256) {
      const bytes = await store.read(nameOf(sha256))
      if (sha256Of(bytes) !== sha256) throw new Error(`the archived document ${sha256} has been changed`)
      return bytes
    },
  }
}

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** In 256 folders, because some file systems are slow with millions of files in one. */
const nameOf = (sha256: string) => `${sha256.slice(0, 2)}/${sha256}`
