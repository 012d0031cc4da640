import { expect, test } from 'vitest'
import { draftAgain, newDraft, readDraft, saveDraft } from './draft.ts'
import { emptyForm, type Form } from './form.ts'
import { chooseLanguage, rememberLanguage } from './language.ts'
import { memoryStore } from './store.ts'
import { fillTitle, firstForm, forgetTitles, recallTitles, rememberTitle, suggestTitles } from './titles.ts'
import { anApplication } from './views.fixture.ts'

const qingyu: Form = {
  ...emptyForm,
  name: '深圳市青屿云图科技有限公司',
  taxpayerId: '91990000MA0AAAA1XB',
  email: 'lin@example.com',
}
const lin: Form = { ...qingyu, kind: 'individual', name: '林小夏' }

test('the title used last is offered first, with the last e-mail', () => {
  const store = memoryStore()
  rememberTitle(store, qingyu)
  rememberTitle(store, { ...lin, email: 'xia@example.com' })
  expect(recallTitles(store)).toMatchObject({
    titles: [{ name: '林小夏' }, { name: qingyu.name }],
    email: 'xia@example.com',
  })
  expect(firstForm(recallTitles(store))).toMatchObject({ kind: 'individual', name: '' })
})

test('an id confirmed although its check digit is wrong is remembered with it, and with nothing else', () => {
  const store = memoryStore()
  const odd = '339902999999789113'
  rememberTitle(store, { ...qingyu, taxpayerId: '3399 0299 9999 7891 13', oddId: odd })
  rememberTitle(store, { ...qingyu, name: '另一家公司', oddId: odd })
  rememberTitle(store, { ...lin, taxpayerId: odd, oddId: odd })
  expect(recallTitles(store).titles.map(({ taxpayerId, oddId }) => [taxpayerId, oddId])).toEqual([
    ['', undefined],
    [qingyu.taxpayerId, undefined],
    [odd, odd],
  ])
})

test('a title is kept once, as it was used last, and without what it was not asked for', () => {
  const store = memoryStore()
  rememberTitle(store, qingyu)
  rememberTitle(store, { ...qingyu, phone: '0755-0000 0034' })
  rememberTitle(store, lin)
  const { titles } = recallTitles(store)
  expect(titles.map(({ name, phone, taxpayerId }) => [name, phone, taxpayerId])).toEqual([
    ['林小夏', '', ''],
    [qingyu.name, '0755-0000 0034', qingyu.taxpayerId],
  ])
})

test('a shop’s tablet does not collect titles without end, and forgets them when asked', () => {
  const store = memoryStore()
  for (let i = 0; i < 40; i++) rememberTitle(store, { ...qingyu, name: `公司${i}` })
  expect(recallTitles(store).titles).toHaveLength(12)
  forgetTitles(store)
  expect(recallTitles(store)).toEqual({ titles: [], email: '' })
})

test('titles are suggested from the second character on, and not when typed in full', () => {
  const store = memoryStore()
  rememberTitle(store, qingyu)
  const { titles } = recallTitles(store)
  const names = (typed: string) => suggestTitles(titles, typed).map(({ name }) => name)
  expect([names('青'), names('青屿'), names(qingyu.name)]).toEqual([[], [qingyu.name], []])
})

test('filling a title in keeps an e-mail that was typed', () => {
  const [title] = (() => {
    const store = memoryStore()
    rememberTitle(store, qingyu)
    return recallTitles(store).titles
  })()
  if (!title) throw new Error('nothing was remembered')
  expect(fillTitle({ ...emptyForm, email: 'new@example.com' }, title, 'old@example.com').email).toBe('new@example.com')
  expect(fillTitle(emptyForm, title, 'old@example.com')).toMatchObject({ name: qingyu.name, email: 'old@example.com' })
})

test('a draft comes back after a reload, with the same submission key', () => {
  const store = memoryStore()
  saveDraft(store, 's1', { ...newDraft('key-1', qingyu), receipt: { number: 'A1', amount: '128' } })
  expect(readDraft(store, 's1')).toEqual({
    submissionKey: 'key-1',
    form: qingyu,
    receipt: { number: 'A1', amount: '128' },
  })
  expect(readDraft(store, 's2')).toBeUndefined()
})

test('what was rejected is asked for again with everything that was submitted', () => {
  const store = memoryStore()
  rememberTitle(store, { ...qingyu, bank: '招商银行' })
  const rejected = anApplication({ status: 'rejected', grossFen: 123_450 })
  expect(draftAgain('key-2', rejected, recallTitles(store))).toEqual({
    submissionKey: 'key-2',
    form: { ...qingyu, bank: '招商银行' },
    receipt: { number: 'A1023-0456', amount: '1234.50' },
  })
})

test('an e-mail other than the masked one stays to be typed, and a forgotten title is what the application shows', () => {
  const person = anApplication({ status: 'rejected', buyer: { kind: 'individual', name: '林小夏' } })
  const memory = { titles: [], email: 'xia@example.com' }
  expect(draftAgain('key-2', person, memory).form).toEqual({ ...emptyForm, kind: 'individual', name: '林小夏' })
})

test('damaged memory is no memory', () => {
  const store = memoryStore()
  for (const text of ['{', 'null', '7', '{"titles":[{"name":1},null],"email":2}']) {
    store.set('mashang.titles', text)
    store.set('mashang.draft.s1', text)
    expect(recallTitles(store)).toEqual({ titles: [], email: '' })
    expect(readDraft(store, 's1')).toBeUndefined()
  }
})

test('the language is the chosen one, else the device’s, else Chinese', () => {
  const store = memoryStore()
  expect(chooseLanguage(store, [])).toBe('zh')
  expect(chooseLanguage(store, ['zh-HK', 'en'])).toBe('zh')
  expect(chooseLanguage(store, ['ja-JP', 'zh-CN'])).toBe('zh')
  expect(chooseLanguage(store, ['fr-FR'])).toBe('en')
  rememberLanguage(store, 'en')
  expect(chooseLanguage(store, ['zh-CN'])).toBe('en')
})
