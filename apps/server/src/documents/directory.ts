import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, parse, resolve, sep } from 'node:path'
import type { Store } from './archive.ts'

/** Where files are written before they have their names. */
const ASIDE = 'tmp'

/** No write takes as long. Several servers may share an archive, so what is younger may be another's, under way. */
const FORGOTTEN_MS = 24 * 60 * 60 * 1000

/**
 * In a directory. A file is complete or absent: written aside, flushed, then renamed. What was written outlives a power
 * cut, for the folders that hold its name are flushed too, up to the root. Sweeps what killed processes have left half
 * written.
 */
export async function directoryStore(directory: string): Promise<Store> {
  const home = resolve(directory)
  await sweep(join(home, ASIDE))
  /** Folders whose own names, and those of all above them, are known to be on the disk. */
  const lasting = new Set([parse(home).root])

  /**
   * What is there already is not relied on: whoever made it, this process before an error or another one, may not have
   * got so far as to flush it.
   */
  async function makeFolder(folder: string): Promise<void> {
    const made = await mkdir(folder, { recursive: true })
    const isNew = (each: string) => made !== undefined && `${each}${sep}`.startsWith(`${made}${sep}`)
    // Somebody has removed them since.
    for (const each of lasting) if (isNew(each)) lasting.delete(each)
    const unsure: string[] = []
    for (let each = folder; !lasting.has(each); each = dirname(each)) unsure.unshift(each)
    // From the top: a folder lasts when those above it do.
    for (const each of unsure) {
      await flushFolder(dirname(each)).catch(isNew(each) ? undefined : unlessNotOurs)
      lasting.add(each)
    }
  }

  return {
    async write(name, bytes) {
      const path = join(home, name)
      const aside = join(home, ASIDE, randomUUID())
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
    read: (name) => readFile(join(home, name)),
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

/** A folder far above the archive may be closed to us, or on a disk that flushes no folders: then it was made for us. */
function unlessNotOurs(error: NodeJS.ErrnoException): void {
  if (!['EACCES', 'EPERM', 'EROFS', 'EINVAL'].includes(error.code ?? '')) throw error
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
