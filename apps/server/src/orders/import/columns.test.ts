import { expect, test } from 'vitest'
import { findColumns } from './columns.ts'

test('columns are found by their headers, in both languages', () => {
  expect(
    findColumns(['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID']),
  ).toEqual({ number: 0, itemCode: 1, name: 2, quantity: 3, date: 4, unitPrice: 5 })
  expect(findColumns(['小票号', '日期', '时间', '商品名称', '货号', '数量', '单价（元）', '金额(含税)'])).toEqual({
    number: 0,
    date: 1,
    time: 2,
    name: 3,
    itemCode: 4,
    quantity: 5,
    unitPrice: 6,
    amount: 7,
  })
})

test('the only column for the moment may be called time', () => {
  expect(findColumns(['金额', '单号', '交易时间'])).toEqual({ amount: 0, number: 1, date: 2 })
})

test('a column that was named is taken, wherever it is', () => {
  expect(findColumns(['qty', 'price', 'when', 'id'], { number: 'ID', date: 'when' })).toEqual({
    quantity: 0,
    unitPrice: 1,
    date: 2,
    number: 3,
  })
})

test('missing columns are told with those found and those needed', () => {
  expect(() => findColumns(['单号', '数量', '备注'])).toThrow(/文件里的列：单号, 数量, 备注\n.*需要：number 小票号/)
  expect(() => findColumns(['InvoiceNo', 'Date', 'Quantity'])).toThrow(
    /in the file: InvoiceNo, Date, Quantity\n.*Needed: number/,
  )
})

test('two columns that may both be the amount are asked about', () => {
  expect(() => findColumns(['单号', '日期', '金额', '实付金额'])).toThrow('--map amount=金额')
  expect(findColumns(['单号', '日期', '金额', '实付金额'], { amount: '实付金额' })).toMatchObject({ amount: 3 })
})

test('a header that is not in the file is told', () => {
  expect(() => findColumns(['单号', '日期', '金额'], { number: '流水' })).toThrow('没有“流水”这一列')
})
