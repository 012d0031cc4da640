import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Lends a directory that is removed afterwards. `interrupted` rejects at Ctrl-C: who started something in the directory
 * races against it and stops what it started.
 */
export async function inTemporaryDirectory<T>(
  use: (directory: string, interrupted: Promise<never>) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'mashang-bench-'))
  const interrupted = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => reject(new Error(`stopped by ${signal}`)))
  })
  interrupted.catch(() => {})
  try {
    return await use(directory, interrupted)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
