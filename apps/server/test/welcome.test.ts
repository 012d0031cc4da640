import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServerReady, welcome } from '../../../scripts/launch/welcome.ts'
import { type Stack, startStack } from './stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack?.stop())

test('the order that the welcome shows can be pushed as it stands, and again', async () => {
  const { url, demo } = stack.server
  const shown = await welcome({ ready: true, url, demo } as ServerReady, url, 1)
  expect(shown).toContain(demo?.apiKey)
  const [, target = '', rest = ''] = /curl (\S+) (.*)/.exec(shown) ?? []
  const [, body = ''] = /-d '(.*)'/.exec(rest) ?? []
  const headers = [...rest.matchAll(/-H '([^:]+): ([^']+)'/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )
  const push = async () => {
    const answer = await fetch(target, { method: 'POST', headers: [...headers] as [string, string][], body })
    return [answer.status, await answer.json()]
  }
  const [status, order] = await push()
  expect([status, order]).toEqual([201, expect.objectContaining({ number: 'CURL-1', grossFen: 3_200 })])
  expect((await fetch(order.receiptUrl)).status).toBe(200)
  expect((await push())[1]).toMatchObject({ id: order.id })
  const [, later = ''] = /-d '(.*)'/.exec(await welcome({ ready: true, url, demo } as ServerReady, url, 1)) ?? []
  expect(JSON.parse(later).paidAt > JSON.parse(body).paidAt, 'told by another start').toBe(true)
})

test('without a receipt left the welcome still stands', async () => {
  const { url, demo } = stack.server
  const { receipt: _, ...rest } = demo ?? {}
  const shown = await welcome({ ready: true, url, demo: rest } as ServerReady, url, 1)
  expect(shown).not.toMatch(/Receipt|undefined/)
})

test('everybody of the demo is named, with what they may do, and can sign in', async () => {
  const { url, demo } = stack.server
  const shown = await welcome({ ready: true, url, demo } as ServerReady, url, 1)
  const signIns = [...shown.matchAll(/Sign in {3}(\S+) · (\S+) · (.+)/g)].map(([, ...parts]) => parts)
  expect(signIns.map(([, , role]) => role)).toEqual(['管理员 administrator', '开票员 operator'])
  for (const [email, password] of signIns) {
    const answer = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email, password }),
    })
    expect(answer.status, email).toBe(200)
  }
})
