import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { brokenRules, readArrows } from './check-arrows.ts'

/** The names of the rules that a repository of these files breaks. */
function brokenBy(files: Record<string, string>): string[] {
  const top = mkdtempSync(join(tmpdir(), 'arrows-'))
  try {
    for (const [path, text] of Object.entries({
      'packages/invoice/src/index.ts': '',
      'packages/contract/src/index.ts': '',
      'packages/sdk/src/index.ts': '',
      ...files,
    })) {
      mkdirSync(dirname(join(top, path)), { recursive: true })
      writeFileSync(join(top, path), text)
    }
    return brokenRules(readArrows(top)).map((line) => line.split('\n  ')[1]?.split(':')[0] ?? '')
  } finally {
    rmSync(top, { recursive: true })
  }
}

const server = 'apps/server/src'
for (const [sentence, path, text, broken] of [
  ['the server may import the domain', `${server}/db.ts`, "import { fen } from '@mashang/invoice'", []],
  ['the domain may not import the contract', 'packages/invoice/src/tax.ts', "import '@mashang/contract'", ['folders']],
  ['the domain may not import a package', 'packages/invoice/src/tax.ts', "import { z } from 'zod'", ['pure-domain']],
  [
    'the sdk may import types of the contract',
    'packages/sdk/src/a.ts',
    "import type { A } from '@mashang/contract'",
    [],
  ],
  ['the sdk may not import its values', 'packages/sdk/src/a.ts', "import { a } from '@mashang/contract'", ['folders']],
  [
    'the server may not import the sandbox',
    `${server}/a.ts`,
    "export * from '../../tax-sandbox/src/a.ts'",
    ['folders'],
  ],
  [
    'a list of names may span lines',
    'packages/sdk/src/a.ts',
    "import {\n  a,\n  b,\n} from '@mashang/contract'",
    ['folders'],
  ],
  ['a dynamic import counts', 'apps/h5/src/a.tsx', "const a = await import('@mashang/contract')", ['folders']],
  ['a store is its noun’s own', `${server}/orders/push.ts`, "import { a } from '../invoices/store.ts'", ['own-store']],
  ['a noun may use its own store', `${server}/orders/push.ts`, "import { a } from './store.ts'", []],
  ['http/ holds no SQL', `${server}/http/orders.ts`, "import { sql } from 'kysely'", ['http-without-sql']],
  ['a noun may not import http/', `${server}/orders/push.ts`, "import { a } from '../http/a.ts'", ['nouns-below-http']],
  ['no drawer is called utils', `${server}/utils/money.ts`, "import '../db.ts'", ['no-drawers']],
  ['a test may look anywhere', 'packages/invoice/src/tax.test.ts', "import { test } from 'vitest'", []],
] as const) {
  test(sentence, () => expect(brokenBy({ [path]: text })).toEqual(broken))
}

test('files that import each other are a circle, unless one needs only types', () => {
  const a = `${server}/a.ts`
  const b = `${server}/b.ts`
  expect(brokenBy({ [a]: "import './b.ts'", [b]: "import { a } from './a.ts'" })).toEqual(['no-circles'])
  expect(brokenBy({ [a]: "import './b.ts'", [b]: "import type { A } from './a.ts'" })).toEqual([])
})
