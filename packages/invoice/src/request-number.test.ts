import fc from 'fast-check'
import { expect, test } from 'vitest'
import { requestNumberFrom } from './request-number.ts'

const randomBytes = fc.uint8Array({ minLength: 12, maxLength: 12 })

test('a request number has 20 digits and capital letters', () => {
  fc.assert(
    fc.property(randomBytes, (bytes) => {
      expect(requestNumberFrom(bytes)).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/)
    }),
  )
  expect(requestNumberFrom(new Uint8Array(12))).toBe('0'.repeat(20))
  expect(requestNumberFrom(new Uint8Array(16).fill(255))).toBe(`1${'Z'.repeat(19)}`)
})

test('each of its 96 bits counts', () => {
  fc.assert(
    fc.property(randomBytes, fc.integer({ min: 0, max: 95 }), (bytes, bit) => {
      const other = bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)))
      expect(requestNumberFrom(other)).not.toBe(requestNumberFrom(bytes))
    }),
  )
})

test('too little chance is a bug', () => {
  expect(() => requestNumberFrom(new Uint8Array(11))).toThrow(RangeError)
})
