import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'

/** Makes the data directory if need be, and proves that it can be written. */
export function openDataDirectory(data: string): void {
  const probe = join(data, `.probe-${process.pid}`)
  try {
    mkdirSync(data, { recursive: true })
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CannotStart(
      `数据目录 ${data} 不能写入（${code}）。请修改它的权限，或用 MASHANG_DATA 指定另一个目录。`,
      `The data directory ${data} cannot be written (${code}). Change its permissions, or name another with MASHANG_DATA.`,
    )
  }
}

/** The key everything confidential is encrypted with: 32 random bytes in base64, made once, readable by the owner only. */
export function secretOf(data: string): string {
  const file = join(data, 'secret')
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (Buffer.from(secret, 'base64').length === 32) return secret
  // Never replaced by a new one: what was encrypted with the old key would be lost for good.
  throw new CannotStart(
    `密钥文件 ${file} 已损坏。请从备份中恢复它；没有它，已加密的数据无法读取。`,
    `The key file ${file} is damaged. Restore it from a backup: encrypted data cannot be read without it.`,
  )
}
