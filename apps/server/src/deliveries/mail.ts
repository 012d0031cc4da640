import { maskEmail } from '@mashang/invoice'
import { createTransport } from 'nodemailer'

export type Mail = {
  messageId: string
  to: string
  subject: string
  text: string
  html: string
  attachments: readonly { filename: string; content: Buffer }[]
}

/** Connections to the mail server; more would only be refused sooner. */
export const MAILS_AT_ONCE = 8

/**
 * Whether the mail server took it, or its words, without the address that it likes to repeat. `forGood`: it will never
 * take this mail, for there is no such mailbox.
 */
export type Sent = { ok: true } | { ok: false; words: string; forGood: boolean }

export type SendMail = (mail: Mail) => Promise<Sent>

export function smtpMail({ url, from }: { url: string; from: string }): { send: SendMail; close: () => void } {
  const transport = createTransport(
    {
      url,
      pool: true,
      maxConnections: MAILS_AT_ONCE,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      // Silence, not the whole: a mail that still moves is not sent a second time.
      socketTimeout: 30_000,
    },
    { from },
  )
  return {
    send: ({ attachments, ...mail }) =>
      transport.sendMail({ ...mail, attachments: [...attachments] }).then(
        () => ({ ok: true }),
        (error: Error & { responseCode?: number; command?: string }) => ({
          ok: false,
          words: withoutAddresses(error.message),
          forGood: error.command === 'RCPT TO' && (error.responseCode ?? 0) >= 500,
        }),
      ),
    close: () => transport.close(),
  }
}

function withoutAddresses(words: string): string {
  return words.replace(/[^\s<>"'()]+@[^\s<>"'(),;:]+/g, maskEmail)
}
