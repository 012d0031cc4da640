import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One file of `migrations/`: `0001_tenants.sql` is named `0001_tenants`. */
export type Migration = { name: string; sql: string; checksum: string }

export const MIGRATIONS = join(import.meta.dirname, 'migrations')

/** The migrations of a directory in order. Throws when a name is malformed or a number is taken twice. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.sql')).sort()
  for (const [index, file] of files.entries()) {
    if (!/^\d{4}_[a-z0-9_-]+\.sql$/.test(file)) throw new Error(`${file} is not named like 0001_nouns.sql`)
    const previous = files[index - 1]
    if (previous?.slice(0, 4) === file.slice(0, 4)) throw new Error(`${previous} and ${file} have the same number`)
  }
  return Promise.all(files.map((file) => readMigration(directory, file)))
}

async function readMigration(directory: string, file: string): Promise<Migration> {
  // A checkout on Windows may have changed the line endings; that is not an edit.
  const sql = (await readFile(join(directory, file), 'utf8')).replaceAll('\r\n', '\n')
  return { name: file.slice(0, -'.sql'.length), sql, checksum: createHash('sha256').update(sql).digest('hex') }
}
