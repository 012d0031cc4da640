import { createTransport } from 'nodemailer'

export type Mail = {
  messageId: string
  to: string
  subject: string
  text: string
  html: string
  attachments: readonly { filename: string; content: Buffer }[]
}

/** Mails under way at once; more would only be refused sooner by the server they go to. */
export const MAILS_AT_ONCE = 4

/** Resolves when the mail server took the mail; throws its words when it did not. */
export type SendMail = (mail: Mail) => Promise<void>

export function smtpMail(options: { url: string; from: string }): { send: SendMail; close: () => void } {
  const transport = createTransport(
    {
      url: options.url,
      pool: true,
      maxConnections: MAILS_AT_ONCE,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    },
    { from: options.from },
  )
  return {
    async send({ attachments, ...mail }) {
      await transport.sendMail({ ...mail, attachments: [...attachments] })
    },
    close: () => transport.close(),
  }
}
