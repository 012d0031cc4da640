import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from './app.ts'
import { type Browser, browser } from './browser.ts'
import { aForm, aReceipt, plantChain, signIn, submitted, withReceipt } from './shop.ts'
import { until } from './until.ts'

let app: TestApp
let staff: Browser
beforeAll(async () => {
  app = await testApp({ bureau: true, works: true })
  const chain = await plantChain(app.deps, '搜索')
  staff = await signIn(app, chain, 'founder')
  const phone = browser(app.http)
  for (const [number, grossFen, buyer] of [
    ['R-1', 38_800, { kind: 'enterprise', name: '青屿', taxpayerId: '91990000MA0BBBB3XL' }],
    ['R-2', 138_800, { kind: 'individual', name: '林夏' }],
    ['R-3', 38_801, { kind: 'individual', name: '张三' }],
  ] as const) {
    const line = { name: '午餐', itemCode: 'MEAL', grossFen }
    const receipt = await aReceipt(app.deps, chain, { number, grossFen, lines: [line] } as never)
    await submitted(phone, aForm(withReceipt(chain, receipt), { buyer }))
  }
  const issued = async () => (await staff.call('GET /api/console/invoices', { query: {} })).value.count
  await until(issued, (count) => count === 3)
})
afterAll(() => app?.close())

test.each([
  ['388.00', ['青屿']],
  ['¥388.00', ['青屿']],
  ['￥ 388', ['青屿']],
  ['1,388.00', ['林夏']],
  ['388.01', ['张三']],
  ['388.1', []],
  ['9199 0000 MA0B BBB3 XL', ['青屿']],
  [' r-2 ', ['林夏']],
])('the search for %j finds invoices and applications of that amount, taxpayer or number', async (q, names) => {
  const query = { q }
  const applications = (await staff.call('GET /api/console/applications', { query })).value
  const invoices = (await staff.call('GET /api/console/invoices', { query })).value
  expect(applications.rows.map(({ buyer }) => buyer.name)).toEqual(names)
  expect([invoices.rows.map(({ buyer }) => buyer.name), invoices.count]).toEqual([names, names.length])
})

test('the end of a number finds its invoice, in groups as it is shown, too', async () => {
  const { rows } = (await staff.call('GET /api/console/invoices', { query: {} })).value
  const { id, number } = rows[1] as (typeof rows)[number]
  for (const q of [number.slice(-8), `${number.slice(-8, -4)} ${number.slice(-4)}`]) {
    const found = (await staff.call('GET /api/console/invoices', { query: { q } })).value
    expect(found.rows.map((row) => row.id)).toEqual([id])
  }
})
