import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Buyer, buyerNameProblem, nameOnInvoice, normaliseBuyerName, printable } from './buyer.ts'
import { parseTaxpayerId, type TaxpayerId } from './taxpayer-id.ts'

test.each([
  ['  青屿云图   科技 ', '青屿云图 科技'],
  ['深圳(南山)公司', '深圳（南山）公司'],
  ['Acme (Shenzhen) Ltd', 'Acme (Shenzhen) Ltd'],
  ['张三\u0000\u200b\n', '张三'],
  ['林夏🌸👩🏽‍💻🇨🇳1️⃣', '林夏1'],
  ['王\ue000五', '王五'],
  ['李\ud800四', '李四'],
  ['葛\u{e0100}亮', '葛亮'],
  ['Cafe\u0301 de\u3000Paris', 'Café de Paris'],
  ['Cafe\u200d\u0301', 'Café'],
  ['𠮷野家', '𠮷野家'],
])('%j is printed as %j', (text, name) => {
  expect(normaliseBuyerName(text)).toBe(name)
})

test('normalising a second time changes nothing', () => {
  const tricky = fc.constantFrom(...' \u3000\n()（）中e\u0301\u200d\ufe0f🌸🏽🇨\ue000\u1100\u1161\u{e0100}', '\ud800')
  const any = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })
  fc.assert(
    fc.property(fc.string({ unit: fc.oneof(tricky, any), maxLength: 20 }), (text) => {
      const once = normaliseBuyerName(text)
      expect(normaliseBuyerName(once)).toBe(once)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['enterprise', ' \t', 'empty'],
  ['individual', '🌸', 'empty'],
  ['individual', '（个人）', 'empty'],
  ['individual', '林', 'too-short'],
  ['individual', '林(个人)', 'too-short'],
  ['individual', '林夏', undefined],
  ['individual', '林女士', undefined],
  ['enterprise', '鑫', undefined],
  ['enterprise', '长'.repeat(100), undefined],
  ['enterprise', '长'.repeat(101), 'too-long'],
  ['individual', '长'.repeat(96), undefined],
  ['individual', '长'.repeat(97), 'too-long'],
  ['enterprise', '𠮷'.repeat(100), undefined],
  ['individual', '13800138000', 'not-a-name'],
  ['enterprise', '91350100M000100Y43', 'not-a-name'],
  ['institution', '……', 'not-a-name'],
  ['individual', 'lin.xia@example.com', 'not-a-name'],
] as const)('as the name of an %s, %j is %s', (kind, name, problem) => {
  expect(buyerNameProblem(kind, name)).toBe(problem)
})

test.each(['林夏', '林夏（个人）', '林夏(个人)', ' 林夏 （个人） ', '林夏（个人）（个人）'])(
  'the individual %j is printed with （个人） once',
  (name) => {
    expect(nameOnInvoice({ kind: 'individual', name })).toBe('林夏（个人）')
  },
)

test('个人 names nobody in particular and is printed bare', () => {
  for (const name of ['个人', ' 个人（个人）']) expect(nameOnInvoice({ kind: 'individual', name })).toBe('个人')
})

test('others are printed as they are', () => {
  const taxpayerId = parseTaxpayerId('91990000MA0AAAA1XB', 'strict') as TaxpayerId
  expect(nameOnInvoice({ kind: 'enterprise', name: '青屿云图(深圳)公司', taxpayerId })).toBe('青屿云图（深圳）公司')
  expect(nameOnInvoice({ kind: 'institution', name: '第三小学（个人）' })).toBe('第三小学（个人）')
})

test('an enterprise without a taxpayer id and an individual with one do not compile', () => {
  // @ts-expect-error
  const enterprise: Buyer = { kind: 'enterprise', name: '青屿云图' }
  // @ts-expect-error
  const individual: Buyer = { kind: 'individual', name: '林夏', taxpayerId: '1' as TaxpayerId }
  expect([enterprise.kind, individual.kind]).toEqual(['enterprise', 'individual'])
})

test.each([
  ['🍰巴斯克 (大)🎂', '巴斯克 (大)'],
  ['250\u3000g', '250 g'],
  ['🍕', ''],
  ['★招牌奶茶®️ 英寸™', '★招牌奶茶® 英寸™'],
  ['❤ ☕', ''],
])('%j stands on an invoice as %j', (text, printed) => {
  expect(printable(text)).toBe(printed)
})
