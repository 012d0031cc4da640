import { fen, formatYuan, plainYuan } from '@mashang/invoice'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseReceipt, receiptProblem } from './receipt.ts'

const amount = (text: string) => parseReceipt({ number: 'A1023-0456', amount: text })?.grossFen
const problem = (text: string) => receiptProblem({ number: 'A1023-0456', amount: text }, 'amount')

test('an amount may be copied as the receipt prints it and as a Chinese keyboard types it', () => {
  expect(['¥68.00元', '￥68', '68元', ' 68 元 ', '６８。００', '68'].map(amount)).toEqual(Array(6).fill(6_800))
  expect(['１，２３４．５０', '1,234.50', '￥1,234.5元'].map(amount)).toEqual(Array(3).fill(123_450))
})

test('an amount that is none is refused with the reason', () => {
  expect(['68.001', '￥６８．００１元', '1,234.5678'].map(problem)).toEqual(Array(3).fill('amount.decimals'))
  expect(['-1', '−1', '¥-0.5元', '0', '0.00元'].map(problem)).toEqual(Array(5).fill('amount.not-positive'))
  expect(['1e3', '12,34', '六十八', '元', '68 元整', '1.2.3'].map(problem)).toEqual(Array(6).fill('amount.bad'))
  expect(['', ' '].map(problem)).toEqual(['amount.missing', 'amount.missing'])
})

test('every amount reads back, however it is dressed', () => {
  const full = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000_000_000 }),
      fc.constantFrom('', '¥', '￥', '¥ '),
      fc.constantFrom('', '元', ' 元'),
      fc.constantFrom(formatYuan, plainYuan),
      fc.boolean(),
      (value, sign, unit, write, wide) => {
        const written = write(fen(value))
        const text = sign + (wide ? full(written) : written) + unit
        expect(amount(text)).toBe(value)
        expect(problem(text)).toBeUndefined()
      },
    ),
  )
})

test('the digits are the fen, exactly; with a character that does not belong nothing is looked up', () => {
  const digits = (maxLength: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength })
  fc.assert(
    fc.property(
      fc.nat(9_999_999),
      digits(2),
      fc.constantFrom(...'ex/六%'),
      fc.nat(10),
      (whole, cents, foreign, place) => {
        const text = cents === '' ? `${whole}` : `${whole}.${cents}`
        const fen = Number(`${whole}${cents.padEnd(2, '0')}`)
        expect(amount(text)).toBe(fen === 0 ? undefined : fen)
        expect(problem(text)).toBe(fen === 0 ? 'amount.not-positive' : undefined)
        const broken = text.slice(0, place) + foreign + text.slice(place)
        expect(amount(broken)).toBeUndefined()
        expect(problem(broken)).toBe('amount.bad')
      },
    ),
  )
})
