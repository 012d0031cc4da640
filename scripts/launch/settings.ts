import { networkInterfaces } from 'node:os'
import { resolve } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { freePort } from './port.ts'

export type Settings = {
  /** Absolute path of the data directory. */
  data: string
  /** DOCUMENTS as the server reads it, a directory as an absolute path; undefined leaves the choice to the server. */
  documents: string | undefined
  host: string
  port: number
  /** The address people and QR codes use, without a slash at its end. */
  publicUrl: string
  /** An external database; without it the launcher starts its own. */
  databaseUrl: string | undefined
  secret: string | undefined
  /** MASHANG_DEMO as the server reads it. */
  demo: string
}

/**
 * Reads the environment: MASHANG_DATA (./data), DOCUMENTS, HOST (127.0.0.1), PORT (8080; 0 picks a free one), PUBLIC_URL,
 * DATABASE_URL, MASHANG_SECRET, MASHANG_DEMO (on in our own database), SMTP_URL. An empty variable counts as unset.
 */
export async function readSettings(env: NodeJS.ProcessEnv, root: string): Promise<Settings> {
  const value = (name: string) => env[name]?.trim() || undefined
  const host = value('HOST') ?? '127.0.0.1'
  const databaseUrl = value('DATABASE_URL')
  // Somebody's own database is not the place for staff whose password stands in the source.
  const demo = value('MASHANG_DEMO') ?? (databaseUrl ? '0' : '1')
  if (/^(0|false|no|off|n|disabled)$/i.test(demo) && !value('SMTP_URL')) throw noMailServer()
  const port = parsePort(value('PORT') ?? '8080') ?? (await freePort(host))
  return {
    data: resolve(root, value('MASHANG_DATA') ?? 'data'),
    documents: placeOf(value('DOCUMENTS'), root),
    host,
    port,
    publicUrl: publicUrlOf(value('PUBLIC_URL') ?? `http://${nameFor(host)}:${port}`),
    databaseUrl,
    secret: value('MASHANG_SECRET'),
    demo,
  }
}

/** What begins like an address is the server's to judge; two letters at least, for Windows has `C:`. */
function placeOf(documents: string | undefined, root: string): string | undefined {
  return documents === undefined || /^[a-z][a-z\d]+:/i.test(documents) ? documents : resolve(root, documents)
}

/** Invoices would wait for ever, or lie in a mailbox that anybody may read. */
function noMailServer(): CannotStart {
  return new CannotStart(
    '没有邮件服务器，发票寄不出去。请设置 SMTP_URL，例如 smtps://user:password@mail.example.com；只想试用演示数据，请设置 MASHANG_DEMO=1。',
    'There is no mail server to send invoices through. Set SMTP_URL, like smtps://user:password@mail.example.com; to try the demo, set MASHANG_DEMO=1.',
  )
}

/** QR codes carry it, with a path and what they are about behind it; more than this is too fine for a phone. */
const LONGEST_PUBLIC_URL = 130

function publicUrlOf(text: string): string {
  const url = URL.parse(text)
  const isPage = url !== null && /^https?:$/.test(url.protocol) && !/[?#]/.test(text)
  if (isPage && url.href.length <= LONGEST_PUBLIC_URL) return text.replace(/\/+$/, '')
  throw new CannotStart(
    `PUBLIC_URL 应是手机能打开的网址，以 http:// 或 https:// 开头，不含 ? 和 #，最多 ${LONGEST_PUBLIC_URL} 个字符，现在是“${text}”。`,
    `PUBLIC_URL must be an address that phones can open: http:// or https://, without ? and #, at most ${LONGEST_PUBLIC_URL} characters, not “${text}”.`,
  )
}

/** A port number, or undefined for 0: any free one. */
function parsePort(text: string): number | undefined {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port === 0 ? undefined : port
  throw new CannotStart(
    `PORT 应是 0–65535 之间的整数，现在是“${text}”。`,
    `PORT must be a whole number from 0 to 65535, not “${text}”.`,
  )
}

/** How a browser reaches a host we listen on: a phone beside us needs the address of the local network. */
function nameFor(host: string): string {
  if (host === '127.0.0.1' || host === '::1') return 'localhost'
  if (host !== '0.0.0.0' && host !== '::') return host.includes(':') ? `[${host}]` : host
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return addresses.find((address) => address.family === 'IPv4' && !address.internal)?.address ?? 'localhost'
}
