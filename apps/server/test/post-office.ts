import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail server of the outside world, which may refuse, close and open again. Keeps what the envelopes say. */
export type PostOffice = {
  smtpUrl: string
  mails: { messageId: string; to: string }[]
  /** Refuses every recipient in these words, `{}` standing for the address, for now (450) or for good (550); undefined takes them again. */
  refuse: (words: string | undefined, responseCode?: 450 | 550) => void
  /** Takes this long to take each mail. */
  dawdle: (ms: number) => void
  open: () => Promise<void>
  close: () => Promise<void>
}

export async function postOffice(): Promise<PostOffice> {
  const mails: PostOffice['mails'] = []
  let refusal: { words: string; responseCode: number } | undefined
  let dawdlesMs = 0
  let server: SMTPServer | undefined
  let port = 0
  const make = () =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      // Closing means now, as when a machine goes away.
      closeTimeout: 1,
      onRcptTo({ address }, _session, done) {
        if (!refusal) return done()
        const { words, responseCode } = refusal
        done(Object.assign(new Error(words.replace('{}', address)), { responseCode }))
      },
      onData(stream, session, done) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const [header = ''] = Buffer.concat(chunks).toString('latin1').split('\r\n\r\n')
          const [, messageId = ''] = /^message-id:\s*(<[^>]+>)/im.exec(header) ?? []
          mails.push({ messageId, to: session.envelope.rcptTo[0]?.address ?? '' })
          setTimeout(done, dawdlesMs)
        })
      },
    })
  const open = async () => {
    const opening = make()
    opening.on('error', () => undefined)
    await new Promise<void>((resolve) => opening.listen(port, '127.0.0.1', resolve))
    port = (opening.server.address() as AddressInfo).port
    server = opening
  }
  await open()
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mails,
    refuse(words, responseCode = 450) {
      refusal = words === undefined ? undefined : { words, responseCode }
    },
    dawdle(ms) {
      dawdlesMs = ms
    },
    open,
    close: () => new Promise((resolve) => server?.close(() => resolve())),
  }
}
