import { sentences } from '@mashang/contract'
import { expect, test } from 'vitest'
import { sayIn } from './language.ts'
import { wording } from './wording.ts'

const words = Object.entries(wording)
const details = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

test('every word is said in both languages', () => {
  for (const [word, { zh, en }] of words) expect([zh.trim(), en.trim()], word).not.toContain('')
})

test('both languages of a word tell the same details', () => {
  for (const [word, { zh, en }] of words) expect(details(en), word).toEqual(details(zh))
})

test('English is written in English, but for what is printed in Chinese', () => {
  const chinese = words.filter(([, { en }]) => /\p{Script=Han}/u.test(en)).map(([word]) => word)
  expect(chinese).toEqual(
    ['app.otherLanguage', 'app.otherLanguageName', 'form.personSuffix', 'form.personHint', 'issued.paper'].filter(
      (word) => chinese.includes(word),
    ),
  )
})

test('the form has a sentence for each of the server’s about a name, an id and an e-mail', () => {
  const asked = Object.keys(sentences).filter((key) => /^(buyer-name|taxpayer-id)\.|^email$/.test(key))
  expect(Object.keys(wording)).toEqual(expect.arrayContaining(asked.map((key) => `field.${key}`)))
})

test('details are put into a sentence', () => {
  expect(sayIn('zh')('status.ahead', { n: 2 })).toBe('前面还有 2 单')
  expect(sayIn('en')('issued.download', { format: 'PDF' })).toBe('Download PDF')
})
