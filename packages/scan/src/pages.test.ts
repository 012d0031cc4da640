import { Submission } from '@mashang/contract'
import { expect, test } from 'vitest'
import { clockTime, dayAndTime, dayOfYear, fullDate, monthName } from './clock.ts'
import { deadEndOf } from './dead-end.ts'
import { sayIn } from './language.ts'
import { matchesSearch, monthsOf } from './months.ts'
import { luminance, plateOf } from './plate.ts'
import { parseReceipt, receiptProblem } from './receipt.ts'
import { sourceAt, sourceOf } from './submission.ts'
import { sentenceOf } from './trouble.ts'
import { anApplication, anIssued, aPage } from './views.fixture.ts'

test('times are China’s, whatever the device thinks', () => {
  expect(clockTime('2026-11-23T16:30:05.000Z')).toBe('00:30:05')
  expect(dayOfYear('2026-11-23T16:30:05.000Z', 'zh')).toBe('11月24日')
  expect(fullDate('2026-11-23T12:40:00+08:00', 'en')).toBe('23 Nov 2026')
  expect(monthName('2026-10-31T16:00:00.000Z', 'zh')).toBe('2026年11月')
})

test('a time of another year says which, and a file without times has none', () => {
  const now = Date.parse('2026-12-31T23:59:00+08:00')
  const at = (time: string) => [dayAndTime(time, 'zh', now), dayAndTime(time, 'en', now)]
  expect(at('2026-11-23T12:41:03+08:00')).toEqual(['11月23日 12:41', '23 Nov 12:41'])
  expect(at('2010-12-01T00:00:00+08:00')).toEqual(['2010年12月1日', '1 Dec 2010'])
  expect(at('2027-01-01T00:00:01+08:00')).toEqual(['2027年1月1日 00:00', '1 Jan 2027 00:00'])
})

test('a month counts only what was issued', () => {
  const october = anIssued({ submittedAt: '2026-10-30T04:00:00.000Z' })
  if (october.invoice) october.invoice.issuedAt = '2026-10-30T04:00:00.000Z'
  const months = monthsOf([anApplication({ grossFen: 27_250 }), anIssued(), october])
  expect(months.map(({ key, rows, count, total }) => [key, rows.length, count, total])).toEqual([
    ['2026年11月', 2, 1, 12_800],
    ['2026年10月', 1, 1, 12_800],
  ])
})

test('an invoice is found by shop, title, number and amount', () => {
  const found = (typed: string) => matchesSearch(anIssued(), typed)
  expect(['蓝湖', '青屿', '7318', '¥128', 'a1023', ''].map(found)).toEqual(Array(6).fill(true))
  expect(found('粤小馆')).toBe(false)
})

test('the letter on a plate can be read on any colour', () => {
  const contrast = (a: string, b: string) => {
    const long = (colour: string) => colour.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3')
    const [dark = 0, light = 0] = [luminance(long(a)), luminance(long(b))].sort((x, y) => x - y)
    return (light + 0.05) / (dark + 0.05)
  }
  for (const colour of ['#0f5666', '#ffffff', '#ffd400', '#777777', '#12a150', undefined]) {
    const { ground, ink } = plateOf({ brand: '蓝湖咖啡', colour })
    expect(contrast(ground, ink), colour).toBeGreaterThanOrEqual(4.5)
  }
  expect(plateOf({ brand: 'park' }).letter).toBe('P')
})

test('a receipt is read as it is copied', () => {
  expect(parseReceipt({ number: ' Ａ1023－0456 ', amount: '¥１２８' })).toEqual({
    number: 'A1023-0456',
    grossFen: 12_800,
  })
  expect(receiptProblem({ number: '', amount: '0' }, 'amount')).toBe('amount.not-positive')
  expect(receiptProblem({ number: '', amount: '' }, 'number')).toBe('receipt-number.missing')
  expect(parseReceipt({ number: 'A1', amount: '1.234' })).toBeUndefined()
})

test('the source of an application is named by the page or its address', () => {
  const order = { number: 'A1', paidAt: '2026-11-23T04:40:00.000Z', grossFen: 100, lines: [] }
  const sources = [sourceOf(aPage('title-only')), sourceOf(aPage('order-match'), order), sourceOf(aPage('receipt'))]
  for (const source of sources) expect(Submission.shape.source.safeParse(source).success).toBe(true)
  expect(sourceAt('/r/abc')).toEqual({ kind: 'receipt', code: 'abc' })
  expect(sourceAt('/a/abc')).toBeUndefined()
})

test('a dead end says what to do next', () => {
  for (const problem of ['qr-code-replaced', 'qr-code-unknown', 'seller-missing', 'not-the-holder'] as const)
    expect(deadEndOf(problem)?.text, problem).toBeDefined()
  expect(deadEndOf('internal-error')).toBeUndefined()
})

test('troubles are said in our words, others in the server’s', () => {
  const say = sayIn('zh')
  expect(sentenceOf({ problem: 'offline' }, say)).toContain('没有连上网络')
  expect(sentenceOf({ problem: 'order-required', title: '请填写小票号和实付金额' }, say)).toBe('请填写小票号和实付金额')
})
