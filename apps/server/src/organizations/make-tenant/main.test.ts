import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../../../../../scripts/run.ts'
import { type TestApp, testApp } from '../../../test/app.ts'
import { browser } from '../../../test/browser.ts'

const main = join(import.meta.dirname, 'main.ts')
const SECRET = 'nuonuo-secret-of-this-test'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app?.close())

const company = {
  name: '青屿咖啡（深圳）有限公司',
  'credit-code': '91990000ma0bbbb3xl',
  address: '深圳市南山区海德三道 1 号',
  phone: '0755-8600 0200',
  bank: '模拟银行深圳分行',
  'bank-account': '755900009876543',
  brand: '青屿咖啡',
  'admin-email': 'Su.Qing@qingyu.example',
  'nuonuo-app-key': '12345678',
}

type Arguments = Partial<Record<keyof typeof company, string | undefined>>

/** The command on the server's database; a change to undefined leaves the argument out. */
function make(change: Arguments = {}, env: Record<string, string> = {}, more: string[] = []) {
  const { DATABASE_URL, MASHANG_SECRET } = app.config
  const given = Object.entries({ ...company, ...change }).filter(([, value]) => value !== undefined)
  return run(['node', main, ...given.flatMap(([name, value]) => [`--${name}`, String(value)]), ...more], {
    env: { DATABASE_URL, MASHANG_SECRET, NUONUO_APP_SECRET: SECRET, ...env },
  })
}

async function tenants(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from tenant`.execute(app.deps.db)
  return rows[0]?.count ?? 0
}

test.each<[Arguments, Record<string, string>, string[]]>([
  [{ name: undefined }, {}, ['--name 必填', '--name Required']],
  [
    { 'credit-code': '91990000MA0BBBB3XX', 'admin-email': 'su' },
    {},
    ['--credit-code 税号校验位不对', '--admin-email 邮箱格式不对', '--admin-email Not an e-mail address'],
  ],
  [{ address: ' ' }, {}, ['--address 不能为空', '--address Cannot be empty']],
  [{ phone: '1'.repeat(21) }, {}, ['--phone 太长了']],
  [{ 'nuonuo-app-key': undefined }, {}, ['--nuonuo-app-key 必填']],
  [{}, { NUONUO_APP_SECRET: '' }, ['NUONUO_APP_SECRET 不能为空']],
  [{ 'nuonuo-app-secret': SECRET } as Arguments, {}, ['看不懂这个命令', '--nuonuo-app-secret']],
  [{}, { MASHANG_SECRET: '', MASHANG_DATA: '/nowhere' }, ['没有服务端的密钥', "server's key is missing"]],
  [{}, { DATABASE_URL: 'postgres://127.0.0.1:9/mashang' }, ['Cannot use the database']],
])('what is wrong is said in both languages, and nothing is written: %j %j', async (change, env, sentences) => {
  const { code, output } = await make(change, env)
  for (const sentence of sentences) expect(output).toContain(sentence)
  expect(output).not.toContain('    at ')
  expect(output).not.toContain(SECRET)
  expect([code, await tenants()]).toEqual([1, 0])
})

test('the administrator signs in with the printed password and finds the company, its channel connected', async () => {
  const { code, output } = await make()
  expect(output).toContain('青屿咖啡（深圳）有限公司 · 91990000MA0BBBB3XL')
  expect(code).toBe(0)
  const [, password = ''] = /Su\.Qing@qingyu\.example · (\S{16})$/m.exec(output) ?? []
  const computer = browser(app.http)
  const payload = { email: 'su.qing@qingyu.example', password }
  expect((await computer.send({ method: 'POST', url: '/api/auth/sign-in/email', payload })).statusCode).toBe(200)
  expect((await computer.call('GET /api/console/me', {})).value).toMatchObject({
    role: 'administrator',
    channel: 'nuonuo',
  })
  const { rows } = (await computer.call('GET /api/console/organizations', {})).value
  expect(rows).toMatchObject([
    { code: 'HQ', kind: 'company', seller: { account: company['bank-account'], drawer: '管理员', channel: 'nuonuo' } },
  ])

  const { rows: sellers } = await sql<{ tenantId: string; id: string; sealed: Buffer }>`
    select c.tenant_id as "tenantId", c.seller_id as id, c.app_secret_sealed as sealed from tax_channel c`.execute(
    app.deps.db,
  )
  const [made] = sellers
  if (!made) throw new Error('no channel')
  expect(app.deps.sealer.open(made.sealed)).toBe(SECRET)
  expect(await app.deps.channelOf(made.tenantId, made.id)).toBeDefined()

  const [, apiKey = ''] = /(msk_\S+)/.exec(output) ?? []
  const asked = await app.http.inject({ url: '/v1/orders/ord_x', headers: { authorization: `Bearer ${apiKey}` } })
  expect(asked.statusCode, 'the key is known').not.toBe(401)
})

test.each<[string, Arguments, string]>([
  ['the same company', {}, 'There is a tenant with this credit code already'],
  ['its credit code under another name', { name: '另一家', 'admin-email': 'b@b.example' }, 'this credit code already'],
  [
    'its name under another credit code',
    { 'credit-code': '91990000MA0AAAA1XB', 'admin-email': 'b@b.example' },
    'There is a tenant of this name already',
  ],
  ['its administrator', { name: '另一家', 'credit-code': '91990000MA0AAAA1XB' }, 'signs in with this address already'],
])('%s is refused a second time', async (_, change, sentence) => {
  const { code, output } = await make(change)
  expect(output).toContain(sentence)
  expect([code, await tenants()]).toEqual([1, 1])
})

test('with another secret than the server’s nothing is written that the server could not open', async () => {
  const another = { name: '别处咖啡', 'credit-code': '91990000MA0AAAA1XB', 'admin-email': 'c@c.example' }
  const { code, output } = await make(another, { MASHANG_SECRET: Buffer.alloc(32, 7).toString('base64') })
  expect(output).toContain('这不是服务端的密钥')
  expect(output).toContain("This is not the server's key")
  expect([code, await tenants()]).toEqual([1, 1])
})

test('Nuonuo’s sandbox takes the taxpayer ids that Nuonuo invented', async () => {
  const invented = { name: '诺诺测试', 'credit-code': '339902999999789113', 'admin-email': 'test@nuonuo.example' }
  expect((await make(invented)).output).toContain('--credit-code 税号校验位不对')
  const { code, output } = await make(invented, {}, ['--nuonuo-sandbox'])
  expect(output).toContain('339902999999789113')
  expect(code).toBe(0)
  const { rows } = await sql`select kind from tax_channel c join seller s on s.id = c.seller_id
    where s.taxpayer_id = '339902999999789113'`.execute(app.deps.db)
  expect(rows).toEqual([{ kind: 'nuonuo-sandbox' }])
})

test('of two commands at once for one company one makes it', async () => {
  const another = { name: '双生咖啡', 'credit-code': '91990000MA0AAAA1XB' }
  const ends = await Promise.all([
    make({ ...another, 'admin-email': 'a@twin.example' }),
    make({ ...another, name: '双生咖啡二', 'admin-email': 'b@twin.example' }),
  ])
  expect(ends.map(({ code }) => code).toSorted()).toEqual([0, 1])
  expect(await tenants()).toBe(3)
})

test('asked for help it shows what can be given, and ends well', async () => {
  const { code, output } = await run(['node', main, '--help'], { env: { DATABASE_URL: '', MASHANG_SECRET: '' } })
  expect(output).toMatch(/^NUONUO_APP_SECRET=… npm run make-tenant/)
  expect(output).not.toContain('✗')
  expect(code).toBe(0)
})
