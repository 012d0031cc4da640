import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyLine } from './draft-lines.ts'
import { forgetDrafts, keepLastLines, lastLines } from './drafts.ts'

/** As a browser's: entries are its own keys. */
class Storage {
  [key: string]: unknown
  getItem(key: string) {
    return this[key] ?? null
  }
  setItem(key: string, text: string) {
    this[key] = text
  }
  removeItem(key: string) {
    delete this[key]
  }
}

beforeEach(() => {
  Object.assign(globalThis, { sessionStorage: new Storage() })
})
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'sessionStorage')
})

const written = { itemId: 'item_1', gross: '368.00', rate: 300 }

test('lines that an older console kept in this tab are not taken for lines of this one', () => {
  sessionStorage.setItem('mashang.draft.last-lines', JSON.stringify([written]))
  expect(lastLines()).toBeUndefined()
  const line = { ...emptyLine(undefined), gross: '368.00', taxation: '3% simplified' }
  keepLastLines([line])
  expect(lastLines()).toEqual([{ ...line, key: expect.any(String) }])
})

test('signing out forgets drafts of this console and of older ones', () => {
  sessionStorage.setItem('mashang.draft.app_1', JSON.stringify({ lines: [written] }))
  sessionStorage.setItem('mashang.theme', 'dark')
  keepLastLines([emptyLine(undefined)])
  forgetDrafts()
  expect(Object.keys(sessionStorage)).toEqual(['mashang.theme'])
})
