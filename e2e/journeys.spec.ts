import { readDocument } from '@mashang/documents'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { aPhone, type Buyer, fillTitle, signedIn } from './people.ts'
import { readQr } from './qr.ts'
import { books, mailsTo, type Stack, startStack } from './stack.ts'

let stack: Stack

test.beforeAll(async () => {
  test.setTimeout(120_000)
  stack = await startStack()
})
test.afterAll(async () => {
  await stack.stop()
})

/** 生成二维码 in the console, then the PNG that would be printed, read by a QR reader. */
async function generateCode(page: Page, organizationCode: string, mode: '仅提交抬头' | '凭小票自助'): Promise<string> {
  await page.goto(`${stack.url}/console/qr-codes`)
  await page.getByRole('button', { name: /^生成二维码/ }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('combobox', { name: '组织编码' }).fill(organizationCode)
  await page.locator('.ant-select-item-option', { hasText: organizationCode }).click()
  await expect(drawer.getByText('蓝湖餐饮管理（深圳）有限公司').first()).toBeVisible()
  await drawer.getByRole('radio', { name: mode }).check()
  await page.keyboard.press('Control+Enter')
  const png = page.getByRole('link', { name: /PNG/ })
  await expect(png).toBeVisible()
  const response = await page.request.get(new URL((await png.getAttribute('href')) ?? '', stack.url).href)
  return readQr(await response.body())
}

/** One mail with PDF, OFD and XML, each of which reads as the invoice of this buyer. */
async function expectMailWithDocuments(address: string, buyerName: string): Promise<void> {
  await expect.poll(async () => (await mailsTo(stack, address)).length).toBe(1)
  const [mail] = await mailsTo(stack, address)
  const read = []
  for (const [index, { filename }] of (mail?.attachments ?? []).entries()) {
    const response = await fetch(`${stack.url}/dev/mailbox/${mail?.id}/attachments/${index}`)
    const document = await readDocument(new Uint8Array(await response.arrayBuffer()))
    if (!document.ok) throw new Error(`${filename} cannot be read: ${document.problem}`)
    const { source, number, buyer } = document.facts
    expect(filename).toMatch(new RegExp(`^dzfp_${number}_.*\\.${source}$`))
    expect(buyer?.name).toBe(buyerName)
    read.push(source)
  }
  expect(read.toSorted()).toEqual(['ofd', 'pdf', 'xml'])
}

/** Receipts of the demo that nobody has used: the store's number, from the second on. */
async function receiptsOf(organizationCode: string, count: number): Promise<{ number: string; amount: string }[]> {
  const store = ['SZ-001', 'SZ-002', 'SZ-003', 'SZ-004'].indexOf(organizationCode)
  const receipts = []
  for (let n = 0; n < count; n++) receipts.push(await pushReceipt(organizationCode, `E2E-${store}-${n}`, 12_800 + n))
  return receipts
}

async function pushReceipt(organizationCode: string, number: string, grossFen: number) {
  const response = await fetch(`${stack.url}/v1/orders`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${stack.demo.apiKey}`,
      'idempotency-key': `${organizationCode} ${number}`,
    },
    body: JSON.stringify({
      organizationCode,
      number,
      paidAt: new Date().toISOString(),
      grossFen,
      lines: [{ name: '餐饮服务', itemCode: 'CY-01', quantity: '1', grossFen }],
    }),
  })
  expect(response.status).toBe(201)
  return { number, amount: `${Math.floor(grossFen / 100)}.${String(grossFen % 100).padStart(2, '0')}` }
}

test('from the printed code to the invoice in the mailbox, as 企业, 个人 and 非企业单位', async ({ browser }) => {
  const staff = await signedIn(browser, stack)
  const url = await generateCode(staff, 'SZ-003', '凭小票自助')
  const receipts = await receiptsOf('SZ-003', 3)
  const buyers: Buyer[] = [
    {
      kind: '企业',
      name: '深圳市青屿云图科技有限公司',
      taxpayerId: '91990000MA0AAAA1XB',
      email: 'enterprise@example.com',
    },
    { kind: '个人', name: '林女士', email: 'person@example.com' },
    { kind: '非企业单位', name: '深圳市南山区实验小学', taxpayerId: '12990000MB0AAAA48L', email: 'school@example.com' },
  ]
  for (const [index, buyer] of buyers.entries()) {
    const page = await aPhone(browser)
    await page.goto(url)
    await page.getByLabel('小票号').fill(receipts[index]?.number ?? '')
    await page.getByLabel('实付金额').fill(receipts[index]?.amount ?? '')
    await page.getByRole('button', { name: '下一步' }).click()
    await fillTitle(page, buyer)
    await page.getByRole('button', { name: '核对并开票' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '确认开票' }).click()
    await expect(page.getByRole('heading', { name: '发票已开好' })).toBeVisible({ timeout: 20_000 })
    await expectMailWithDocuments(buyer.email, buyer.kind === '个人' ? `${buyer.name}（个人）` : buyer.name)
    for (const format of ['PDF', 'OFD', 'XML'])
      await expect(page.getByRole('link', { name: new RegExp(format) })).toBeVisible()

    // Scanning again on the same phone shows the invoice, not an empty form; so does typing the receipt again.
    await page.goto(url)
    await expect(page.getByRole('heading', { name: '发票已开好' })).toBeVisible()
    await page
      .getByRole('button', { name: '再开一张' })
      .or(page.getByRole('link', { name: '再开一张' }))
      .click()
    await page.getByLabel('小票号').fill(receipts[index]?.number ?? '')
    await page.getByLabel('实付金额').fill(receipts[index]?.amount ?? '')
    await page.getByRole('button', { name: '下一步' }).click()
    await expect(page.getByRole('heading', { name: '发票已开好' })).toBeVisible()
    await page.context().close()
  }
  const names = (await books(stack)).map((order) => order.buyer.name)
  for (const name of ['深圳市青屿云图科技有限公司', '林女士（个人）', '深圳市南山区实验小学'])
    expect(names.filter((each) => each === name)).toHaveLength(1)
})

test('a title alone waits for the staff, who fill in the amount and issue', async ({ browser }) => {
  const staff = await signedIn(browser, stack)
  const url = await generateCode(staff, 'HZ-003', '仅提交抬头')
  const page = await aPhone(browser)
  await page.goto(url)
  await fillTitle(page, {
    kind: '企业',
    name: '杭州知著软件有限公司',
    taxpayerId: '91990000MA0AAAA1XB',
    email: 'title@example.com',
  })
  await page.getByRole('button', { name: '核对并提交' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认提交' }).click()
  await expect(page.getByRole('heading', { name: '等店员填写金额' })).toBeVisible()

  await staff.goto(`${stack.url}/console/`)
  await staff.getByRole('navigation').getByText('静态二维码开票').click()
  await staff.getByText('杭州知著软件有限公司').first().click()
  await staff.getByRole('combobox', { name: '项目名称，第 1 行' }).fill('餐饮服务')
  await staff.locator('.ant-select-item-option', { hasText: '餐饮服务' }).first().click()
  await staff.getByLabel('含税金额，第 1 行').fill('368.00')
  await expect(staff.getByText('¥368.00').last()).toBeVisible()
  await staff.getByRole('button', { name: /^通过并开票/ }).click()

  await expect(page.getByRole('heading', { name: '发票已开好' })).toBeVisible({ timeout: 20_000 })
  await expectMailWithDocuments('title@example.com', '杭州知著软件有限公司')
  const [order] = (await books(stack)).filter((each) => each.buyer.name === '杭州知著软件有限公司')
  expect(order).toMatchObject({ gross: '368.00' })

  await staff.goto(`${stack.url}/console/invoices`)
  await staff.getByText('杭州知著软件有限公司').first().click()
  await expectDrawn(staff.getByRole('img', { name: /^发票 \d{20} 的票面$/ }))
})

/** A picture that did not arrive, or that the browser cannot read, has no size. */
async function expectDrawn(picture: Locator): Promise<void> {
  await expect(picture).toBeVisible()
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
}
