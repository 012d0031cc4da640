import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestDatabase, testDatabase } from '@mashang/db/testing'
import { invoiceProblems, rate, type Taxation } from '@mashang/invoice'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addItem } from '../../items/items.ts'
import { plantOrganization, plantTenant } from '../../organizations/plant.ts'
import { newTenantKey } from '../../public-code.ts'
import { importOrders, type Outcome } from './import-orders.ts'
import { parseOptions } from './options.ts'
import { prepareImport } from './prepare.ts'
import { sentenceOf } from './reasons.ts'
import { sheetLines } from './sheet.ts'
import { receiptsTold, tallyOf } from './tally.ts'

const CATERING = '3070401000000000000'
const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name)

const AT_6: Taxation = { kind: 'taxed', rate: rate(600) }
const AT_9: Taxation = { kind: 'taxed', rate: rate(900) }
const AT_13: Taxation = { kind: 'taxed', rate: rate(1300) }

let database: TestDatabase
let room: string
beforeAll(async () => {
  database = await testDatabase()
  room = await mkdtemp(join(tmpdir(), 'import-'))
  const tenant = { id: uuidv7(), key: newTenantKey(), name: '青屿咖啡', brand: '青屿', colour: '#0f5666' }
  await database.db.transaction().execute(async (tx) => {
    await plantTenant(tx, tenant)
    await plantOrganization(tx, tenant.id, undefined, { code: 'SZ-001', name: '科技园店', kind: 'store' })
    for (const [code, name, taxation, taxCode = CATERING] of [
      ['CY-02', '拿铁（大）', AT_6],
      ['CY-04', '美式咖啡', AT_6],
      ['CY-06', '手冲单品', AT_6],
      ['BK-01', '可颂', AT_13],
      ['PARK', '停车', AT_9, '3040502020200000000'],
    ] as [string, string, Taxation, string?][])
      await addItem(tx, tenant.id, { code, name, taxCode, unit: '份', taxation })
  })
})
beforeEach(() => sql`truncate "order" cascade`.execute(database.db))
afterAll(async () => {
  await rm(room, { recursive: true })
  await database.drop()
})

async function outcomesOf(file: string, ...options: string[]): Promise<AsyncGenerator<Outcome>> {
  const args = [file, '--organization', 'SZ-001', ...options]
  const { sheet, terms, target } = await prepareImport(database.db, parseOptions(args, room))
  return importOrders(database.db, sheetLines(sheet), terms, target)
}

async function importFile(file: string, ...options: string[]) {
  const told: (string | number)[][] = []
  const tally = await tallyOf(await outcomesOf(file, ...options), async ({ number, line, end, remarks }) => {
    for (const remark of remarks) told.push([number, remark.line ?? line, end, remark.reason])
  })
  return { ends: Object.values(tally.ends), told, receipts: receiptsTold(tally) }
}

type Stored = { number: string; gross: number; at: string; source: string; lines: Record<string, unknown>[] }
async function stored(): Promise<Stored[]> {
  const { rows } = await sql<Stored>`select number, gross_fen as gross, source, lines,
    to_char(paid_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at
    from "order" order by number`.execute(database.db)
  return rows
}

async function write(text: string): Promise<string> {
  const file = join(room, `${uuidv7()}.csv`)
  await writeFile(file, text)
  return file
}

const coffee = [
  ['A-002', 4, 'not-invoiceable', 'refund'],
  ['A-003', 6, 'imported', 'line-free'],
  ['A-004', 8, 'not-invoiceable', 'negative-line'],
  ['A-005', 9, 'not-invoiceable', 'scattered'],
  ['A-006', 10, 'imported', 'name-filled'],
  ['A-007', 12, 'imported', 'name-shortened'],
  ['A-008', 13, 'not-invoiceable', 'quantity-unreadable'],
  ['A-010', 16, 'not-invoiceable', 'number-missing'],
  ['A-011', 17, 'not-invoiceable', 'nothing-paid'],
  ['A-012', 18, 'not-invoiceable', 'stock-correction'],
  ['A-013', 19, 'not-invoiceable', 'item-unknown'],
  ['A-014', 20, 'not-invoiceable', 'date-unreadable'],
  ['A-015', 21, 'not-invoiceable', 'dates-differ'],
  ['A-016', 23, 'not-invoiceable', 'line-broken'],
]

