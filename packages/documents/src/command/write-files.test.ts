import fsPromises, { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeFiles } from './write-files.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mashang-write-'))
  await writeFile(join(folder, 'b.ofd'), 'old')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const files = new Map(['a.pdf', 'b.ofd', 'c.xml'].map((name) => [name, Buffer.from(`new ${name}`)]))

const real = { rename: fsPromises.rename, rm: fsPromises.rm }

function use(changed: Partial<typeof real>): void {
  Object.assign(fsPromises, real, changed)
  syncBuiltinESMExports()
}
afterEach(() => use({}))

/** A disk that lets some renames through, then refuses them: one of them, or all that follow. */
function failAfter(count: number, code: string, howLong: 'once' | 'for good'): void {
  let left = count
  use({
    rename: async (from, to) => {
      left -= 1
      if (left === -1 || (left < 0 && howLong === 'for good')) throw Object.assign(new Error(code), { code })
      return real.rename(from, to)
    },
  })
}

async function contents(): Promise<Record<string, string>> {
  const names = (await readdir(folder)).toSorted()
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await textOf(name)])))
}

const textOf = (name: string) => readFile(join(folder, name), 'utf8').catch(() => 'a folder')

test.each([0, 1, 2, 3])('a disk that fails after %i renames leaves everything as it was', async (count) => {
  failAfter(count, 'ENOSPC', 'once')
  expect(await writeFiles(folder, files, 'always')).toEqual({
    ok: false,
    zh: '磁盘空间不足。没有写出文件。',
    en: 'The disk is full. No file was written.',
  })
  expect(await contents()).toEqual({ 'b.ofd': 'old' })
})

test('when nothing can be undone, the refusal names what was changed and where the replaced ones are', async () => {
  failAfter(2, 'EROFS', 'for good')
  const written = await writeFiles(folder, files, 'always')
  const [aside = ''] = await readdir(folder)
  expect(written).toEqual({
    ok: false,
    zh: `这个磁盘是只读的。这些文件已经改动，无法恢复：b.ofd；被替换的文件在 ${join(folder, aside)}。`,
    en: `The disk is read-only. These files were changed and could not be put back: b.ofd. What they replaced is in ${join(folder, aside)}.`,
  })
  expect(await contents()).toMatchObject({ 'b.ofd': 'new b.ofd' })
  expect(await textOf(join(aside, 'old-b.ofd'))).toBe('old')
})

test('files that were written are told, even if the folder they came from cannot be removed', async () => {
  use({ rm: () => Promise.reject(Object.assign(new Error('EBUSY'), { code: 'EBUSY' })) })
  const written = await writeFiles(folder, files, 'always')
  expect(written).toEqual({ ok: true, paths: [...files.keys()].map((name) => join(folder, name)) })
  expect(await contents()).toMatchObject({ 'a.pdf': 'new a.pdf', 'b.ofd': 'new b.ofd', 'c.xml': 'new c.xml' })
})

test('why nothing was written is said in both languages', async () => {
  const reasonsOf = async (path: string) => {
    const written = await writeFiles(path, files, 'always')
    return written.ok ? [] : [written.zh, written.en]
  }
  expect(await reasonsOf(join(folder, 'b.ofd', 'deeper'))).toEqual([
    '路径中有一段不是文件夹。没有写出文件。',
    'A part of the path is no folder. No file was written.',
  ])
  await mkdir(join(folder, 'c.xml'))
  expect(await reasonsOf(folder)).toEqual([
    '有文件夹占用了文件名。没有写出文件。',
    'A folder has the name of a file. No file was written.',
  ])
  await rm(join(folder, 'c.xml'), { recursive: true })
  failAfter(0, 'EIO', 'once')
  expect(await reasonsOf(folder)).toEqual(['系统报错 EIO。没有写出文件。', 'The system says EIO. No file was written.'])
})

test('a folder is made with those above it, however the path ends', async () => {
  expect(await writeFiles(join(folder, 'new', '下', 'deep/'), files, 'if-equal')).toMatchObject({ ok: true })
  expect(await writeFiles(join(folder, 'new', '.', 'other'), files, 'if-equal')).toMatchObject({ ok: true })
})

test.runIf(process.platform === 'linux')('where nobody can make a folder, it is told at once', async () => {
  expect(await writeFiles('/proc/mashang/out', files, 'if-equal')).toMatchObject({ ok: false })
})
