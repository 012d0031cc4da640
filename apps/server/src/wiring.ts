import { join } from 'node:path'
import { kyselyOn, openPool } from '@mashang/db/connect'
import { openIntake } from './applications/intake.ts'
import { openQueues } from './applications/queues.ts'
import { taxChannels } from './channels/channels.ts'
import type { Config } from './config.ts'
import { smtpMail } from './deliveries/mail.ts'
import type { Deps } from './deps.ts'
import { openArchive } from './documents/archive.ts'
import { holderLinks } from './links.ts'
import { type Mailbox, openMailbox } from './mailbox/mailbox.ts'
import { openLook } from './qr-codes/match.ts'
import { sealer as openSealer } from './seal.ts'
import { openAuth } from './staff/auth.ts'
import { openJobs } from './work/jobs.ts'

export type Wired = {
  deps: Deps
  /** The demo's, unless it has an SMTP server of its own. */
  mailbox: Mailbox | undefined
  /** Lets the work under way end, then closes what it stands on. */
  close: () => Promise<void>
}

/** Opens every part that the configuration asks for: the one function that knows them all. */
export async function wire(config: Config): Promise<Wired> {
  const publicUrl = (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, '')
  const pool = openPool(config.DATABASE_URL, { max: config.DATABASE_POOL })
  const db = kyselyOn(pool)
  const sealer = openSealer(config.MASHANG_SECRET)
  const mailbox = config.SMTP_URL ? undefined : await openMailbox()
  const mail = smtpMail({ url: config.SMTP_URL ?? mailbox?.smtpUrl ?? '', from: config.MAIL_FROM })
  const jobs = await openJobs(config.DATABASE_URL, {
    worker: config.MASHANG_ROLES.includes('worker'),
    onError: (error) => console.error('jobs:', error.message),
  })
  return {
    deps: {
      db,
      jobs,
      sealer,
      intake: openIntake({ db, jobs }),
      look: openLook(db),
      queues: openQueues(db),
      publicUrl,
      links: holderLinks(sealer, publicUrl),
      archive: await openArchive(config.DOCUMENTS ?? { directory: join(config.MASHANG_DATA, 'documents') }),
      channelOf: taxChannels({ db, sealer, sandboxUrl: config.TAX_SANDBOX_URL }),
      sendMail: mail.send,
      auth: openAuth({ pool, secret: sealer.derive('auth'), publicUrl }),
    },
    mailbox,
    async close() {
      await jobs.stop()
      mail.close()
      await mailbox?.close()
      await db.destroy()
    },
  }
}
