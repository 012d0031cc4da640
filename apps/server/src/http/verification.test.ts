import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { verificationPage } from './verification.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ bureau: true })
})
afterAll(() => app?.close())

const verify = (query = '') => app.http.inject({ url: `/dev/verify${query}` })

test('whoever scans a sample is told what the simulated bureau knows of it', async () => {
  const page = await verify('?n=99990000000000000000&d=2026-11-26&a=1.00')
  expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.body).toContain('查无此票')
})

test('a bureau that is down is said to be down', async () => {
  await app.bureau.switchTo({ mode: 'down', count: 2 })
  for (const attempt of [1, 2]) expect((await verify()).statusCode, `attempt ${attempt}`).toBe(503)
  expect((await verify()).statusCode).toBe(200)
})

test.each<[string, (response: ServerResponse) => void]>([
  ['breaks off in the middle', (response) => response.write('<p>', () => response.destroy())],
  ['never ends', (response) => response.on('drain', () => response.write(PAGE)).write(PAGE)],
])(
  'a bureau whose answer %s is said to be down',
  async (_, answer) => {
    const bureau = createServer((_request, response) => answer(response)).listen(0, '127.0.0.1')
    await once(bureau, 'listening')
    const http = fastify()
    verificationPage(http, `http://127.0.0.1:${(bureau.address() as AddressInfo).port}`)
    const page = await http.inject({ url: '/dev/verify' })
    expect([page.statusCode, page.body]).toEqual([503, expect.stringContaining('没有回答')])
    await http.close()
    bureau.closeAllConnections()
    bureau.close()
  },
  4_000,
)

const PAGE = Buffer.alloc(100_000, ' ')

test('an installation without a sandbox has no such page', async () => {
  const real = await testApp()
  expect((await real.http.inject({ url: '/dev/verify' })).statusCode).toBe(404)
  await real.close()
})
