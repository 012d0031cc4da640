import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { aPhone, signedIn } from './people.ts'
import { type Stack, startStack } from './stack.ts'

/** `SCREENS=folder npx playwright test screens` keeps a picture of every screen that is looked at. */
const folder = process.env.SCREENS

let stack: Stack

test.beforeAll(async () => {
  test.setTimeout(120_000)
  stack = await startStack()
  if (folder) mkdirSync(folder, { recursive: true })
})
test.afterAll(async () => {
  await stack.stop()
})

/** Nothing that keeps somebody out (WCAG 2.2 A and AA), and nothing wider than the window. */
async function expectGood(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.html)
          .join(' ')
          .slice(0, 300)}`,
    ),
    name,
  ).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(
    0,
  )
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`consumers' pages are accessible and fit, ${colorScheme}`, async ({ browser }) => {
    const page = await aPhone(browser, { colorScheme })
    for (const [name, url] of [
      ['order-match', stack.demo.qrUrl],
      ['title-only', stack.demo.titleOnlyUrl],
      ['receipt', stack.demo.receipt.url],
      ['unknown-code', `${stack.url}/s/${stack.demo.qrUrl.split('/s/')[1]?.slice(0, 5)}0000000000000000`],
      ['mine', `${stack.url}/mine`],
    ] as const) {
      await page.goto(url)
      await expect(page.getByRole('main')).toBeVisible()
      await expectGood(page, `${name}-${colorScheme}`)
    }
  })

  for (const width of [1440, 390])
    test(`the console is accessible and fits ${width} px, ${colorScheme}`, async ({ browser }) => {
      const page = await signedIn(browser, stack, { colorScheme, viewport: { width, height: 900 } })
      for (const name of ['work-list', 'applications', 'invoices', 'organizations', 'items', 'qr-codes']) {
        await page.goto(`${stack.url}/console/${name}`)
        await expect(page.getByRole('main')).toBeVisible()
        await expectGood(page, `console-${name}-${width}-${colorScheme}`)
      }
    })
}
