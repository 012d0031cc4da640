import { randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Cluster, urlOf } from './cluster.ts'
import { readLockFile, runsIn } from './postmaster.ts'

const ANSWER_MS = 300_000

/**
 * Waits until the server with this process id answers, and makes sure that it is the one of this directory: it must
 * know our password and read back a word we have just written there. False when it left instead of answering.
 */
export async function adopt(cluster: Cluster, pid: number): Promise<boolean> {
  for (const deadline = Date.now() + ANSWER_MS; Date.now() < deadline; await sleep(50)) {
    if (!(await runsIn(cluster.directory, pid))) return false
    const lock = await readLockFile(cluster.directory)
    if (lock?.pid !== pid || !lock.ready) continue
    const word = await wordReadBack(cluster, lock.port)
    if (word === 'same') return true
    if (word === 'other') throw new Error(`The PostgreSQL on port ${lock.port} is not the one of ${cluster.directory}`)
  }
  throw new Error(`PostgreSQL (process ${pid}) holds ${cluster.directory} but does not answer`)
}

async function wordReadBack(cluster: Cluster, port: number): Promise<'same' | 'other' | 'no answer'> {
  const word = randomUUID()
  const name = `adoption-${word}`
  const file = join(cluster.directory, name)
  const client = new pg.Client({ connectionString: urlOf(cluster, port, 'postgres'), connectionTimeoutMillis: 5_000 })
  client.on('error', () => {}) // a server that leaves while we ask: the query reports it
  try {
    await leaveWord(file, word)
    await client.connect()
    const { rows } = await client.query('select pg_read_file($1, true) as word', [name])
    return rows[0].word === word ? 'same' : 'other'
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') return 'other'
    return 'no answer'
  } finally {
    await rm(file, { force: true })
    await client.end().catch(() => {})
  }
}

async function leaveWord(path: string, word: string): Promise<void> {
  const file = await open(path, 'wx')
  await file.writeFile(word)
  await file.chmod(0o644) // when we are root the server is somebody else; the directory itself is closed to others
  await file.close()
}