for (const name of ['coffee-utf-8.csv', 'coffee-gb18030.csv', 'coffee-utf-16.csv'])
  test(`of an untidy day (${name}) what can be invoiced is imported and all else is told`, async () => {
    const { ends, told, receipts } = await importFile(fixture(name))
    expect(told).toEqual(coffee)
    expect({ ends, receipts }).toEqual({ ends: [5, 0, 0, 11], receipts: 16 })
    expect((await stored()).map(({ number, gross, at }) => [number, gross, at])).toEqual([
      ['A-001', 80_00, '2026-11-23 08:26'],
      ['A-003', 22_00, '2026-11-23 08:31'],
      ['A-006', 32_00, '2026-11-23 08:42'],
      ['A-007', 48_00, '2026-11-23 08:44'],
      ['A-009', 1090_00, '2026-11-23 08:46'],
    ])
  })

test('lines carry the tax of their item, the amount paid, and names that fit', async () => {
  await importFile(fixture('coffee-gb18030.csv'))
  const [two, , unnamed, long, dear] = await stored()
  expect(two?.lines).toMatchObject([
    {
      name: '拿铁（大）',
      taxCode: CATERING,
      taxation: { kind: 'taxed', rate: 600 },
      quantity: '2',
      unitPrice: '32',
      gross: 64_00,
      net: 60_38,
    },
    { name: '可颂', taxation: { kind: 'taxed', rate: 1300 }, gross: 16_00, net: 14_16, tax: 1_84, unit: '份' },
  ])
  expect(two?.source).toBe('csv')
  expect(unnamed?.lines).toMatchObject([{ name: '拿铁（大）' }])
  expect(long?.lines[0]?.name).toMatch(/^手冲耶加雪菲.{83}…$/)
  expect(dear?.lines).toMatchObject([{ quantity: '3', unitPrice: '363.33333333', gross: 1090_00 }])
})

test('a dry run tells the same and writes nothing', async () => {
  const { ends, told } = await importFile(fixture('coffee-utf-8.csv'), '--dry-run')
  expect({ ends, told }).toEqual({ ends: [5, 0, 0, 11], told: coffee })
  expect(await stored()).toEqual([])
})

test('the same file again changes nothing, a changed receipt is a conflict', async () => {
  await importFile(fixture('coffee-utf-8.csv'))
  const before = await stored()
  expect((await importFile(fixture('coffee-gb18030.csv'))).ends).toEqual([0, 5, 0, 11])

  const text = await readFile(fixture('coffee-utf-8.csv'), 'utf8')
  const changed = await write(text.replace('可颂,BK-01,1,16,16.00', '可颂,BK-01,1,16,15.00'))
  const { ends, told } = await importFile(changed)
  expect(ends).toEqual([0, 4, 1, 11])
  expect(told[0]).toEqual(['A-001', 2, 'conflict', 'conflict'])
  expect(await stored()).toEqual(before)
})

test('an import that was interrupted is completed by running it again', async () => {
  const rows = Array.from({ length: 450 }, (_, index) => `R${index},2026-11-23,拿铁,1,32`)
  const file = await write(['单号,日期,品名,数量,单价', ...rows].join('\n'))
  for await (const _ of await outcomesOf(file, '--item', 'CY-02')) break
  expect(await stored()).toHaveLength(200)
  expect((await importFile(file, '--item', 'CY-02')).ends).toEqual([250, 200, 0, 0])
})

