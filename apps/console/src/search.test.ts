import { expect, test } from 'vitest'
import { readInvoiceSearch, readQrCodeSearch, readWorkSearch } from './search.ts'

test('an unknown status opens the whole list instead of breaking it', () => {
  expect(readQrCodeSearch({ status: 'gone', mode: 'order-match', rubbish: 1 })).toEqual({ mode: 'order-match' })
})

test('digits typed into the search are text', () => {
  expect(readInvoiceSearch({ q: 10456 })).toEqual({ q: '10456' })
})

test('cursors are kept in order, anything else among them is dropped', () => {
  expect(readInvoiceSearch({ after: ['inv_a', 7, 'inv_b'] })).toEqual({ after: ['inv_a', 'inv_b'] })
})

test('an empty search is no search', () => {
  expect(readWorkSearch({ q: '', tab: 'failed' })).toEqual({ tab: 'failed' })
})
