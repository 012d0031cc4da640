import { readFile, writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { Client } from 'pg'
import { testDatabase } from '../testing.ts'
import { setup, teardown } from '../testing-setup.ts'

/**
 * Describes the database that all migrations make, and writes the description to `path`; with `--check` on the command
 * line it only compares, and the process fails where they differ.
 */
export async function generate(path: string, describe: (client: Client) => Promise<string>): Promise<void> {
  const text = await described(describe)
  const file = relative(process.cwd(), path)
  if (!process.argv.includes('--check')) {
    await writeFile(path, text)
    return console.log(`${file} is written`)
  }
  const stale = firstDifference(await readFile(path, 'utf8').catch(() => ''), text)
  if (!stale) return console.log(`${file} is fresh`)
  console.error(`${file} is stale: run "node ${relative(process.cwd(), process.argv[1] ?? '')}".\n${stale}`)
  process.exitCode = 1
}

async function described(describe: (client: Client) => Promise<string>): Promise<string> {
  await setup()
  try {
    const { url } = await testDatabase()
    const client = new Client({ connectionString: url })
    await client.connect()
    return await describe(client).finally(() => client.end())
  } finally {
    await teardown()
  }
}

/** Where two texts part, as a person would want to be told; undefined when they are the same. */
function firstDifference(committed: string, current: string): string | undefined {
  if (committed === current) return undefined
  const before = committed.split('\n')
  const after = current.split('\n')
  const line = after.findIndex((text, index) => text !== before[index])
  const at = line === -1 ? after.length : line
  return `line ${at + 1}\n- ${before[at] ?? ''}\n+ ${after[at] ?? ''}`
}
