import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'

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

test('an installation without a sandbox has no such page', async () => {
  const real = await testApp()
  expect((await real.http.inject({ url: '/dev/verify' })).statusCode).toBe(404)
  await real.close()
})
