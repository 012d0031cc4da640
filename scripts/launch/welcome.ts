import { toString as drawQrCode } from 'qrcode'
import type { Ready } from './program.ts'

/** What the server says when it listens; the demo and the mailbox are there in development only. */
export type ServerReady = Ready & {
  demo?: {
    email: string
    password: string
    qrUrl: string
    receipt: { number: string; amount: string }
    titleOnlyUrl: string
  }
  mailboxUrl?: string
}

/** The block a person sees once everything runs: where to go, who to be, what to scan. */
export async function welcome(server: ServerReady, publicUrl: string, seconds: number): Promise<string> {
  const lines = [
    `  码上开票已就绪 · Mashang is ready   ${seconds.toFixed(1)} s`,
    '',
    `  后台 Console   ${publicUrl}/console/`,
  ]
  if (server.demo) lines.push(`  登录 Sign in   ${server.demo.email} · ${server.demo.password}`)
  if (server.mailboxUrl) lines.push(`  邮箱 Mailbox   ${server.mailboxUrl}`)
  lines.push(`  接口 API       ${publicUrl}/docs`)
  if (server.demo) lines.push(...(await demo(server.demo)))
  lines.push('', '  按 Ctrl-C 停止 · Ctrl-C stops everything', '')
  return `\n${lines.join('\n')}\n`
}

async function demo({ qrUrl, receipt, titleOnlyUrl }: NonNullable<ServerReady['demo']>): Promise<string[]> {
  const drawing = await drawQrCode(qrUrl, { type: 'terminal', small: true })
  return [
    '',
    '  扫码试开一张发票 · Scan to get an invoice',
    `  小票 Receipt   ${receipt.number} · ¥${receipt.amount}`,
    `  链接 Link      ${qrUrl}`,
    `  只留抬头 Title only   ${titleOnlyUrl}`,
    drawing.trimEnd(),
  ]
}
