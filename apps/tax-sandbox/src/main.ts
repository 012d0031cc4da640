/** The simulated tax bureau (模拟税局), a process of its own. See ../README.md. */
import { loadFonts } from '@mashang/documents'
import { rememberedBooks } from './books.ts'
import { readConfig } from './config.ts'
import { openDatabase } from './database.ts'
import { lastPort, rememberPort } from './port.ts'
import { sandbox } from './sandbox.ts'

const config = readConfig(process.env)
loadFonts()
const db = openDatabase(config.dataDirectory)
const app = sandbox({ apps: config.apps, books: rememberedBooks(db), verifyAt: config.verifyAt })

async function listen(port: number): Promise<string> {
  return app.listen({ host: config.host, port })
}

async function listenAsBefore(): Promise<string> {
  // Addresses of documents are kept by others: they should outlive a restart.
  return listen(lastPort(db)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') return listen(0)
    throw error
  })
}

async function stop(): Promise<void> {
  await app.close()
  db.close()
  process.exit(0)
}

const url = config.port === 0 ? await listenAsBefore() : await listen(config.port)
rememberPort(db, Number(new URL(url).port))
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, stop)
console.log(`tax sandbox 模拟税局 ${url}`)
process.send?.({ ready: true, url })
