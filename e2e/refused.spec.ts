import { expect, test } from '@playwright/test'
import { aPhone, fillTitle, signedIn } from './people.ts'
import { books, type Stack, startStack } from './stack.ts'

let stack: Stack

test.beforeAll(async () => {
  test.setTimeout(120_000)
  stack = await startStack()
})
test.afterAll(async () => {
  await stack.stop()
})

test('what the bureau refuses waits under 失败 until the staff correct it, and is then issued once', async ({
  browser,
}) => {
  const page = await aPhone(browser)
  await page.goto(stack.demo.receipt.url)
  // The sandbox refuses whoever carries this mark.
  await fillTitle(page, {
    kind: '企业',
    name: '深圳市拒绝科技有限公司〔拒绝〕',
    taxpayerId: '91990000MA0AAAA1XB',
    email: 'refused@example.com',
  })
  await page.getByRole('button', { name: '核对并开票' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认开票' }).click()
  await expect(page.getByRole('heading', { name: '税务系统没有通过' })).toBeVisible()

  const staff = await signedIn(browser, stack)
  await staff.goto(`${stack.url}/console/work-list`)
  await staff.getByRole('tab', { name: /失败/ }).click()
  await staff.getByText('深圳市拒绝科技有限公司').first().click()
  await staff.getByLabel('抬头').fill('深圳市青屿云图科技有限公司')
  await staff.getByRole('button', { name: /重新开具/ }).click()

  await expect(page.getByRole('heading', { name: '发票已开好' })).toBeVisible()
  const issued = (await books(stack)).filter((order) => order.invoiceNumber !== null)
  expect(issued.map((order) => order.buyer.name)).toEqual(['深圳市青屿云图科技有限公司'])
})
