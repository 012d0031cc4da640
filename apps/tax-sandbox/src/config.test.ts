import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('the page that QR codes lead to is told once, as an address', () => {
  expect(readConfig({ VERIFY_AT: 'http://192.168.1.9:8080/dev/verify' }).verifyAt).toBe(
    'http://192.168.1.9:8080/dev/verify',
  )
  expect(readConfig({}).verifyAt).toContain('.invalid/')
})

test.each([
  ['kp.example.com/verify'],
  ['ftp://kp.example.com/verify'],
  ['https://kp.example.com/verify?to='],
  ['https://kp.example.com/#verify'],
  [`https://kp.example.com/${'v'.repeat(150)}`],
  [`https://kp.example.com/${'验'.repeat(20)}`],
])('%s leads nowhere a phone could go, which is said at the start', (address) => {
  expect(() => readConfig({ VERIFY_AT: address })).toThrow('VERIFY_AT')
})
