import { expect, test } from 'vitest'
import { actionFor, chordOf } from './chords.ts'

const press = (key: string, more = {}) => ({
  key,
  code: `Key${key.toUpperCase()}`,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})
const named = (names: string, modal = false) => ({
  modal,
  chords: Object.fromEntries(names.split(' ').map((name) => [name, () => {}])),
})

test('⌘ counts as Ctrl', () => {
  expect(chordOf(press('Enter', { code: 'Enter', metaKey: true }))).toBe('Ctrl+Enter')
})

test('Alt R is Alt R on a Mac, which types ®', () => {
  expect(chordOf(press('®', { code: 'KeyR', altKey: true }))).toBe('Alt+r')
})

test('N and n are the same key', () => {
  expect(chordOf(press('N', { shiftKey: true }))).toBe('n')
})

test('a drawer silences the page below it', () => {
  expect(actionFor([named('n'), named('e', true)], 'n', false)).toBeUndefined()
})

test('a drawer hears its own keys', () => {
  const drawer = named('e', true)
  expect(actionFor([named('e'), drawer], 'e', false)).toBe(drawer.chords['e'])
})

test('the frame hears what the page does not know', () => {
  const frame = named('g')
  expect(actionFor([frame, named('n')], 'g', false)).toBe(frame.chords['g'])
})

test('single letters are text while somebody types', () => {
  expect(actionFor([named('n')], 'n', true)).toBeUndefined()
})

test('combinations work while somebody types', () => {
  expect(actionFor([named('Ctrl+Enter Alt+r')], 'Alt+r', true)).toBeDefined()
})
