import type { Application, Item } from '@mashang/contract'
import { expect, test } from 'vitest'
import { approvalOf, buyerTroubles, correctionOf, emailTroubles, isConfirmedId, troublesIn } from './check-draft.ts'
import { emptyLine, typeInto } from './draft-lines.ts'
import { type Draft, draftBuyerOf } from './drafts.ts'

const meal: Item = { id: 'item_1', code: 'MEAL', name: '餐费', taxCode: '3070401000000000000', taxation: '6%' }
const buyer = { kind: 'enterprise', name: '深圳市云帆智能科技有限公司', taxpayerId: '91990000MA0AAAA1XB' } as const

const application: Application = {
  id: 'app_1',
  status: 'reviewing',
  organization: { id: 'org_1', code: 'SZ-001', name: '科技园店' },
  buyer,
  submittedAt: '2026-11-23T13:50:00+08:00',
  email: 'cw@yunfan.example',
  requestNumber: '01KAR6T2',
  seller: { name: '蓝湖', taxpayerId: '', address: '', phone: '', drawer: '林晓' },
  lines: [],
  deliveries: [],
  recent: [],
}

function draft(changes: Partial<Draft> = {}): Draft {
  const lines = [typeInto(emptyLine(meal), 'gross', '368')]
  return { buyer: draftBuyerOf(buyer), email: application.email, lines, remark: '', ...changes }
}

test('a complete draft has no troubles', () => {
  expect(troublesIn(draft(), [meal])).toEqual({})
})

test('every field at once, under the names the server would use', () => {
  const lines = [emptyLine(undefined), typeInto(emptyLine(meal), 'gross', '3,6')]
  const found = troublesIn(
    draft({ lines, email: 'cw@', buyer: { ...draftBuyerOf(buyer), name: '', taxpayerId: '' } }),
    [meal],
  )
  expect(found).toEqual({
    'buyer.name': 'name-problem.empty',
    'buyer.taxpayerId': 'buyer.id-missing',
    email: 'buyer.email-wrong',
    'lines.0.itemId': 'line.need-item',
    'lines.0.grossFen': 'line.need-gross',
    'lines.1.grossFen': 'line.bad-number',
  })
})

for (const [field, path, cases] of [
  [
    'gross',
    'grossFen',
    {
      '-5': 'line.gross-positive',
      '−5': 'line.gross-positive',
      '0': 'line.gross-positive',
      '0.00': 'line.gross-positive',
      '12.345': 'line.gross-decimals',
      '¥1,212.3450': 'line.gross-decimals',
      '3,6': 'line.bad-number',
      abc: 'line.bad-number',
      '12.34': undefined,
    },
  ],
  ['quantity', 'quantity', { '-2': 'line.quantity-positive', '0': 'line.quantity-positive', x: 'line.bad-number' }],
  ['unitPrice', 'unitPrice', { '-2': 'line.unit-price-positive', '0.0': 'line.unit-price-positive' }],
] as const)
  for (const [text, word] of Object.entries(cases))
    test(`“${text}” as ${field}: ${word ?? 'fine'}`, () => {
      const line = { ...typeInto(emptyLine(meal), 'gross', '368'), [field]: text }
      expect(troublesIn(draft({ lines: [line] }), [meal])[`lines.0.${path}`]).toBe(word)
    })

test('a remark of more than 200 characters is refused before the channel does, counted as people count', () => {
  expect(troublesIn(draft({ remark: '字'.repeat(200) }), [meal])).toEqual({})
  expect(troublesIn(draft({ remark: '𠮷'.repeat(201) }), [meal])).toEqual({ remark: 'line.remark-too-long' })
})

test('an institution may have no taxpayer id, an individual has none', () => {
  const none = { ...draftBuyerOf(buyer), taxpayerId: '' }
  expect(buyerTroubles({ ...none, kind: 'institution' })).toEqual({})
  expect(buyerTroubles({ ...none, kind: 'individual', taxpayerId: 'left over' })).toEqual({})
})

test('an address with a blank in it is none', () => {
  expect(emailTroubles('a b@example.com')).toHaveProperty('email')
})

test('the approval carries fen, and the buyer only when it was changed', () => {
  expect(approvalOf(draft({ remark: ' 桌号 7 ' }), application)).toEqual({
    lines: [expect.objectContaining({ itemId: 'item_1', grossFen: 36_800, taxation: '6%' })],
    remark: '桌号 7',
  })
})

test('gaps in a taxpayer id are no change, and never sent', () => {
  const same = { ...draftBuyerOf(buyer), taxpayerId: '9199 0000MA0AAAA1XB' }
  expect(correctionOf({ buyer: same, email: application.email }, application)).toEqual({})
  const renamed = { ...same, name: '云帆' }
  expect(correctionOf({ buyer: renamed, email: application.email }, application).buyer).toMatchObject({
    taxpayerId: '91990000MA0AAAA1XB',
  })
})

test('a corrected buyer goes along without what its kind does not have', () => {
  const person = { ...draftBuyerOf(buyer), kind: 'individual' as const, name: '王女士' }
  expect(correctionOf({ buyer: person, email: 'new@yunfan.example' }, application)).toEqual({
    buyer: { kind: 'individual', name: '王女士' },
    email: 'new@yunfan.example',
  })
})

test('a wrong check digit is confirmed as long as the id is the one that was submitted', () => {
  const odd = '339902999999789113'
  expect(isConfirmedId('3399 0299 9999 7891 13', odd)).toBe(true)
  expect(isConfirmedId('339902999999789114', odd)).toBe(false)
  expect(isConfirmedId(odd, undefined)).toBe(false)
  expect(isConfirmedId(buyer.taxpayerId, buyer.taxpayerId), 'a right one needs no confirmation').toBe(false)
})
