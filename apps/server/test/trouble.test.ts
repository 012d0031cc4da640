import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Bureau, bureau } from './bureau.ts'
import { payOrders, progress, requestNumbers, scanAndSubmit } from './consumers.ts'
import { type PostOffice, postOffice } from './post-office.ts'
import { type Stack, startStack } from './stack.ts'
import { until } from './until.ts'

let post: PostOffice
let stack: Stack
let taxes: Bureau

beforeAll(async () => {
  post = await postOffice()
  stack = await startStack({ SMTP_URL: post.smtpUrl })
  taxes = bureau(stack.sandbox.url)
})
afterAll(async () => {
  await stack?.stop()
  await post?.close()
})
afterEach(async () => {
  // Whatever went wrong: one invoice for each application, and one mail for each invoice.
  const done = await until(
    () => progress(stack),
    ({ submitted, sent }) => sent === submitted,
    50_000,
  )
  const { submitted } = done
  expect(done).toEqual({ submitted, issued: submitted, invoices: submitted, sent: submitted })
  const { count, issued, orders } = await taxes.books()
  expect({ count, issued }).toEqual({ count: submitted, issued: submitted })
  expect(orders.map(({ orderNo }) => orderNo).toSorted()).toEqual(await requestNumbers(stack))
  expect(post.mails).toHaveLength(submitted)
  expect(new Set(post.mails.map(({ messageId }) => messageId)).size).toBe(submitted)
})

/** Ten people at once. */
async function tenSubmit(name: string): Promise<void> {
  const links = await payOrders(stack, 10, name)
  await Promise.all(links.map((link, n) => scanAndSubmit(link, `${name}${n}@example.com`)))
}

test('replies that the bureau loses after issuing are asked after', async () => {
  await taxes.switchTo({ mode: 'lose-reply', count: 10 })
  await tenSubmit('lost')
})

test('while the bureau is down applications wait; when it is back they are issued', async () => {
  await taxes.switchTo({ mode: 'down' })
  await tenSubmit('down')
  await sleep(3_000)
  expect(await progress(stack)).toMatchObject({ submitted: 20, issued: 10 })
  await taxes.switchTo({})
})

test('while no mail can be sent invoices are issued; when it can they arrive, once each', async () => {
  await post.close()
  await tenSubmit('mute')
  await until(
    () => progress(stack),
    ({ issued }) => issued === 30,
  )
  expect((await progress(stack)).sent).toBe(20)
  await post.open()
})
