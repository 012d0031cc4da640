import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stack, startStack } from './stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack?.stop())

test('smoke', async () => {
  console.log(stack.server, stack.sandbox)
  expect((await fetch(`${stack.server.url}/readyz`)).status).toBe(200)
  await stack.server.kill()
  const next = await stack.startServer()
  console.log(next.url, next.demo)
})
