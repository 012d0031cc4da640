import type { FastifyInstance } from 'fastify'
import { escapeHtml } from '../escape-html.ts'
import type { Mailbox, ReceivedMail } from '../mailbox/mailbox.ts'

/** `/dev/mailbox`: the mails that the development mailbox received, newest first. */
export function mailboxPages(app: FastifyInstance, mailbox: Mailbox): void {
  const mailOf = (id: string) => mailbox.mails().find((mail) => mail.id === id)

  app.get<{ Querystring: { to?: string } }>('/dev/mailbox.json', async (request) =>
    mailbox
      .mails()
      .filter((mail) => !request.query.to || recipients(mail).includes(request.query.to))
      .map((mail) => ({
        id: mail.id,
        receivedAt: mail.receivedAt,
        to: recipients(mail),
        subject: mail.parsed.subject,
        messageId: mail.parsed.messageId,
        attachments: mail.parsed.attachments.map(({ filename, size, contentType }) => ({
          filename,
          size,
          contentType,
        })),
      })),
  )
  app.get('/dev/mailbox', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').headers(policy).send(listPage(mailbox.mails())),
  )
  app.get<{ Params: { id: string } }>('/dev/mailbox/:id', async (request, reply) => {
    const mail = mailOf(request.params.id)
    return reply
      .status(mail ? 200 : 404)
      .type('text/html; charset=utf-8')
      .headers(policy)
      .send(mail ? mailPage(mail) : frame('没有这封邮件 · No such mail', ''))
  })
  app.get<{ Params: { id: string } }>('/dev/mailbox/:id/body', async (request, reply) => {
    const html = mailOf(request.params.id)?.parsed.html
    // A mail is somebody else's page: no scripts, nothing loaded from elsewhere.
    return reply
      .type('text/html; charset=utf-8')
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-top-navigation-by-user-activation",
      )
      .send(html || '<p>—</p>')
  })
  app.get<{ Params: { id: string; index: string } }>('/dev/mailbox/:id/attachments/:index', async (request, reply) => {
    const attachment = mailOf(request.params.id)?.parsed.attachments[Number(request.params.index)]
    if (!attachment) return reply.status(404).send('')
    return reply
      .type(attachment.contentType)
      .header(
        'content-disposition',
        `inline; filename*=UTF-8''${encodeURIComponent(attachment.filename ?? 'attachment')}`,
      )
      .send(attachment.content)
  })
}

const policy = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'",
  'cache-control': 'no-store',
}

const time = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })

function recipients(mail: ReceivedMail): string[] {
  const { to } = mail.parsed
  return (Array.isArray(to) ? to : to ? [to] : []).flatMap((each) => each.value.map((address) => address.address ?? ''))
}

function listPage(mails: readonly ReceivedMail[]): string {
  if (mails.length === 0)
    return frame(
      '开发邮箱 · Development mailbox',
      '<p class="empty">还没有邮件。扫码开一张发票，它就会出现在这里。<br>No mail yet. Scan a code, ask for an invoice, and it arrives here.</p>',
    )
  const rows = mails.map(
    (mail) => `<a class="row" href="/dev/mailbox/${mail.id}"><b>${escapeHtml(mail.parsed.subject ?? '')}</b>
<span>${escapeHtml(recipients(mail).join(', '))}</span><time>${time.format(mail.receivedAt)}</time></a>`,
  )
  return frame('开发邮箱 · Development mailbox', `<div class="card">${rows.join('')}</div>`)
}

function mailPage(mail: ReceivedMail): string {
  const attachments = mail.parsed.attachments.map(
    (attachment, index) =>
      `<a class="file" href="/dev/mailbox/${mail.id}/attachments/${index}">${escapeHtml(attachment.filename ?? '')} <small>${Math.ceil(attachment.size / 1024)} KB</small></a>`,
  )
  return frame(
    mail.parsed.subject ?? '',
    `<p class="meta">${escapeHtml(mail.parsed.from?.text ?? '')} → ${escapeHtml(recipients(mail).join(', '))} · ${time.format(mail.receivedAt)}</p>
<p>${attachments.join(' ')}</p><iframe title="${escapeHtml(mail.parsed.subject ?? '')}" src="/dev/mailbox/${mail.id}/body"></iframe><p><a href="/dev/mailbox">← 全部邮件 · All mail</a></p>`,
  )
}

function frame(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title><style>
body{margin:0 auto;padding:24px 16px;max-width:720px;font:16px/1.5 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;background:#f6f7f9;color:#14171c}
h1{font-size:22px;line-height:30px}.card{background:#fff;border-radius:12px;overflow:hidden}
.row{display:grid;grid-template-columns:1fr auto;gap:2px 12px;padding:12px 16px;color:inherit;text-decoration:none;border-top:1px solid #e6e8ec}.row:first-child{border:0}.row b{font-weight:600}.row span{grid-row:2;color:#565d68}.row time,.meta,.empty{color:#565d68;font-variant-numeric:tabular-nums}
.file{display:inline-block;padding:8px 12px;background:#edeff3;border-radius:8px;color:#0a5fe0;text-decoration:none}iframe{width:100%;height:680px;border:1px solid #e6e8ec;border-radius:12px;background:#fff}a{color:#0a5fe0}
@media(prefers-color-scheme:dark){body{background:#0e1013;color:#f1f3f6}.card{background:#191c21}.row{border-color:#2a2f37}.row span,.row time,.meta,.empty{color:#a8b0bc}.file{background:#262b32;color:#74abff}a{color:#74abff}iframe{border-color:#2a2f37}}
</style></head><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`
}
