import { expect, test } from 'vitest'
import { fileNameOf, formats, ofdOf, pdfOf, xmlOf } from './index.ts'
import { attachmentOf, hasPoppler } from './pdf/testing/readers.ts'
import { aMixedInvoice, anOrdinaryInvoice } from './testing/invoices.ts'

test('files are named as the tax bureau names them', () => {
  expect(fileNameOf(anOrdinaryInvoice(), 'pdf')).toBe(
    'dzfp_99990000000000000001_上海示例信息科技有限公司_20261123140509.pdf',
  )
})

test('a name never leaves its folder, and is no longer than file systems take', () => {
  const invoice = anOrdinaryInvoice({ buyer: { name: `../..\\a:b*c?d"e<f>g|h\u0000\u202e${'𠮷'.repeat(100)}` } })
  const name = fileNameOf(invoice, 'xml')
  expect(name).toMatch(/^dzfp_99990000000000000001_\.\.\.\.abcdefgh𠮷+_20261123140509\.xml$/u)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
})

test('every document is the same bytes for the same invoice', () => {
  const write = { pdf: pdfOf, ofd: ofdOf, xml: xmlOf }
  for (const format of formats)
    expect(Buffer.compare(write[format](aMixedInvoice()), write[format](aMixedInvoice())), format).toBe(0)
})

test.skipIf(!hasPoppler)('the PDF holds the XML', () => {
  expect(attachmentOf(pdfOf(anOrdinaryInvoice()))).toBe(Buffer.from(xmlOf(anOrdinaryInvoice())).toString())
})
