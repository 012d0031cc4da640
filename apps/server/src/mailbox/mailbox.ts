import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** The development mailbox remembers this many mails; it is a place to look, not a store. */
const MOST_MAILS = 500
const LARGEST_MAIL = 30 * 1024 * 1024

export type ReceivedMail = { id: string; receivedAt: Date; parsed: ParsedMail }

export type Mailbox = {
  smtpUrl: string
  /** Newest first. */
  mails: () => readonly ReceivedMail[]
  close: () => Promise<void>
}

/** A real SMTP receiver on loopback that keeps what it gets in memory: the whole flow works with nothing configured. */
export async function openMailbox(port = 0): Promise<Mailbox> {
  const mails: ReceivedMail[] = []
  let count = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: LARGEST_MAIL,
    onData(stream, _session, done) {
      simpleParser(stream).then(
        (parsed) => {
          mails.unshift({ id: String(++count), receivedAt: new Date(), parsed })
          mails.length = Math.min(mails.length, MOST_MAILS)
          done()
        },
        (error: Error) => done(error),
      )
    },
  })
  // A client that hangs up is its own affair.
  server.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails: () => mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
