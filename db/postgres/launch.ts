import { spawn } from 'node:child_process'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, cleanEnv } from './cluster.ts'
import { readLockFile } from './postmaster.ts'

/** Crash recovery of a large database takes a while, and interrupting it only starts it again. */
const READY_MS = 300_000
const LOG_LIMIT_BYTES = 8 * 1024 * 1024

/** For a machine of 2 cores and 2 GB. Given at each start, so a new release can change them for existing data. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  max_wal_size: '512MB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  lc_messages: 'C',
  cluster_name: 'mashang',
}

/** Starts the server and waits until it takes connections, or until it has given up. */
export async function launch(
  cluster: Cluster,
  bin: string,
  port: number,
  settings: Record<string, string>,
): Promise<{ pid: number } | { words: string }> {
  const { directory, user } = cluster
  await rotate(cluster.log)
  const logFile = await open(cluster.log, 'a', 0o600)
  const wordsBefore = (await logFile.stat()).size
  const flags = Object.entries({ ...SETTINGS, ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = spawn(join(bin, 'postgres'), ['-D', cluster.argument, ...flags], {
    ...user,
    cwd: directory,
    env: cleanEnv(),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', logFile.fd, logFile.fd],
  })
  const exited = new Promise<'exited'>((done, fail) => child.once('exit', () => done('exited')).once('error', fail))
  child.unref()

  try {
    for (const deadline = Date.now() + READY_MS; Date.now() < deadline; ) {
      if ((await Promise.race([exited, sleep(10)])) === 'exited')
        return { words: await wordsSince(cluster.log, wordsBefore) }
      const lock = await readLockFile(directory)
      if (child.pid && lock?.pid === child.pid && lock.ready) return { pid: child.pid }
    }
    child.kill('SIGINT')
    throw new Error(`PostgreSQL was not ready after ${READY_MS / 1000} s; its log is ${cluster.log}`)
  } finally {
    await logFile.close()
  }
}

async function rotate(log: string): Promise<void> {
  const size = await stat(log).then(
    (file) => file.size,
    () => 0,
  )
  if (size > LOG_LIMIT_BYTES) await rename(log, `${log}.old`)
}

async function wordsSince(log: string, offset: number): Promise<string> {
  return (await readFile(log)).subarray(offset).toString('utf8').trim()
}
