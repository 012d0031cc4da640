import { expect, test } from 'vitest'
import { sayIn } from './say.ts'
import { words } from './words.ts'

const placeholders = (text: string) => [...new Set(text.match(/(?<=\{)\w+/g))].sort()

test('everything is said in both languages, with the same details', () => {
  const lacking = Object.entries(words).filter(
    ([, [zh, en]]) => !zh || !en || String(placeholders(zh)) !== String(placeholders(en)),
  )
  expect(lacking).toEqual([])
})

test('English counts one and many', () => {
  const say = sayIn('en')
  expect(say('inv.facts', { n: 1 })).toBe('1 invoice')
  expect(say('inv.facts', { n: 1_284 })).toBe('1,284 invoices')
})

test('what is missing in the details leaves no braces behind', () => {
  expect(sayIn('zh')('code.replaced', {})).toBe('已更换')
  expect(sayIn('zh')('code.grace')).toBe('宽限至 ')
})
