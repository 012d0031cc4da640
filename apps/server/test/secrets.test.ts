import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestDatabase, testDatabase } from '@mashang/db/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../../scripts/launch/port.ts'
import { enterprise } from './shop.ts'
import { type Running, type RunningServer, startProgram } from './stack.ts'
import { until } from './until.ts'

const apps = join(import.meta.dirname, '..', '..')
const EMAIL = 'Very.Secret.Address@hidden.example'

let data: string
let database: TestDatabase
let bureau: Running
let stop: () => Promise<unknown>
let server: RunningServer
let log = ''
/** What only its owner may hold. */
const secrets: Record<string, string> = { email: EMAIL }

/* One invoice from scan to mail, on a server that logs everything it can. */
beforeAll(async () => {
  database = await testDatabase()
  data = await mkdtemp(join(tmpdir(), 'mashang-secrets-'))
  bureau = await startProgram(join(apps, 'tax-sandbox/src/main.ts'), { PORT: '0', SANDBOX_DATA: data })
  const child = fork(join(apps, 'server/src/main.ts'), {
    env: {
      ...process.env,
      PORT: String(await freePort('127.0.0.1')),
      DATABASE_URL: database.url,
      MASHANG_DATA: data,
      MASHANG_SECRET: randomBytes(32).toString('base64'),
      MASHANG_DEMO: '1',
      TAX_SANDBOX_URL: bureau.url,
      LOG_LEVEL: 'debug',
      NODE_ENV: 'production',
    },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  stop = async () => {
    child.kill()
    await once(child, 'exit')
  }
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (log += chunk))
  server = (await once(child, 'message'))[0]
  await oneInvoice()
})
afterAll(async () => {
  await stop?.()
  await bureau?.stop()
  await database?.drop()
  await rm(data, { recursive: true, force: true })
})

async function oneInvoice(): Promise<void> {
  const { demo, url } = server
  if (!demo?.receipt) throw new Error('the demo has no receipt')
  Object.assign(secrets, { apiKey: demo.apiKey, password: demo.password })
  const receiptPage = await fetch(demo.receipt.url)
  const cookie = receiptPage.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  secrets.device = cookie.split('=')[1] ?? ''
  const json = { 'content-type': 'application/json' }
  const submitted = await fetch(`${url}/api/consumer/applications`, {
    method: 'POST',
    headers: { ...json, cookie },
    body: JSON.stringify({
      submissionKey: crypto.randomUUID(),
      source: { kind: 'receipt', code: demo.receipt.url.split('/r/')[1] },
      buyer: enterprise,
      email: EMAIL,
    }),
  })
  expect(await submitted.text()).not.toContain(EMAIL)
  const mail = await until(
    async () => (await (await fetch(`${url}/dev/mailbox.json?to=${EMAIL}`)).json())[0],
    (found) => found !== undefined,
    40_000,
  )
  const body = await (await fetch(`${url}/dev/mailbox/${mail.id}/body`)).text()
  const [link = '', proof = ''] = /http[^"]*\?t=([\w.-]+)/.exec(body.replaceAll('&#38;', '&')) ?? []
  secrets.proof = proof
  expect((await fetch(link)).status).toBe(200)
  await fetch(`${url}/v1/orders/ord_x`, { headers: { authorization: `Bearer ${demo.apiKey}` } })
  const signIn = { email: demo.email, password: demo.password }
  const session = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { ...json, origin: url },
    body: JSON.stringify(signIn),
  })
  expect(session.status).toBe(200)
  secrets.session = session.headers.getSetCookie()[0]?.split(';')[0]?.split('=')[1] ?? ''
}

/** Ways in which a text may stand somewhere without being hidden. */
const spellings = (text: string) => [
  text,
  encodeURIComponent(text),
  Buffer.from(text).toString('hex'),
  Buffer.from(text).toString('base64'),
]

test('no secret stands in the database, in any spelling', async () => {
  for (const [name, secret] of Object.entries(secrets)) expect(secret.length, name).toBeGreaterThan(10)
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select schemaname as schema, tablename as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(database.db)
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['application', 'delivery', 'identity', 'job']))
  let dump = ''
  for (const { schema, name } of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(`${schema}.${name}`)} t`.execute(
      database.db,
    )
    dump += rows.map(({ row }) => row).join('\n')
  }
  expect(dump, 'this would find what is there').toContain(enterprise.name)
  const readable = dump.toLowerCase()
  for (const [name, secret] of Object.entries(secrets))
    for (const spelling of spellings(secret)) expect(readable.includes(spelling.toLowerCase()), name).toBe(false)
  expect(readable).not.toContain('mashang-demo-secret')
})

test('no secret stands in the log, not even in the most talkative one', () => {
  expect(log, 'this would find what is there').toContain('/api/consumer/applications')
  for (const [name, secret] of Object.entries(secrets))
    for (const spelling of spellings(secret))
      expect(log.toLowerCase().includes(spelling.toLowerCase()), name).toBe(false)
})
