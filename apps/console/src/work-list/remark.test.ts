import { expect, test } from 'vitest'
import { droppedFrom, remarkLength } from './remark.ts'

test('emoji are told by name before the invoice leaves them out, each once', () => {
  expect(droppedFrom('桌号 7 😀 谢谢👨‍👩‍👧😀')).toEqual(['😀', '👨‍👩‍👧'])
})

test('what the invoice prints is not complained about: rare ideographs, brackets, figures with marks', () => {
  expect(droppedFrom('𠮷野家（7 号桌）№12 é ①')).toEqual([])
})

test('what will be printed is counted: a rare ideograph is one character, an emoji none', () => {
  expect(remarkLength('𠮷野家😀 ')).toBe(3)
})
