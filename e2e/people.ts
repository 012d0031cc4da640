import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import type { Stack } from './stack.ts'

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }

/** A consumer's phone: a device of its own, so nothing is remembered from another. */
export async function aPhone(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ ...phone, ...options })
  return await context.newPage()
}

/** A staff member at a desk, signed in to the console. */
export async function signedIn(browser: Browser, stack: Stack, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const page = await context.newPage()
  await page.goto(`${stack.url}/console/`)
  await page.getByLabel('工作邮箱').fill(stack.demo.email)
  await page.getByLabel('密码', { exact: true }).fill(stack.demo.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
  return page
}

export type Buyer = { kind: '企业' | '个人' | '非企业单位'; name: string; taxpayerId?: string; email: string }

export async function fillTitle(page: Page, buyer: Buyer): Promise<void> {
  await page.getByRole('radio', { name: buyer.kind, exact: true }).check()
  await page.getByLabel(buyer.kind === '个人' ? '姓名' : '发票抬头', { exact: true }).fill(buyer.name)
  if (buyer.taxpayerId) await page.getByLabel('税号').fill(buyer.taxpayerId)
  await page.getByLabel('接收邮箱').fill(buyer.email)
}
