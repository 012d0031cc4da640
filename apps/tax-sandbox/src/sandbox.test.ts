import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ofdOf, readDocument } from '@mashang/documents'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { anOrder, ask, seller, token } from '../test/client.ts'
import { newEntry, rememberedBooks } from './books.ts'
import { openDatabase } from './database.ts'
import { invoiceOf } from './invoice.ts'
import { readOrder } from './order.ts'
import { type RunningSandbox, startSandbox } from './start.ts'

const VERIFY_AT = 'https://till.example/dev/verify'

let directory: string
let running: RunningSandbox

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tax-sandbox-'))
  running = await startSandbox({ directory, verifyAt: VERIFY_AT })
})

afterEach(() => set({}))

afterAll(async () => {
  await running.stop()
  await rm(directory, { recursive: true })
})

const issue = (...order: Parameters<typeof anOrder>) => ask(running.url, 'requestBillingNew', anOrder(...order))
const find = (orderNo: string) => ask(running.url, 'queryInvoiceResult', { orderNos: [orderNo] })

async function set(settings: object): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${running.url}/control`, { method: 'PUT', headers, body: JSON.stringify(settings) })
  return response.status
}

type Books = { count: number; issued: number; orders: Booked[] }
type Booked = { invoiceNumber: string | null; status: string; documents: string[] }

async function books(query = ''): Promise<Books> {
  return (await (await fetch(`${running.url}/books${query}`)).json()) as Books
}

test('an order is issuing first and done after the delay, with a number of year 99', async () => {
  await set({ delayMs: 200 })
  expect(await issue('FIRST')).toMatchObject({ code: 'E0000', result: { invoiceSerialNum: expect.any(String) } })
  expect(await find('FIRST')).toMatchObject({ code: 'E0000', result: [{ status: '20', orderNo: 'FIRST' }] })
  await expect
    .poll(() => find('FIRST'))
    .toMatchObject({
      result: [
        {
          status: '2',
          allElectronicInvoiceNumber: expect.stringMatching(/^9999\d{16}$/),
          orderAmount: '128.00',
          taxAmount: '7.25',
        },
      ],
    })
})

test('an issued order has three documents that read as what was ordered, and no other addresses', async () => {
  await issue('DOCUMENTS', { buyerName: '王小明', naturalPersonFlag: '1' })
  await expect.poll(() => find('DOCUMENTS')).toMatchObject({ result: [{ status: '2' }] })
  const { result } = await find('DOCUMENTS')
  const [order] = result
  const { orders } = await books('?orderNo=DOCUMENTS')
  for (const [url, source] of [
    [order?.pdfUrl, 'pdf'],
    [order?.ofdUrl, 'ofd'],
    [order?.xmlUrl, 'xml'],
  ] as const) {
    const bytes = new Uint8Array(await (await fetch(url ?? '')).arrayBuffer())
    expect(await readDocument(bytes)).toMatchObject({
      ok: true,
      facts: { source, number: orders[0]?.invoiceNumber, gross: 12_800, tax: 725, buyer: { name: '王小明（个人）' } },
    })
  }
  const address = order?.pdfUrl ?? ''
  for (const wrong of [address.replace('.pdf', '.doc'), address.replace(/.{4}\.pdf$/, 'AAAA.pdf')])
    expect((await fetch(wrong)).status).toBe(404)
})

test('vegetables, food and soap on one receipt are exempt, at 9 % and at 13 % on its documents', async () => {
  const uncounted = { num: undefined, price: undefined }
  const { invoiceDetail: taxed } = anOrder(
    '',
    {},
    {
      ...uncounted,
      goodsName: '大米',
      goodsCode: '1030102010100000000',
      taxRate: '0.09',
      taxIncludedAmount: '109.00',
      taxExcludedAmount: '100.00',
      tax: '9.00',
    },
  ).order
  const { invoiceDetail: soap } = anOrder(
    '',
    {},
    {
      ...uncounted,
      goodsName: '肥皂',
      goodsCode: '1070206010000000000',
      taxRate: '0.13',
      taxIncludedAmount: '11.30',
      taxExcludedAmount: '10.00',
      tax: '1.30',
    },
  ).order
  const { invoiceDetail: eggs } = anOrder(
    '',
    {},
    {
      ...uncounted,
      goodsName: '鸡蛋',
      goodsCode: '1010303020100000000',
      ...exempt,
      taxIncludedAmount: '11.80',
      taxExcludedAmount: '11.80',
    },
  ).order
  await issue('BASKET', { invoiceDetail: [...eggs, ...taxed, ...soap] })
  await expect
    .poll(() => find('BASKET'))
    .toMatchObject({ result: [{ status: '2', orderAmount: '132.10', taxAmount: '10.30' }] })
  const [order] = (await find('BASKET')).result
  for (const url of [order?.pdfUrl, order?.ofdUrl, order?.xmlUrl]) {
    const read = await readDocument(new Uint8Array(await (await fetch(url ?? '')).arrayBuffer()))
    expect(read.ok && read.facts.lines?.map(({ item, taxation, tax }) => [item, taxation, tax])).toEqual([
      ['*畜禽产品*鸡蛋', { kind: 'exempt' }, 0],
      ['*谷物加工品*大米', { kind: 'taxed', rate: 900 }, 900],
      ['*其他*肥皂', { kind: 'taxed', rate: 1300 }, 130],
    ])
  }
})

test('an invoice that could not be sealed has a number and no documents, by whatever address', async () => {
  await issue('SEALED')
  await expect.poll(() => find('SEALED')).toMatchObject({ result: [{ status: '2' }] })
  const [sealed] = (await books('?orderNo=SEALED')).orders
  for (const address of sealed?.documents ?? []) expect((await fetch(running.url + address)).status).toBe(200)

  await set({ delayMs: 0 })
  await issue('UNSEALED', { remark: '〔签章失败〕' })
  expect(await find('UNSEALED')).toMatchObject({ result: [{ status: '24', pdfUrl: '', ofdUrl: '', xmlUrl: '' }] })
  const [unsealed] = (await books('?orderNo=UNSEALED')).orders
  expect(unsealed).toMatchObject({ invoiceNumber: expect.stringMatching(/^9999/), documents: [] })
  const db = openDatabase(directory)
  const key = rememberedBooks(db).byOrderNumber(seller, 'UNSEALED')?.documentKey
  db.close()
  for (const format of ['pdf', 'ofd', 'xml', 'ofdx'])
    expect((await fetch(`${running.url}/documents/${key}.${format}`)).status).toBe(404)
})

test('documents are the same whoever asks: their QR code leads where the sandbox was told', async () => {
  await issue('SAME')
  await expect.poll(() => find('SAME')).toMatchObject({ result: [{ status: '2' }] })
  const db = openDatabase(directory)
  const entry = rememberedBooks(db).byOrderNumber(seller, 'SAME')
  db.close()
  if (!entry) throw new Error('not in the books')
  const expected = ofdOf(invoiceOf(entry), { verifyAt: VERIFY_AT })
  for (const host of ['a.example', '127.0.0.1:1', 'long'.repeat(750)])
    expect((await fetchAs(host, `/documents/${entry.documentKey}.ofd`)).equals(expected)).toBe(true)
})

async function fetchAs(host: string, path: string): Promise<Buffer> {
  const [response] = (await once(get(running.url + path, { headers: { host } }), 'response')) as [IncomingMessage]
  return Buffer.concat(await response.toArray())
}

test('the page that QR codes of samples lead to knows them', async () => {
  await issue('VERIFY')
  await expect.poll(() => find('VERIFY')).toMatchObject({ result: [{ status: '2' }] })
  const number = (await books('?orderNo=VERIFY')).orders[0]?.invoiceNumber
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const ask = async (query: string) => await (await fetch(`${running.url}/verify?${query}`)).text()
  expect(await ask(`n=${number}&d=${today}&a=128.00`)).toContain('一致 It agrees')
  expect(await ask(`n=${number}&d=${today}&a=128.01`)).toContain('不一致')
  expect(await ask(`n=99990000000000000000&d=${today}&a=1`)).toContain('查无此票')
  expect(await ask('n=<b>')).not.toContain('<b>')
})

test('the books survive the death of the process, and so do its address and its queue', async () => {
  await set({ delayMs: 1500 })
  await issue('SURVIVOR')
  await running.kill()
  const { url } = running
  running = await startSandbox({ directory })
  expect(running.url).toBe(url)
  expect(await issue('SURVIVOR')).toMatchObject({ code: 'E9106' })
  await expect.poll(() => find('SURVIVOR'), { timeout: 5000 }).toMatchObject({ result: [{ status: '2' }] })
  expect(await books('?orderNo=SURVIVOR')).toMatchObject({ count: 1, issued: 1 })
})

test('a reply that is lost leaves the order in the books', async () => {
  await set({ mode: 'lose-reply', count: 1 })
  await expect(issue('LOST')).rejects.toThrow()
  expect(await books('?orderNo=LOST')).toMatchObject({ count: 1 })
  expect(await issue('LOST')).toMatchObject({ code: 'E9106' })
  expect(await issue('NEXT')).toMatchObject({ code: 'E0000' })
})

test('an order number that is known is a duplicate, whatever the bureau does with new ones', async () => {
  await issue('KNOWN')
  await set({ mode: 'refuse' })
  expect(await issue('KNOWN')).toMatchObject({ code: 'E9106' })
  expect(await issue('UNKNOWN')).toMatchObject({ code: 'E9101' })
})

test('a bureau that is down answers nobody, is still seen from inside, and recovers', async () => {
  const known = (await token(running.url)).access_token ?? ''
  await set({ mode: 'down', count: 2 })
  for (const attempt of [1, 2]) {
    const asked = ask(running.url, 'queryInvoiceResult', { orderNos: ['NONE'] }, { token: known })
    await expect(asked, `attempt ${attempt}`).rejects.toThrow()
  }
  expect(await books()).toMatchObject({ count: expect.any(Number) })
  expect(await ask(running.url, 'queryInvoiceResult', { orderNos: ['NONE'] }, { token: known })).toMatchObject({
    code: 'E9500',
  })
})

test('an order accepted when policies were not judged stays in the books, taxed by its rate', async () => {
  const read = readOrder(anOrder('OLD').order)
  if (!read.ok) expect.unreachable(read.complaint.describe)
  const { order } = anOrder('OLD', {}, { favouredPolicyFlag: '03', favouredPolicyName: '免税', zeroRateFlag: 1 })
  expect(readOrder(order)).toMatchObject({ ok: false, complaint: { code: 'E9101' } })
  const db = openDatabase(directory)
  rememberedBooks(db).accept(newEntry(read.order, JSON.stringify(order), { kind: 'issued' }, 0, Date.now()))
  db.close()
  expect(await find('OLD')).toMatchObject({ result: [{ status: '2', taxAmount: '7.25' }] })
  const { orders } = await books('?orderNo=OLD')
  const pdf = await fetch(`${running.url}${orders[0]?.documents[0]}`)
  expect(await readDocument(new Uint8Array(await pdf.arrayBuffer()))).toMatchObject({ ok: true, facts: { tax: 725 } })
})

test('words in an order try one thing on that order only', async () => {
  await set({ delayMs: 0 })
  expect(await issue('REFUSED', { buyerName: '王小明〔拒绝〕' })).toMatchObject({ code: 'E9101' })
  await issue('FAILED', { remark: '〔失败〕' })
  expect(await find('FAILED')).toMatchObject({ result: [{ status: '22', failCause: expect.stringMatching(/./) }] })
  await issue('SLOW', { remark: '〔慢〕' })
  expect(await find('SLOW')).toMatchObject({ result: [{ status: '20' }] })
  expect(await issue('PLAIN')).toMatchObject({ code: 'E0000' })
})

test('a changed body, a wrong secret and an unknown token are turned away', async () => {
  const question = { orderNos: ['NONE'] }
  expect(await ask(running.url, 'queryInvoiceResult', question, { tampered: true })).toMatchObject({ code: '070101' })
  expect(await token(running.url, 'wrong')).toMatchObject({ error: 'invalid_client' })
  expect(await ask(running.url, 'queryInvoiceResult', question, { token: '9999999999.abc' })).toMatchObject({
    code: '070304',
  })
  expect(await ask(running.url, 'mintMoney', {})).toMatchObject({ code: 'E9500' })
  expect(await set({ mode: 'nonsense' })).toBe(400)
})

const exempt = { taxRate: '0', favouredPolicyFlag: '03', taxExcludedAmount: '128.00', tax: '0.00' }

const complaints = [
  ['an exempt line with tax', {}, { ...exempt, taxExcludedAmount: '127.99', tax: '0.01' }, 'E9131'],
  ['an exempt line at 6 %', {}, { favouredPolicyFlag: '03' }, 'E9101'],
  ['3 % under the policy of 5 %', {}, { favouredPolicyFlag: '09', taxRate: '0.03' }, 'E9101'],
  ['a policy this bureau does not know', {}, { favouredPolicyFlag: '11' }, 'E9101'],
  ['the zero-rate flag of older invoices', {}, { ...exempt, zeroRateFlag: '1' }, 'E9101'],
  ['parking as an ordinary line', {}, { goodsCode: '3040502020200000000' }, 'E9101'],
  ['a prepaid card that is taxed', {}, { goodsCode: '6010000000000000000' }, 'E9101'],
  ['a rate of 26 %', {}, { taxRate: '0.26' }, 'E9101'],
  ['tax that is off by more than 0.06', {}, { taxExcludedAmount: '120.68', tax: '7.32' }, 'E9131'],
  ['net and tax that do not make the gross', {}, { tax: '7.24' }, 'E9131'],
  ['a price that does not make the amount', {}, { price: '64.02' }, 'E9131'],
  ['a quantity without a price', {}, { price: undefined }, 'E9101'],
  ['a buyer’s name of 101 characters', { buyerName: '长'.repeat(101) }, {}, 'E9101'],
  ['an order number of 21 characters', { orderNo: '1'.repeat(21) }, {}, 'E9101'],
  ['a taxpayer id of 14 characters', { buyerTaxNum: '9'.repeat(14) }, {}, 'E9101'],
  ['a date of last week', { invoiceDate: '2020-01-01 00:00:00' }, {}, 'E9101'],
  ['another seller than the account’s', { salerTaxNum: '91330106MA00000002' }, {}, 'E9101'],
] as const

for (const [what, change, line, code] of complaints)
  test(`${what} is ${code}, and nothing is written down`, async () => {
    expect(await issue('WRONG', change, line)).toMatchObject({ code })
    expect(await books('?orderNo=WRONG')).toMatchObject({ count: 0 })
  })
