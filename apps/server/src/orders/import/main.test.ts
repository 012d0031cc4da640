import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestDatabase, testDatabase } from '@mashang/db/testing'
import { TEST_DATA } from '@mashang/db/testing-setup'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../../../../../scripts/run.ts'
import { plantOrganization, plantTenant } from '../../organizations/plant.ts'
import { newTenantKey } from '../../public-code.ts'

const coffee = join(import.meta.dirname, 'fixtures/coffee-gb18030.csv')
const main = join(import.meta.dirname, 'main.ts')

let database: TestDatabase
let room: string
beforeAll(async () => {
  database = await testDatabase()
  room = await mkdtemp(join(tmpdir(), 'import-main-'))
  const tenant = { id: uuidv7(), key: newTenantKey(), name: '青屿咖啡', brand: '青屿', colour: '#0f5666' }
  await database.db.transaction().execute(async (tx) => {
    await plantTenant(tx, tenant)
    await plantOrganization(tx, tenant.id, undefined, { code: 'SZ-001', name: '科技园店', kind: 'store' })
  })
})
afterAll(async () => {
  await rm(room, { recursive: true })
  await database.drop()
})

const command = (env: Record<string, string>, ...args: string[]) =>
  run(['node', main, coffee, '--organization', 'SZ-001', ...args], { env })

test('the command accounts for every receipt on the terminal and in the report', async () => {
  const report = join(room, 'report.csv')
  const tax = ['--tax-code', '3070401000000000000', '--taxation', '6%']
  const { code, output } = await command({ DATABASE_URL: database.url }, ...tax, '--report', report)
  expect(output).toContain('coffee-gb18030.csv · gb18030 · 22 行 lines · 16 张小票 receipts')
  expect(output).toContain('total = 6 + 0 + 0 + 10')
  expect(code).toBe(0)
  const rows = (await readFile(report, 'utf8')).split('\r\n')
  expect(rows[0]).toBe('\uFEFF"小票号 receipt","行 line","结果 what","原因","reason"')
  expect(rows).toContain(
    '"A-002","4","不能开票 cannot be invoiced","退款或作废的单（合计为负）","A refund or cancellation: the total is negative"',
  )
})

test('a spreadsheet keeps a long receipt number whole, and runs no formula', async () => {
  const [file, report] = [join(room, 'long.csv'), join(room, 'long-report.csv')]
  await writeFile(file, '单号,日期,品名,金额\n20261123000000000001,2026-11-23,糖,-1\n=1+1,2026-11-23,糖,-1\n')
  const options = [
    '--organization',
    'SZ-001',
    '--tax-code',
    '3070401000000000000',
    '--taxation',
    '6%',
    '--report',
    report,
  ]
  await run(['node', main, file, ...options], { env: { DATABASE_URL: database.url } })
  const numbers = (await readFile(report, 'utf8')).split('\r\n').map((row) => row.split(',')[0])
  expect(numbers.slice(1, 3)).toEqual(['"\t20261123000000000001"', `"'=1+1"`])
})

test('receipts that are there with other content end the command with 2', async () => {
  const { code, output } = await command(
    { DATABASE_URL: database.url },
    '--tax-code',
    '3070401000000000000',
    '--taxation',
    '3%',
  )
  expect(output).toContain('total = 0 + 0 + 6 + 10')
  expect(code).toBe(2)
})

test('asked for help it shows what can be given, and ends well', async () => {
  const { code, output } = await run(['node', main, '--help'], { env: { DATABASE_URL: '' } })
  expect(output).toMatch(/^npm run import-orders -- FILE\.csv/)
  expect(output).not.toContain('✗')
  expect(code).toBe(0)
})

test('without a database it says what to set, without a stack trace', async () => {
  const { code, output } = await command({ DATABASE_URL: '', MASHANG_DATA: room }, '--item', 'CY-01')
  expect(output).toContain('Start it with npm start, or set DATABASE_URL')
  expect(output).not.toContain('    at ')
  expect(code).toBe(1)
  const unreachable = await command({ DATABASE_URL: 'postgres://127.0.0.1:9/mashang' }, '--item', 'CY-01')
  expect(unreachable.output).toContain('Cannot use the database')
  expect(unreachable.output).not.toContain('    at ')
})

// Another server than our own is not found by its data directory.
test.skipIf(process.env.TEST_DATABASE_URL)('the embedded database is found while it runs', async () => {
  const { output } = await command({ DATABASE_URL: '', MASHANG_DATA: process.env[TEST_DATA] ?? '' }, '--item', 'CY-01')
  // It is there, but only the clones of a test run are in it.
  expect(output).toContain('database "mashang" does not exist')
})
