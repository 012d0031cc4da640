import { expect, test } from 'vitest'
import { maskEmail, maskName } from './mask.ts'

test.each([
  ['lin.xia@example.com', 'l***@example.com'],
  ['a@b.c', 'a***@b.c'],
  ['"odd@one"@example.com', '"***@example.com'],
  ['@example.com', '***'],
  ['no address', '***'],
  ['', '***'],
])('%j is shown as %j', (email, masked) => {
  expect(maskEmail(email)).toBe(masked)
})

test.each([
  ['深圳市青屿云图科技有限公司', '深圳****有限公司'],
  ['青屿科技公司', '青屿****'],
  ['林', '*'],
  ['林夏', '林*'],
  ['欧阳小夏', '欧***'],
  ['林夏（个人）', '林*（个人）'],
  ['阿卜杜热合曼·买买提明', '阿卜****'],
  ['John Smith', 'J*** S***'],
  ['𠮷野家', '𠮷**'],
  ['', '***'],
])('%j is shown as %j', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})
