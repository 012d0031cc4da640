import type { Db } from '@mashang/db/connect'
import type { Intake } from './applications/intake.ts'
import type { Queues } from './applications/queues.ts'
import type { ChannelOf } from './channels/channels.ts'
import type { SendMail } from './deliveries/mail.ts'
import type { Archive } from './documents/archive.ts'
import type { HolderLinks } from './links.ts'
import type { Look } from './qr-codes/match.ts'
import type { Sealer } from './seal.ts'
import type { Auth } from './staff/auth.ts'
import type { Jobs } from './work/jobs.ts'

/** What main.ts wires together. A function asks only for the members it uses. */
export type Deps = {
  db: Db
  jobs: Jobs
  sealer: Sealer
  intake: Intake
  look: Look
  queues: Queues
  links: HolderLinks
  archive: Archive
  channelOf: ChannelOf
  sendMail: SendMail
  auth: Auth
  publicUrl: string
}
