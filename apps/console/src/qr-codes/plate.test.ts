import { expect, test } from 'vitest'
import { plateOf, shopName } from './plate.ts'

test('a dark colour carries white, a light one black, and none is the blue of the card', () => {
  expect(plateOf('#0f5666')).toEqual({ ground: '#0f5666', ink: '#fff' })
  expect(plateOf('#ffd54f')).toEqual({ ground: '#ffd54f', ink: '#000' })
  expect(plateOf(undefined)).toEqual({ ground: '#0b5cdb', ink: '#fff' })
})

test('a store called like its brand is said once', () => {
  expect(shopName('蓝湖咖啡', '前海店')).toBe('蓝湖咖啡 · 前海店')
  expect(shopName('蓝湖咖啡', '蓝湖咖啡')).toBe('蓝湖咖啡')
  expect(shopName('蓝湖咖啡', undefined)).toBe('蓝湖咖啡')
})
