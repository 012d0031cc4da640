import { toString as drawQrCode } from 'qrcode'
import type { Ready } from './program.ts'

/** What the server says when it listens; the demo and the mailbox are there in development only. */
export type ServerReady = Ready & {
  demo?: {
    password: string
    /** Who may sign in, all with that password. */
    staff: { email: string; role: keyof typeof roles }[]
    qrUrl: string
    /** Absent once every receipt of the demo is invoiced. */
    receipt?: { number: string; amount: string }
    titleOnlyUrl: string
    apiKey: string
  }
  mailboxUrl?: string
}

const roles = { administrator: '管理员 administrator', operator: '开票员 operator' }

/** The block a person sees once everything runs: where to go, who to be, what to scan. */
export async function welcome(server: ServerReady, publicUrl: string, seconds: number): Promise<string> {
  const lines = [
    `  码上开票已就绪 · Mashang is ready   ${seconds.toFixed(1)} s`,
    '',
    `  后台 Console   ${publicUrl}/console/`,
  ]
  if (server.demo) lines.push(...signIns(server.demo))
  if (server.mailboxUrl) lines.push(`  邮箱 Mailbox   ${server.mailboxUrl}`)
  lines.push(`  接口 API       ${publicUrl}/docs`)
  if (server.demo) lines.push(...(await demo(server.demo, publicUrl)))
  lines.push('', '  按 Ctrl-C 停止 · Ctrl-C stops everything', '')
  return `\n${lines.join('\n')}\n`
}

function signIns({ staff, password }: NonNullable<ServerReady['demo']>): string[] {
  return staff.map(({ email, role }) => `  登录 Sign in   ${email} · ${password} · ${roles[role]}`)
}

async function demo(
  { qrUrl, receipt, titleOnlyUrl, apiKey }: NonNullable<ServerReady['demo']>,
  publicUrl: string,
): Promise<string[]> {
  const drawing = await drawQrCode(qrUrl, { type: 'terminal', small: true })
  return [
    '',
    '  扫码试开一张发票 · Scan to get an invoice',
    ...(receipt ? [`  小票 Receipt   ${receipt.number} · ¥${receipt.amount}`] : []),
    `  链接 Link      ${qrUrl}`,
    `  只留抬头 Title only   ${titleOnlyUrl}`,
    drawing.trimEnd(),
    '',
    '  推送一笔订单，回答里有它的开票二维码链接 · Push an order; the reply has the link for its QR code',
    `  密钥 API key   ${apiKey}`,
    `  ${pushOrder(publicUrl, apiKey)}`,
  ]
}

/** One line to paste; pasted again, or after the next start, it gets the same order. Paid now: never in the future. */
function pushOrder(publicUrl: string, apiKey: string): string {
  const paidAt = new Date().toISOString()
  const order = {
    organizationCode: 'SZ-001',
    number: 'CURL-1',
    paidAt,
    grossFen: 3200,
    lines: [{ name: '拿铁（大）', itemCode: 'CY-02', quantity: '1', grossFen: 3200 }],
  }
  const headers = [
    `authorization: Bearer ${apiKey}`,
    `idempotency-key: curl-${paidAt}`,
    'content-type: application/json',
  ]
  return `curl ${publicUrl}/v1/orders ${headers.map((each) => `-H '${each}'`).join(' ')} -d '${JSON.stringify(order)}'`
}
