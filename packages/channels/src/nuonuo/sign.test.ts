import { expect, test } from 'vitest'
import { sign } from './sign.ts'

test('the signature is the one the live gateway accepted', () => {
  const signed = { appKey: 'APPKEY', senid: 'SENID', nonce: '12345678', timestamp: '1700000000', body: '{"a":1}' }
  expect(sign('SECRET', signed)).toBe('7iSZiR+0g+376QEJ38xLM+3vGDs=')
})
