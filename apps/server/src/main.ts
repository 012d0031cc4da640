import { join } from 'node:path'
import { kyselyOn, openPool } from '@mashang/db/connect'
import { taxChannels } from './channels/channels.ts'
import { type Config, readConfig } from './config.ts'
import { deliver } from './deliveries/deliver.ts'
import { smtpMail } from './deliveries/mail.ts'
import { loadDemo } from './demo/demo.ts'
import { directoryArchive } from './documents/archive.ts'
import { httpServer } from './http/server.ts'
import { issue } from './invoices/issue.ts'
import { holderLinks } from './links.ts'
import { openMailbox } from './mailbox/mailbox.ts'
import { sealer as openSealer } from './seal.ts'
import { openAuth } from './staff/auth.ts'
import { openJobs } from './work/jobs.ts'

/* The wiring: the one file that knows everything. */

const config = readConfig(process.env)
const plays = (role: Config['MASHANG_ROLES'][number]) => config.MASHANG_ROLES.includes(role)

const publicUrl = (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, '')
const pool = openPool(config.DATABASE_URL, { max: config.DATABASE_POOL })
const db = kyselyOn(pool)
const sealer = openSealer(config.MASHANG_SECRET)
const links = holderLinks(sealer, publicUrl)
const archive = directoryArchive(join(config.MASHANG_DATA, 'documents'))
const channelOf = taxChannels({ db, sealer, sandboxUrl: config.TAX_SANDBOX_URL })
const auth = openAuth({ pool, secret: sealer.derive('auth'), publicUrl })
const mailbox = config.SMTP_URL ? undefined : await openMailbox()
const mail = smtpMail({ url: config.SMTP_URL ?? mailbox?.smtpUrl ?? '', from: config.MAIL_FROM })
const jobs = await openJobs(config.DATABASE_URL, {
  worker: plays('worker'),
  onError: (error) => console.error('jobs:', error.message),
})
const deps = { db, jobs, sealer, links, archive, channelOf, sendMail: mail.send, auth, publicUrl }

const demo = config.MASHANG_DEMO ? await loadDemo(deps, config.TAX_SANDBOX_URL) : undefined

if (plays('worker')) {
  await jobs.work('issue', (job) => issue(deps, job))
  await jobs.work('deliver', (job) => deliver({ ...deps, linkTo: links.linkTo }, job))
}

const app = plays('http')
  ? await httpServer(deps, { config, webDirectory: join(import.meta.dirname, '..', '..'), mailbox })
  : undefined
await app?.listen({ port: config.PORT, host: config.HOST })

process.send?.({
  ready: true,
  url: publicUrl,
  ...(demo && { demo }),
  ...(mailbox && { mailboxUrl: `${publicUrl}/dev/mailbox`, smtpUrl: mailbox.smtpUrl }),
})

let stopping = false
async function stop() {
  if (stopping) return
  stopping = true
  // New requests first, then the work under way, then what both stand on.
  await app?.close()
  await jobs.stop()
  mail.close()
  await mailbox?.close()
  await db.destroy()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => void stop())
