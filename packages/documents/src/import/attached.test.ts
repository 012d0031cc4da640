import { expect, test } from 'vitest'
import { xmlOf } from '../index.ts'
import { anOrdinaryInvoice } from '../testing/invoices.ts'
import { dataIn } from './attached.ts'

const other = new TextEncoder().encode('<Other/>')
const invoice = (number: string) => xmlOf(anOrdinaryInvoice({ number }))
const [one, two] = ['99990000000000000001', '99990000000000000002'] as const

test('the first attached file that is an invoice is the data', () => {
  expect(dataIn([invoice(one), invoice(two)], 'ofd')).toMatchObject({ source: 'ofd', number: one })
  expect(dataIn([other, invoice(two)], 'pdf')).toMatchObject({ source: 'pdf', number: two })
})

test('no more than two files, or 4 MB of them, are looked at', () => {
  expect(dataIn([other, other, invoice(one)], 'pdf')).toBeUndefined()
  const large = new TextEncoder().encode(`<Other>${' '.repeat(4 * 1024 * 1024 - 100)}</Other>`)
  expect(dataIn([large, other], 'pdf')).toBeUndefined()
  expect(dataIn([large, invoice(one)], 'pdf')).toBeUndefined()
})
