import { expect, test } from 'vitest'
import { displayWidth, toHalfWidth } from './width.ts'

test.each([
  ['', 0],
  ['ABC 123', 7],
  ['汉字', 6],
  ['（个人）', 12],
  ['é', 2],
  ['𠮷野家', 10],
])('%j takes %d of the room', (text, width) => {
  expect(displayWidth(text)).toBe(width)
  expect(new TextEncoder().encode(text)).toHaveLength(width)
})

test('Chinese keyboards type full-width, and ² stays what it is', () => {
  expect(toHalfWidth('Ａ１２\u3000²')).toBe('A12 ²')
})
