import { join } from 'node:path'
import { readConfig } from './config.ts'
import { loadDemo } from './demo/demo.ts'
import { httpServer } from './http/server.ts'
import { wire } from './wiring.ts'
import { work } from './work/work.ts'

/* A process: it plays the roles that its configuration names, until it is told to stop. */

const config = readConfig(process.env)
const { deps, mailbox, close } = await wire(config)
const demo = config.MASHANG_DEMO ? await loadDemo(deps, config.TAX_SANDBOX_URL) : undefined

if (config.MASHANG_ROLES.includes('worker')) await work(deps)

const app = config.MASHANG_ROLES.includes('http')
  ? await httpServer(deps, { config, webDirectory: join(import.meta.dirname, '..', '..'), mailbox })
  : undefined
await app?.listen({ port: config.PORT, host: config.HOST })

process.send?.({
  ready: true,
  url: deps.publicUrl,
  ...(demo && { demo }),
  ...(mailbox && { mailboxUrl: `${deps.publicUrl}/dev/mailbox`, smtpUrl: mailbox.smtpUrl }),
})

let stopping = false
async function stop() {
  if (stopping) return
  stopping = true
  // New requests first, then the work under way, then what both stand on.
  await app?.close()
  await close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => void stop())
