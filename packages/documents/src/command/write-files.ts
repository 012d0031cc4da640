import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

type Sentences = { zh: string; en: string }
type Written = { ok: true; paths: string[] } | ({ ok: false } & Sentences)

/** What has been done to a file, and how to undo it. */
type Step = { name: string; undo: () => Promise<void> }

/**
 * Writes all the files or none, into a folder that is made if need be. A file that is there already and says something
 * else is replaced only when that is wished. Where a disk that fails lets nothing be undone, the refusal names the files
 * that are not as they were.
 */
export async function writeFiles(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
  replace: 'if-equal' | 'always',
): Promise<Written> {
  const steps: Step[] = []
  let aside: string | undefined
  try {
    await makeFolder(folder)
    const { different, absent } = await compareWith(folder, files)
    if (replace === 'if-equal' && different.length > 0) return inTheWay(different)
    // Renamed out of it, so that a full disk leaves none of them half written.
    aside = await mkdtemp(join(folder, '.mashang-invoice-'))
    for (const name of [...different, ...absent]) await writeFile(newOf(aside, name), files.get(name) ?? '')
    for (const name of different) {
      await step(steps, name, join(folder, name), oldOf(aside, name))
      await step(steps, name, newOf(aside, name), join(folder, name))
    }
    for (const name of absent) await step(steps, name, newOf(aside, name), join(folder, name))
  } catch (error) {
    const changed = await undo(steps)
    if (changed.length === 0 && aside) await removed(aside)
    return notWritten(error as NodeJS.ErrnoException, changed, aside)
  }
  await removed(aside)
  return { ok: true, paths: [...files.keys()].map((name) => join(folder, name)) }
}

/** Not mkdir's own `recursive`: where a folder can be made by nobody, as in /proc, that tries for ever (Node 24). */
async function makeFolder(folder: string): Promise<void> {
  const refused = await mkdir(folder).catch((error: NodeJS.ErrnoException) => error)
  if (!refused) return
  if (refused.code === 'EEXIST' && (await stat(folder)).isDirectory()) return
  if (refused.code !== 'ENOENT' || dirname(folder) === folder) throw refused
  await makeFolder(dirname(folder))
  await mkdir(folder)
}

const newOf = (aside: string, name: string) => join(aside, `new-${name}`)
const oldOf = (aside: string, name: string) => join(aside, `old-${name}`)

async function step(steps: Step[], name: string, from: string, to: string): Promise<void> {
  await rename(from, to)
  steps.push({ name, undo: () => rename(to, from) })
}

/** The names of those that could not be undone. */
async function undo(steps: readonly Step[]): Promise<string[]> {
  const stuck = new Set<string>()
  for (const { name, undo } of steps.toReversed()) await undo().catch(() => stuck.add(name))
  return [...stuck]
}

/** The files are where they belong, or as they were: a folder too many is no failure. */
async function removed(aside: string): Promise<void> {
  await rm(aside, { recursive: true, force: true }).catch(() => undefined)
}

/** Those that exist with other bytes, and those that do not exist. Throws when a name is taken by what is no file. */
async function compareWith(folder: string, files: ReadonlyMap<string, Uint8Array>) {
  const different: string[] = []
  const absent: string[] = []
  for (const [name, bytes] of files) {
    const found = await readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      return undefined
    })
    if (found === undefined) absent.push(name)
    else if (!found.equals(bytes)) different.push(name)
  }
  return { different, absent }
}

function inTheWay(names: readonly string[]): Written {
  const listed = names.join('、')
  return {
    ok: false,
    zh: `已有内容不同的文件：${listed}。没有写出文件；要替换请加 --force。`,
    en: 'Files that say something else are there already. No file was written; add --force to replace them.',
  }
}

function notWritten(
  { code = '' }: NodeJS.ErrnoException,
  changed: readonly string[],
  aside: string | undefined,
): Written {
  const reason = reasons[code] ?? { zh: `系统报错 ${code}`, en: `The system says ${code}` }
  if (changed.length === 0)
    return { ok: false, zh: `${reason.zh}。没有写出文件。`, en: `${reason.en}. No file was written.` }
  return {
    ok: false,
    zh: `${reason.zh}。这些文件已经改动，无法恢复：${changed.join('、')}；被替换的文件在 ${aside}。`,
    en: `${reason.en}. These files were changed and could not be put back: ${changed.join(', ')}. What they replaced is in ${aside}.`,
  }
}

const forbidden = { zh: '没有写入权限', en: 'Writing is not allowed there' }
const full = { zh: '磁盘空间不足', en: 'The disk is full' }
const noFolder = { zh: '路径中有一段不是文件夹', en: 'A part of the path is no folder' }

const reasons: Record<string, Sentences> = {
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: { zh: '这个磁盘是只读的', en: 'The disk is read-only' },
  ENOSPC: full,
  EDQUOT: full,
  EISDIR: { zh: '有文件夹占用了文件名', en: 'A folder has the name of a file' },
  ENOTDIR: noFolder,
  EEXIST: noFolder,
}
