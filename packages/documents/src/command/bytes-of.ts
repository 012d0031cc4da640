import { readFile, stat } from 'node:fs/promises'
import { refusals } from '../import/problems.ts'

type Sentences = { zh: string; en: string }
export type BytesRead = { ok: true; bytes: Uint8Array } | ({ ok: false; problem: string } & Sentences)

const LARGEST = 20 * 1024 * 1024

/** What a file holds; what is far too large is not even read. */
export async function bytesOf(path: string): Promise<BytesRead> {
  try {
    const { size } = await stat(path)
    if (size > LARGEST) return { ok: false, problem: 'too-large', ...refusals['too-large'] }
    return { ok: true, bytes: await readFile(path) }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    return { ok: false, problem: 'cannot-read', ...(causes[code] ?? OTHER) }
  }
}

/** Why a file cannot be read, by the system's word for it. */
const causes: Readonly<Record<string, Sentences>> = {
  ENOENT: { zh: '没有这个文件。', en: 'There is no such file.' },
  EISDIR: { zh: '这是文件夹，不是文件。', en: 'This is a folder, not a file.' },
  EACCES: { zh: '没有读这个文件的权限。', en: 'You may not read this file.' },
}
const OTHER: Sentences = { zh: '读不了这个文件。', en: 'This file cannot be read.' }
