import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

type Written = { ok: true; paths: string[] } | { ok: false; zh: string; en: string }

/**
 * Writes all the files or none, into a folder that is made if need be. A file that is there already and says something
 * else is replaced only when that is wished.
 */
export async function writeFiles(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
  replace: 'if-equal' | 'always',
): Promise<Written> {
  try {
    await mkdir(folder, { recursive: true })
    const different = await namesOfDifferent(folder, files)
    if (replace === 'if-equal' && different.length > 0) return inTheWay(different)
    // Renamed out of it, so that a full disk leaves none of them half written or alone.
    const aside = await mkdtemp(join(folder, '.mashang-invoice-'))
    try {
      for (const [name, bytes] of files) await writeFile(join(aside, name), bytes)
      for (const name of files.keys()) await rename(join(aside, name), join(folder, name))
    } finally {
      await rm(aside, { recursive: true, force: true })
    }
    return { ok: true, paths: [...files.keys()].map((name) => join(folder, name)) }
  } catch (error) {
    return { ok: false, zh: `${(error as Error).message}。没有写出文件。`, en: 'No file was written.' }
  }
}

/** Those that exist with other bytes. Throws when a name is taken by what is no file. */
async function namesOfDifferent(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<string[]> {
  const different: string[] = []
  for (const [name, bytes] of files) {
    const found = await readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      return undefined
    })
    if (found && !found.equals(bytes)) different.push(name)
  }
  return different
}

function inTheWay(names: readonly string[]): Written {
  const listed = names.join('、')
  return {
    ok: false,
    zh: `已有内容不同的文件：${listed}。没有写出文件；要替换请加 --force。`,
    en: 'Files that say something else are there already. No file was written; add --force to replace them.',
  }
}
