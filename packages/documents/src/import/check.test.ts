import { fen } from '@mashang/invoice'
import { describe, expect, test } from 'vitest'
import { xmlOf } from '../index.ts'
import { aLine, anOrdinaryInvoice } from '../testing/invoices.ts'
import { sentenceOf } from './problems.ts'
import { readDocument } from './read-document.ts'

describe('the arithmetic of the tax bureau', () => {
  const line = aLine({ gross: 10_600 })
  test.each([
    ['line-tax-off', { ...line, tax: fen(607), net: fen(9_993) }],
    ['line-price-off', aLine({ gross: 10_600, quantity: '3', netUnitPrice: '33.32' as never })],
  ] as const)('%s', async (problem, odd) => {
    const read = await readDocument(xmlOf(anOrdinaryInvoice({ lines: [odd] })))
    expect(read).toMatchObject({ problems: [{ problem, line: 0 }] })
  })

  test('a total that the lines do not add up to', async () => {
    const xml = new TextDecoder().decode(xmlOf(anOrdinaryInvoice({ lines: [line] })))
    const changed = xml
      .replace('<TotalAmWithoutTax>100.00', '<TotalAmWithoutTax>100.02')
      .replace('<TotalTaxAm>6.00', '<TotalTaxAm>5.98')
    expect(await readDocument(new TextEncoder().encode(changed))).toMatchObject({ problems: [{ problem: 'net-off' }] })
  })

  const xmlWith = (element: string, value: string) => {
    const xml = new TextDecoder().decode(xmlOf(anOrdinaryInvoice()))
    return new TextEncoder().encode(xml.replace(new RegExp(`(<${element}>)[^<]*`), `$1${value}`))
  }

  test.each([
    ['TotalTax-includedAmount', '99999999999999.00', 'gross'],
    ['TotalTax-includedAmount', '壹佰万', 'gross'],
    ['TotalAmWithoutTax', '175.471', 'net'],
    ['TotalTaxAm', '-', 'tax'],
    ['Amount', '1e2', 'lines'],
  ])('a stated amount that nobody can read is told, not summed up in silence: %s %s', async (element, value, field) => {
    const read = await readDocument(xmlWith(element, value))
    expect(read.ok && read.problems).toContainEqual({ problem: 'unreadable', field })
  })

  test.each([
    ['TotalTax-includedAmount', '186.000'],
    ['TotalTax-includedAmount', ''],
    ['Amount', '120.7500'],
  ])('zeros at the end are nothing, and nothing is the sum: %s %s', async (element, value) => {
    expect(await readDocument(xmlWith(element, value))).toMatchObject({ facts: { gross: 18_600 }, problems: [] })
  })
})

test('problems are sentences in both languages', () => {
  expect(sentenceOf({ problem: 'line-price-off', line: 2 }, 'zh')).toBe('第 3 行：单价乘数量不等于金额')
  expect(sentenceOf({ problem: 'attachment-differs', field: 'gross' }, 'en')).toBe(
    'what is printed is not what the attached XML says (gross)',
  )
})
