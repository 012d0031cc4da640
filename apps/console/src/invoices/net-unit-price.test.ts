import { expect, test } from 'vitest'
import { netUnitPriceOf } from './net-unit-price.ts'

const line = { name: '餐费', taxCode: '3070401000000000000', taxation: '6%', taxFen: 0, grossFen: 0 }

test('the unit price beside a net amount is net too: quantity times price is the amount', () => {
  expect(netUnitPriceOf({ ...line, quantity: '2', unitPrice: '16', netFen: 3_019 })).toEqual({
    quantity: '2',
    price: '15.095',
  })
})

test('a price that never ends stops after eight decimals', () => {
  expect(netUnitPriceOf({ ...line, quantity: '3', unitPrice: '10', netFen: 2_830 }).price).toBe('9.43333333')
})

test('a line without a quantity, or with one too fine for the channel, has no price', () => {
  expect(netUnitPriceOf({ ...line, netFen: 2_830 })).toEqual({})
  expect(netUnitPriceOf({ ...line, quantity: '0.123456789', netFen: 2_830 })).toEqual({})
})
