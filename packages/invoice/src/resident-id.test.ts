import { expect, test } from 'vitest'
import { isOldResidentId, isResidentId } from './resident-id.ts'

test.each(['11010519491231002X', '440524188001010014'])('%s, of the standard, is a resident id', (text) => {
  expect(isResidentId(text)).toBe(true)
})

test('every other check character is refused', () => {
  const right = [...'0123456789X'].filter((check) => isResidentId(`11010519491231002${check}`))
  expect(right).toEqual(['X'])
})

test.each([
  ['a month of 13', '110105194913310024'],
  ['30 February', '110105194902300029'],
  ['a letter inside', '1101051949123100AX'],
  ['17 characters', '11010519491231002'],
])('%s is refused', (_, text) => {
  expect(isResidentId(text)).toBe(false)
})

test('a birth date decides, even where the check character would be right', () => {
  const february = [...'0123456789X'].some((check) => isResidentId(`11010519490230002${check}`))
  const leapDay = [...'0123456789X'].some((check) => isResidentId(`11010519480229002${check}`))
  expect([february, leapDay]).toEqual([false, true])
})

test('15 digits with a birth date are an old resident id', () => {
  expect(isOldResidentId('110105491231002')).toBe(true)
  expect(isOldResidentId('110105491331002')).toBe(false)
  expect(isOldResidentId('11010549123100')).toBe(false)
})
