import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopPostgres } from './embedded.ts'
import { isAlive } from './postgres/postmaster.ts'

/** The environment variable that tells workers the data directory of the server they share. */
export const TEST_DATA = 'MASHANG_TEST_DATA'

const PREFIX = 'mashang-test-'
const MEMORY = '/dev/shm'
const ENOUGH_BYTES = 1024 ** 3

/** vitest's global set-up: names the directory. The first test that wants a database starts the server there. */
export async function setup(): Promise<void> {
  const room = await roomForTests()
  await removeAbandoned(room)
  process.env[TEST_DATA] = await mkdtemp(join(room, `${PREFIX}${process.pid}-`))
}

export async function teardown(): Promise<void> {
  const dataDir = process.env[TEST_DATA]
  if (dataDir) await remove(dataDir)
}

/** Memory where there is plenty, because cloning a database is nothing but copying files: 20 ms there, 100 on a disk. */
async function roomForTests(): Promise<string> {
  const memory = await statfs(MEMORY).catch(() => undefined)
  return memory && memory.bavail * memory.bsize > ENOUGH_BYTES ? MEMORY : tmpdir()
}

/** A run that was killed leaves its server running. */
async function removeAbandoned(room: string): Promise<void> {
  for (const name of await readdir(room)) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : 0
    if (pid > 0 && !isAlive(pid)) await remove(join(room, name))
  }
}

async function remove(dataDir: string): Promise<void> {
  await stopPostgres(dataDir)
  await rm(dataDir, { recursive: true, force: true })
}
