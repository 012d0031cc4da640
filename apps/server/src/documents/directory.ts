import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Store } from './archive.ts'

/** Where files are written before they have their names. */
const ASIDE = 'tmp'

/** No write takes as long. Several servers may share an archive, so what is younger may be another's, under way. */
const FORGOTTEN_MS = 24 * 60 * 60 * 1000

/**
 * In a directory. A file is complete or absent: written aside, flushed, then renamed. What was written outlives a power
 * cut, for the folder that holds a name is flushed too. Sweeps what killed processes have left half written.
 */
export async function directoryStore(directory: string): Promise<Store> {
  await sweep(join(directory, ASIDE))
  /** Folders whose own names are known to be on the disk; another process may have made one and not got so far. */
  const lasting = new Set<string>()

  async function makeFolder(folder: string): Promise<void> {
    const made = await mkdir(folder, { recursive: true })
    if (made === undefined && lasting.has(folder)) return
    for (let each = folder; ; each = dirname(each)) {
      await flushFolder(dirname(each))
      if (each === (made ?? folder)) break
    }
    lasting.add(folder)
  }

  return {
    async write(name, bytes) {
      const path = join(directory, name)
      const aside = join(directory, ASIDE, randomUUID())
      await makeFolder(dirname(path))
      await mkdir(dirname(aside), { recursive: true })
      try {
        await writeFlushed(aside, bytes)
        await rename(aside, path)
      } catch (error) {
        // On a full disk, what was begun would make it fuller at each try.
        await rm(aside, { force: true })
        throw error
      }
      await flushFolder(dirname(path))
    },
    read: (name) => readFile(join(directory, name)),
  }
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function flushFolder(folder: string): Promise<void> {
  // Windows opens no folders; its file system writes names to its journal by itself.
  if (process.platform === 'win32') return
  const opened = await open(folder, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}

/** Another server may be sweeping too: what is gone already is no error. */
async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder).catch(unlessAbsent([]))
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(unlessAbsent(undefined))
    if (found && Date.now() - found.mtimeMs > FORGOTTEN_MS) await rm(path, { force: true })
  }
}

function unlessAbsent<T>(absent: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code !== 'ENOENT') throw error
    return absent
  }
}
