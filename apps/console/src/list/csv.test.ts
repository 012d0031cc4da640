import { expect, test } from 'vitest'
import { csvOf, everyRow } from './csv.ts'

test('Excel reads it as UTF-8', () => {
  expect(csvOf([['组织编码']]).charCodeAt(0)).toBe(0xfeff)
})

test('commas, quotes and line ends stay inside their cell', () => {
  expect(csvOf([['a,b', 'say "hi"', 'two\nlines']]).slice(1)).toBe('"a,b","say ""hi""","two\nlines"\r\n')
})

for (const text of ['=1+1', '+86 755', '-2', '@cmd'])
  test(`${text} is text, not a formula`, () => {
    expect(csvOf([[text]]).slice(1)).toBe(`'${text}\r\n`)
  })

test('twenty digits stay twenty digits, with nothing before them but a tab', () => {
  expect(csvOf([['99996783804683280807', '914403007152672', '68.00']]).slice(1)).toBe(
    '\t99996783804683280807,\t914403007152672,68.00\r\n',
  )
})

test('numbers stay numbers, what is missing stays empty', () => {
  expect(csvOf([[-3, undefined, '2 分钟前']]).slice(1)).toBe('-3,,2 分钟前\r\n')
})

test('every page is asked for, in order', async () => {
  const pages: Record<string, { rows: number[]; next?: string }> = {
    first: { rows: [1, 2], next: 'second' },
    second: { rows: [3], next: 'third' },
    third: { rows: [4] },
  }
  expect(await everyRow(async (cursor = 'first') => pages[cursor] ?? { rows: [] })).toEqual([1, 2, 3, 4])
})
