import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../../../../scripts/run.ts'
import { type Stack, startStack } from '../stack.ts'
import { applyForAll, counterCode, endsOfAll } from './consumers.ts'
import { hasTillFile, tillFile, tillReceipts } from './till-file.ts'

const absent = hasTillFile ? '' : ` — skipped: there is no ${tillFile}`
const main = join(import.meta.dirname, '../../src/orders/import/main.ts')
const reportFile = join(tmpdir(), `import-report-${process.pid}.csv`)
const store = 'SZ-001'

const receipts = hasTillFile ? tillReceipts() : []
const paid = receipts.filter(({ fen }) => fen > 0n)

let stack: Stack
beforeAll(async () => {
  if (!hasTillFile) return
  stack = await startStack()
  await fetch(`${stack.sandbox.url}/control`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ delayMs: 20 }),
  })
}, 120_000)
afterAll(async () => {
  await stack?.stop()
  rmSync(reportFile, { force: true })
})

function importFile(...options: string[]) {
  const args = [tillFile, '--organization', store, '--item', 'GD-04', ...options]
  return run(['node', main, ...args], { env: { DATABASE_URL: stack.database.url } })
}

test.skipIf(!hasTillFile)(`the file says what it is, but not whether 1/12 is in December${absent}`, async () => {
  expect(receipts).toHaveLength(512)
  const asked = await importFile()
  expect(asked.code).toBe(1)
  expect(asked.output).toContain('--date-format d/m/y')
})

test.skipIf(!hasTillFile)(`of 512 receipts 424 are imported and 88 are listed with the reason${absent}`, async () => {
  const { code, output } = await importFile('--date-format', 'd/m/y', '--report', reportFile)
  expect(output).toContain('total = 424 + 0 + 0 + 88')
  expect(code).toBe(0)

  const told: string[][] = parse(readFileSync(reportFile), { bom: true, from: 2 })
  const refused = new Map(
    told.filter(([, , what]) => what?.startsWith('不能开票')).map(([number, , , zh]) => [number, zh]),
  )
  const expected = receipts
    .filter(({ fen }) => fen <= 0n)
    .map(({ number, fen, takenBack }) => [number, fen < 0n ? '退款' : takenBack ? '库存调整' : '没有收款'])
  expect([...refused].map(([number, zh]) => [number, zh?.match(/^(退款|库存调整|没有收款)/)?.[0]])).toEqual(expected)
  expect(expected.filter(([, why]) => why === '退款')).toHaveLength(43)

  const leftOff = told.filter(([, , what]) => what?.startsWith('已导入')).map(([number]) => number)
  expect(leftOff).toEqual(paid.flatMap(({ number, lines, paidLines }) => Array(lines - paidLines).fill(number)))
})

test.skipIf(!hasTillFile)(`importing the same file again changes nothing${absent}`, async () => {
  const { output } = await importFile('--date-format', 'd/m/y')
  expect(output).toContain('total = 0 + 424 + 0 + 88')
})

test.skipIf(!hasTillFile)(
  `every paid receipt gets its one invoice, to the fen${absent}`,
  { timeout: 300_000 },
  async () => {
    const code = await counterCode(stack, store)
    const orders = paid.map(({ number, fen }) => ({ number, grossFen: Number(fen) }))
    expect(await applyForAll(stack.server.url, code, orders)).toEqual([])

    const ends = await endsOfAll(stack, 240_000)
    expect(ends.filter(({ status }) => status !== 'issued')).toEqual([])
    const amounts = new Map(ends.map(({ number, gross }) => [number, gross]))
    expect(amounts).toEqual(new Map(orders.map(({ number, grossFen }) => [number, grossFen])))
    expect(ends.filter(({ gross, net, tax }) => net + tax !== gross)).toEqual([])

    const books = await (await fetch(`${stack.sandbox.url}/books?limit=100000`)).json()
    expect(books).toMatchObject({ count: 424, issued: 424 })
    const inBooks = books.orders.map((order: Record<string, string>) => [
      order.orderNo,
      order.gross,
      order.net,
      order.tax,
    ])
    const yuan = (fen: number) => (fen / 100).toFixed(2)
    const ours = ends.map(({ requestNumber, gross, net, tax }) => [requestNumber, yuan(gross), yuan(net), yuan(tax)])
    expect(new Map(inBooks.map((order: string[]) => [order[0], order]))).toEqual(
      new Map(ours.map((end) => [end[0], end])),
    )
  },
)
