import type { Organization } from '@mashang/contract'
import { expect, test } from 'vitest'
import { sayIn } from '../words/say.ts'
import { activeNamesake, changesOf, expiryOf, newCodeFields, troubleIn } from './code-fields.ts'

test('a code works to the end of its last day, in China', () => {
  expect(expiryOf({ ...newCodeFields, expires: 'at', lastDay: '2026-12-31' })).toBe('2026-12-31T23:59:59+08:00')
})

test('a day chosen and then given up again is no end', () => {
  expect(expiryOf({ ...newCodeFields, expires: 'never', lastDay: '2026-12-31' })).toBeUndefined()
})

test('an emptied notice is taken away, not left as it was', () => {
  expect(changesOf({ ...newCodeFields, name: ' 前台 ', notice: '  ' })).toMatchObject({
    name: '前台',
    notice: null,
    expiresAt: null,
  })
})

test('a code needs a name, and a date if it has an end', () => {
  expect(Object.keys(troubleIn({ ...newCodeFields, expires: 'at' }, sayIn('zh')))).toEqual(['name', 'lastDay'])
})

test('a name that an active code of the same organization has already is warned of, a disabled one’s is free', () => {
  const organization: Organization = {
    id: 'org_1',
    code: 'SZ-001',
    name: '科技园店',
    kind: 'store',
    qrCodes: [
      { id: 'qr_1', name: '前台', active: true },
      { id: 'qr_2', name: '外卖窗口', active: false },
    ],
  }
  expect(activeNamesake(organization, ' 前台 ')).toBe('前台')
  expect(activeNamesake(organization, '外卖窗口')).toBeUndefined()
  expect(activeNamesake(undefined, '前台')).toBeUndefined()
})
