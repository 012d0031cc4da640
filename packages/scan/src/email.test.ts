import { Submission } from '@mashang/contract'
import { expect, test } from 'vitest'
import { isEmail, normaliseEmail, suggestEmail } from './email.ts'

for (const [typed, meant] of [
  ['xiaoxia@gmial.com', 'xiaoxia@gmail.com'],
  ['xiaoxia@gmial', 'xiaoxia@gmail.com'],
  ['xiaoxia@gmai.com', 'xiaoxia@gmail.com'],
  ['1234@qq.con', '1234@qq.com'],
  ['1234@qq', '1234@qq.com'],
  ['1234@qq.co', '1234@qq.com'],
  ['1234@163.cm', '1234@163.com'],
  ['a@foxmial.com', 'a@foxmail.com'],
  ['a@outlok.com', 'a@outlook.com'],
  ['a@hotmail.comm', 'a@hotmail.com'],
  ['caiwu@qingyu-yuntu.con', 'caiwu@qingyu-yuntu.com'],
  ['ａ＠ｑｑ。ｃｏｎ', 'a@qq.com'],
] as const) {
  test(`${typed} was probably meant to be ${meant}`, () => expect(suggestEmail(typed)).toBe(meant))
}

for (const email of [
  'lin.xia@example.com',
  '1@qq.com',
  'a@126.com',
  'a@188.com',
  'a@sina.cn',
  'a@mail.com',
  'a@',
  'a',
  'a@q',
]) {
  test(`${email} is left alone`, () => expect(suggestEmail(email)).toBeUndefined())
}

test('an address typed on a Chinese keyboard becomes one that mail servers know', () => {
  expect(normaliseEmail(' lin＠example。com ')).toBe('lin@example.com')
})

test('an address that no mail server could deliver to is refused', () => {
  expect(['a@b..com', '.a@b.com', 'a..b@c.com', 'a@-b.com', 'a@b-.com', 'a@.com'].filter(isEmail)).toEqual([])
})

test('what the form accepts as an address, the server accepts too', () => {
  const { email } = Submission.shape
  for (const text of [
    'a@b.cn',
    'a.b+c@d-e.example',
    'a@b',
    'a b@c.cn',
    '@b.cn',
    'a@b.c',
    'a@b..com',
    'a..b@c.cn',
    '.a@b.cn',
    'a.@b.cn',
    'a@.b.cn',
    'a@-b.cn',
    'a@b-.cn',
    'a@b.cn-',
    'a@b.-cn',
    'a-@b.cn',
    '-a-.b@c--d.cn',
    'a@b.c.',
    'a,b@c.cn',
    `${'x'.repeat(250)}@b.cn`,
  ])
    expect(isEmail(text), text).toBe(email.safeParse(text).success)
})
