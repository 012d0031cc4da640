import { expect, test } from 'vitest'
import { literal } from './pgbench.ts'

test('a constant has no colon that pgbench could take for a variable, and no quote that ends it', () => {
  expect(literal({ name: "O'Hara", of: ['a\\b'] })).toBe(`E'{"name"\\x3a"O''Hara","of"\\x3a["a\\\\\\\\b"]}'`)
  expect([literal(null), literal(12), literal('2026-11-23T12:40:00Z')]).toEqual([
    'null',
    "E'12'",
    "E'2026-11-23T12\\x3a40\\x3a00Z'",
  ])
})