test('a till that sells what is exempt says so for its file', async () => {
  const file = await write('receipt,date,name,amount\nE1,2026-11-23,鸡蛋,11.80\n')
  const { ends } = await importFile(file, '--tax-code', '1010303020100000000', '--taxation', '免税')
  expect(ends).toEqual([1, 0, 0, 0])
  expect((await stored())[0]?.lines).toMatchObject([{ taxation: { kind: 'exempt' }, net: 1_180, tax: 0 }])
})

test.each([
  ['--item', 'PARK'],
  ['--tax-code', '1070101010100000000', '--taxation', '13%'],
])('what no ordinary invoice carries is refused before the first row: %s %s', async (...options) => {
  const file = await write('receipt,date,name,amount\n1,2026-11-23,停车,10\n')
  await expect(outcomesOf(file, ...options)).rejects.toThrow(/请在电子税务局开具/)
})

test('a row that is no ordinary invoice is listed with its line and what to do', async () => {
  const file = await write(
    'receipt,date,name,sku,amount\n1,2026-11-23,拿铁,CY-02,32\n1,2026-11-23,停车,PARK,10\n2,2026-11-23,拿铁,CY-02,32\n',
  )
  const { ends, told } = await importFile(file)
  expect(ends).toEqual([1, 0, 0, 1])
  expect(told).toEqual([['1', 3, 'not-invoiceable', 'not-ordinary']])
  const remark = { reason: 'not-ordinary', details: invoiceProblems['parking-unsupported'] } as const
  expect(sentenceOf(remark).zh).toContain('不能开成普通发票：停车费须按不动产经营租赁开具')
})

test('quantity times price is rounded to the fen, line by line', async () => {
  const header = 'receipt,date,name,qty,price\n'
  const file = await write(
    `${header}1,2026-11-23,Beans,0.345,9.99\n1,2026-11-23,Beans,0.5,0.01\n1,2026-11-23,Cup,1,0.004\n`,
  )
  const { told } = await importFile(file, '--tax-code', CATERING, '--taxation', '13%')
  expect(told).toEqual([
    ['1', 2, 'imported', 'rounded'],
    ['1', 3, 'imported', 'rounded'],
    ['1', 4, 'imported', 'line-free'],
  ])
  expect(await stored()).toMatchObject([{ gross: 3_46, lines: [{ gross: 3_45 }, { gross: 1 }] }])
})

test('a rounded line is told with both amounts, in both languages', async () => {
  const file = await write('单号,日期,品名,数量,单价\n1,2026-11-23,糖,1,5.005\n2,2026-11-23,糖,2,2.505\n')
  const outcomes: Outcome[] = []
  for await (const outcome of await outcomesOf(file, '--item', 'CY-02')) outcomes.push(outcome)
  const [rounded, exact] = outcomes
  expect(rounded).toMatchObject({ number: '1', end: 'imported', remarks: [{ line: 2 }] })
  expect(rounded?.remarks.map(sentenceOf)).toEqual([
    { zh: '金额已四舍五入到分：5.005 元 → 5.01 元', en: 'Rounded to the fen: ¥5.005 → ¥5.01' },
  ])
  expect(exact?.remarks).toEqual([])
})

test('what cannot stand on an invoice is listed with its reason', async () => {
  const rows = [
    '1,2036-01-01,糖,1,5,5',
    '2,2026-11-23,糖,-1,,5',
    '3,2026-11-23,糖,0,,5',
    `4,2026-11-23,糖,${10n ** 20n},,5`,
  ]
  const { told } = await importFile(
    await write(['单号,日期,品名,数量,单价,金额', ...rows].join('\n')),
    '--item',
    'CY-02',
  )
  expect(told).toEqual([
    ['1', 2, 'not-invoiceable', 'date-future'],
    ['2', 3, 'not-invoiceable', 'quantity-not-positive'],
    ['3', 4, 'not-invoiceable', 'quantity-not-positive'],
    ['4', 5, 'not-invoiceable', 'quantity-without-price'],
  ])
  expect(await stored()).toEqual([])
})

