import { setTimeout as sleep } from 'node:timers/promises'
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

/** From the first word to the last: a server that dribbles is given up, whatever it says meanwhile. */
export const MAIL_MS = 60_000

/**
 * Whether the mail server took it, or its words, without the address that it likes to repeat. `forGood`: it will never
 * take this mail, for there is no such mailbox.
 */
export type Sent = { ok: true } | { ok: false; words: string; forGood: boolean }

export type SendMail = (mail: Mail) => Promise<Sent>

export function smtpMail(options: { url: string; from: string; mailMs?: number }): {
  send: SendMail
  close: () => void
} {
  const { url, from, mailMs = MAIL_MS } = options
  const transport = createTransport(
    {
      url,
      pool: true,
      maxConnections: MAILS_AT_ONCE,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    },
    { from },
  )
  return {
    async send({ attachments, ...mail }) {
      const sending = transport.sendMail({ ...mail, attachments: [...attachments] }).then(
        (): Sent => ({ ok: true }),
        (error: Error & { responseCode?: number; command?: string }): Sent => ({
          ok: false,
          words: withoutAddresses(error.message),
          forGood: error.command === 'RCPT TO' && (error.responseCode ?? 0) >= 500,
        }),
      )
      const ended = new AbortController()
      const late = sleep(mailMs, undefined, { signal: ended.signal }).then(
        (): Sent => ({ ok: false, words: `the mail server took longer than ${mailMs / 1000} s`, forGood: false }),
        () => sending,
      )
      return await Promise.race([sending, late]).finally(() => ended.abort())
    },
    close: () => transport.close(),
  }
}

function withoutAddresses(words: string): string {
  return words.replace(/[^\s<>"'()]+@[^\s<>"'(),;:]+/g, maskEmail)
}
