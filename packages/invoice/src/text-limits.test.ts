import { expect, test } from 'vitest'
import { row } from '../test/lines.ts'
import type { Invoice } from './invoice.ts'
import { bureauTextLimits, starredName, type TextLimits, textProblems } from './text-limits.ts'

const invoice: Invoice = {
  number: '99990000000000000001',
  issuedAt: '2026-11-23 14:05:09',
  kind: 'general',
  seller: { name: '海边小馆', taxpayerId: '91990000MA0AAAA1XB' },
  buyer: { name: '林夏（个人）' },
  lines: [row(12800)],
  drawer: '周末',
  taxpayerType: 'general',
  bureau: { code: '14400', name: '广东' },
  origin: { kind: 'sample' },
}

const reverses = { number: '99990000000000000001', confirmation: '99000026110000000001', reason: 'wrong' } as const

test('an ordinary invoice fits', () => {
  expect(textProblems(invoice)).toEqual([])
})

test('the bureau counts an ideograph as three', () => {
  expect(textProblems({ ...invoice, buyer: { name: '长'.repeat(100) } })).toEqual([])
  expect(textProblems({ ...invoice, buyer: { name: `${'长'.repeat(100)}a` } })).toEqual([
    { problem: 'too-long', field: 'buyer.name', length: 301, most: 300 },
  ])
})

test('a remark has 450 of room on a blue invoice, and 382 on a red one, its facts of the reversal included', () => {
  expect(textProblems({ ...invoice, remark: 'a'.repeat(450) })).toEqual([])
  expect(textProblems({ ...invoice, remark: 'a'.repeat(451) })).toMatchObject([{ field: 'remark', length: 451 }])
  const facts = 33 + 20 + 1 + 36 + 20
  expect(textProblems({ ...invoice, reverses, remark: 'a'.repeat(382 - facts - 1) })).toEqual([])
  expect(textProblems({ ...invoice, reverses, remark: 'a'.repeat(382 - facts) })).toMatchObject([{ length: 383 }])
})

test('a channel may count characters and take fewer of them', () => {
  const channel: TextLimits = { ...bureauTextLimits, counts: 'characters', line: { name: 4, unit: 2 }, party: {} }
  const lines = [row(100), row(100, { name: '红烧牛肉面', unit: '大碗装' })]
  expect(textProblems({ ...invoice, lines }, channel)).toEqual([
    { problem: 'too-long', field: 'lines.1.name', length: 5, most: 4 },
    { problem: 'too-long', field: 'lines.1.unit', length: 3, most: 2 },
  ])
})

test('the short name and its stars count', () => {
  expect(starredName(row(100))).toBe('*生产生活服务*餐费')
  const long = row(100, { name: '面'.repeat(93) })
  expect(textProblems({ ...invoice, lines: [long] })).toEqual([])
  const longer = row(100, { name: '面'.repeat(94) })
  expect(textProblems({ ...invoice, lines: [longer] })).toMatchObject([{ field: 'lines.0.starredName', length: 302 }])
})
