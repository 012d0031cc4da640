import type { Item } from '@mashang/contract'
import { expect, test } from 'vitest'
import {
  chooseItem,
  computeLine,
  type DraftLine,
  emptyLine,
  linesFrom,
  taxationsIn,
  totalsOf,
  typeInto,
} from './draft-lines.ts'

const meal: Item = { id: 'item_1', code: 'MEAL', name: '餐费', taxCode: '3070401000000000000', taxation: '6%' }
const cake: Item = {
  id: 'item_2',
  code: 'CAKE',
  name: '月饼礼盒',
  taxCode: '1030202010000000000',
  unit: '盒',
  taxation: '13%',
}
const items = [meal, cake]

function typed(...texts: [field: 'quantity' | 'unitPrice' | 'gross', text: string][]): DraftLine {
  return texts.reduce((line, [field, text]) => typeInto(line, field, text), emptyLine(meal))
}

test('quantity times unit price is the amount', () => {
  expect(typed(['quantity', '2'], ['unitPrice', '168']).gross).toBe('336.00')
})

test('a unit price alone is for one', () => {
  expect(typed(['unitPrice', '368'])).toMatchObject({ quantity: '1', gross: '368.00' })
})

test('the amount wins: the unit price is worked out from it', () => {
  expect(typed(['quantity', '2'], ['unitPrice', '168'], ['gross', '300'])).toMatchObject({
    quantity: '2',
    unitPrice: '150',
  })
})

test('an amount without a quantity has no unit price', () => {
  expect(typed(['unitPrice', '368'], ['quantity', ''], ['gross', '200']).unitPrice).toBe('')
})

test('a quantity after the amount divides it', () => {
  expect(typed(['gross', '100'], ['quantity', '4']).unitPrice).toBe('25')
})

test('what is half typed stays as it is', () => {
  expect(typed(['quantity', '1.'], ['unitPrice', '12.5'])).toMatchObject({
    quantity: '1.',
    unitPrice: '12.5',
    gross: '',
  })
})

test('a product beyond the largest amount changes nothing', () => {
  expect(typed(['quantity', '99999999999'], ['unitPrice', '99999999999']).gross).toBe('')
})

test('net and tax appear as soon as item and amount are there', () => {
  expect(computeLine(typed(['gross', '368']), items)).toMatchObject({ gross: 36_800, net: 34_717, tax: 2_083 })
  expect(computeLine(emptyLine(meal), items)).toBeUndefined()
})

test('totals are the sums of the complete lines', () => {
  const lines = [
    typed(['gross', '368']),
    chooseItem(typed(['quantity', '2'], ['unitPrice', '168']), cake),
    emptyLine(meal),
  ]
  expect(totalsOf(lines.map((line) => computeLine(line, items)))).toEqual({ gross: 70_400, net: 64_452, tax: 5_948 })
})

test('an item brings its unit and rate, also to a line that had those of another', () => {
  expect(chooseItem(chooseItem(emptyLine(undefined), meal), cake)).toMatchObject({ unit: '盒', taxation: '13%' })
  expect(chooseItem(chooseItem(emptyLine(undefined), cake), meal).unit).toBe('')
  expect(chooseItem(emptyLine(undefined), cake)).toMatchObject({ unit: '盒', taxation: '13%' })
})

test('an exempt line has no tax', () => {
  expect(computeLine({ ...typed(['gross', '368']), taxation: 'exempt' }, items)).toMatchObject({ net: 36_800, tax: 0 })
})

test('a line may be taxed as any item is, rates first, and as it was', () => {
  const eggs = { ...meal, id: 'item_3', taxation: 'exempt' }
  const line = { ...emptyLine(cake), taxation: '3% simplified' }
  expect(taxationsIn(line, [...items, eggs, cake])).toEqual(['3% simplified', '6%', '13%', 'exempt'])
})

test('lines of an earlier invoice find their item again', () => {
  const [line] = linesFrom(
    [{ name: '拿铁', taxCode: meal.taxCode, taxation: '6%', grossFen: 2_800, netFen: 2_642, taxFen: 158 }],
    items,
  )
  expect(line).toMatchObject({ itemId: 'item_1', name: '拿铁', gross: '28.00', taxation: '6%' })
})

test('a line whose item is gone keeps its amount and asks for an item', () => {
  const [line] = linesFrom(
    [{ name: '旧项目', taxCode: '1'.repeat(19), taxation: '6%', grossFen: 2_800, netFen: 2_642, taxFen: 158 }],
    items,
  )
  expect(line).toMatchObject({ itemId: undefined, gross: '28.00' })
})
