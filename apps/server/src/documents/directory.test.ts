import { mkdir, mkdtemp, open, readdir, readlink, rm, utimes, writeFile } from 'node:fs/promises'
import { platform, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { directoryStore } from './directory.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'mashang-directory-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

/** The paths that were flushed to the disk while `work` ran, each as it was called then; `broken` cannot be. */
async function flushedBy(work: () => Promise<void>, broken?: string): Promise<string[]> {
  const probe = await open(home, 'r')
  const handle = Object.getPrototypeOf(probe)
  await probe.close()
  const { sync } = handle
  const flushed: string[] = []
  handle.sync = async function (this: { fd: number }) {
    const path = await readlink(`/proc/self/fd/${this.fd}`)
    if (path === broken) throw new Error('EIO')
    flushed.push(path)
    return sync.call(this)
  }
  try {
    await work()
  } finally {
    handle.sync = sync
  }
  return flushed
}

/* What reaches the disk can be watched on Linux only. */
test.runIf(platform() === 'linux')('a power cut after a write takes neither the bytes nor a name', async () => {
  const archive = join(home, 'made', 'documents')
  const store = await directoryStore(archive)
  const first = await flushedBy(() => store.write('ab/abc', Buffer.from('x')))
  expect(first).toContain(join(archive, 'ab'))
  for (const made of [join(archive, 'ab'), archive, dirname(archive)]) expect(first).toContain(dirname(made))
  expect(first.some((path) => path.startsWith(join(archive, 'tmp/')))).toBe(true)

  const second = await flushedBy(() => store.write('ab/abd', Buffer.from('y')))
  expect(second).toEqual([expect.stringContaining(join(archive, 'tmp/')), join(archive, 'ab')])
})

test.runIf(platform() === 'linux')('a folder that another process has just made is not relied on', async () => {
  const store = await directoryStore(home)
  await mkdir(join(home, 'cd'))
  expect(await flushedBy(() => store.write('cd/cde', Buffer.from('x')))).toContain(home)
})

test.runIf(platform() === 'linux')('a name whose flush has failed is flushed by the next write', async () => {
  const archive = join(home, 'made', 'documents')
  const store = await directoryStore(archive)
  const write = () => store.write('ab/abc', Buffer.from('x'))
  for (const broken of [home, dirname(archive), archive]) {
    for (const _ of ['first', 'again']) await flushedBy(() => expect(write()).rejects.toThrow('EIO'), broken)
  }
  expect(await flushedBy(write)).toContain(archive)
})

test.runIf(platform() === 'linux')('an archive that a killed process has made is flushed up to the root', async () => {
  const archive = join(home, 'made', 'documents')
  await mkdir(join(archive, 'ab'), { recursive: true })
  const store = await directoryStore(archive)
  const flushed = await flushedBy(() => store.write('ab/abc', Buffer.from('x')))
  for (const folder of [archive, dirname(archive), home, dirname(home), '/']) expect(flushed).toContain(folder)
})

test.runIf(platform() === 'linux')('a folder that was removed and made anew is flushed again', async () => {
  const store = await directoryStore(join(home, 'documents'))
  await store.write('ab/abc', Buffer.from('x'))
  await rm(join(home, 'documents'), { recursive: true })
  const flushed = await flushedBy(() => store.write('ab/abc', Buffer.from('x')))
  for (const folder of [join(home, 'documents'), home]) expect(flushed).toContain(folder)
})

test('what a killed process left half written is swept when the archive is opened, unless it may be under way', async () => {
  await mkdir(join(home, 'tmp'))
  for (const name of ['forgotten', 'under-way']) await writeFile(join(home, 'tmp', name), 'half')
  const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000)
  await utimes(join(home, 'tmp', 'forgotten'), yesterday, yesterday)
  await directoryStore(home)
  expect(await readdir(join(home, 'tmp'))).toEqual(['under-way'])
})

test('a write that fails leaves nothing aside', async () => {
  const store = await directoryStore(home)
  await mkdir(join(home, 'ab', 'abc'), { recursive: true })
  await writeFile(join(home, 'ab', 'abc', 'in the way'), '')
  await expect(store.write('ab/abc', Buffer.from('x'))).rejects.toThrow()
  expect(await readdir(join(home, 'tmp'))).toEqual([])
})
