import { readFile, stat } from 'node:fs/promises'

/** The system user PostgreSQL runs as. It refuses root, whatever the reason to be root is. */
export type SystemUser = { uid: number; gid: number }

export const NOBODY: SystemUser = { uid: 65534, gid: 65534 }

/**
 * Who must run the cluster in `directory`: its owner, else the `postgres` user, else nobody.
 * `undefined` means ourselves, because we are not root and cannot be anyone else.
 */
export async function databaseUser(directory: string): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(directory).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return (await userNamed('postgres')) ?? NOBODY
}

async function userNamed(name: string): Promise<SystemUser | undefined> {
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const account = accounts.split('\n').find((line) => line.startsWith(`${name}:`))
  if (!account) return undefined
  const [, , uid, gid] = account.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}