test('receipt numbers that differ in their capitals are one number', async () => {
  const file = await write('单号,日期,品名,金额\na1,2026-11-23,糖,5\nA1,2026-11-23,奶,6\nb1,2026-11-23,糖,5\n')
  expect((await importFile(file, '--item', 'CY-02')).ends).toEqual([2, 0, 0, 0])
  expect((await stored()).map(({ number, gross }) => [number, gross])).toEqual([
    ['A1', 11_00],
    ['B1', 5_00],
  ])
  const again = await write('单号,日期,品名,金额\nB1,2026-11-23,糖,5\n')
  expect((await importFile(again, '--item', 'CY-02')).ends).toEqual([0, 1, 0, 0])
})

test('emoji are left off names and told; a name of nothing else is filled in', async () => {
  const file = await write('单号,日期,品名,金额\n1,2026-11-23,🍰巴斯克,5\n2,2026-11-23,🍰,5\n')
  const { told } = await importFile(file, '--item', 'CY-02')
  expect(told).toEqual([
    ['1', 2, 'imported', 'name-unprintable'],
    ['2', 3, 'imported', 'name-filled'],
  ])
  expect((await stored()).map(({ lines }) => lines[0]?.name)).toEqual(['巴斯克', '拿铁（大）'])
})

test('a receipt of more lines than an invoice takes is told; one whose rounded tax is off is fitted', async () => {
  const lines = (number: string, count: number, price: string) => `${number},2026-11-23,糖,1,${price}\n`.repeat(count)
  const file = await write(
    `单号,日期,品名,数量,单价\n${lines('1', 2_001, '1')}${lines('2', 300, '0.09')}${lines('3', 1, '1')}`,
  )
  const { ends, told } = await importFile(file, '--item', 'CY-02')
  expect(told).toEqual([['1', 2, 'not-invoiceable', 'too-many-lines']])
  expect(ends).toEqual([2, 0, 0, 1])
})

test('a forgotten quotation mark is noticed', async () => {
  const head = '单号,日期,品名,数量,单价\n1,2026-11-23,"拿铁,1,32\n'
  const unclosed = await write(`${head}2,2026-11-23,可颂,1,16\n`)
  const swallowing = await write(`${head}2,2026-11-23,可颂,1,16\n3,2026-11-23,"美式",1,22\n4,2026-11-23,糖,1,1\n`)
  for (const file of [unclosed, swallowing])
    await expect(importFile(file, '--item', 'CY-02')).rejects.toThrow('a quotation mark is not closed')
  const broken = await write('单号,日期,品名,数量,单价\n1,2026-11-23,"拿\n铁",1,32\n')
  expect((await importFile(broken, '--item', 'CY-02')).told).toEqual([['1', 3, 'not-invoiceable', 'name-broken']])
})

for (const [what, text, options, sentence] of [
  ['an organization that is not there', '单号,日期,金额', ['--organization', 'X'], 'No organization has the code “X”'],
  ['a tenant that is not there', '单号,日期,金额', ['--tenant', 'X'], 'There are: 青屿咖啡'],
  ['an item that is not there', '单号,日期,金额', ['--item', 'X'], 'There is no item “X”'],
  ['a file without item codes, and no item', '单号,日期,金额', [], 'name an item with --item'],
  ['an empty file', '', ['--item', 'CY-02'], 'The file is empty'],
  ['dates in two ways', '单号,日期,金额\n1,13/1/2026,1\n2,1/13/2026,1', ['--item', 'CY-02'], 'line 3 “1/13/2026”'],
  ['dates that may be two days', '单号,日期,金额\n1,1/2/2026,1', ['--item', 'CY-02'], '--date-format d/m/y or m/d/y'],
] as const)
  test(`${what} is told before anything is written`, async () => {
    await expect(importFile(await write(text), ...options)).rejects.toThrow(sentence)
  })
