import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applicationLife, deliveryLife, diagram } from '../packages/invoice/src/index.ts'
import { root } from './run.ts'

const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8')

test('the lives in ARCHITECTURE.md are those of the code', () => {
  expect(read('ARCHITECTURE.md')).toContain(diagram(applicationLife))
  expect(read('ARCHITECTURE.md')).toContain(diagram(deliveryLife))
})

test('both READMEs have the same sections, commands and figures', () => {
  const shape = (text: string) => ({
    headings: text.match(/^#+ /gm),
    commands: text.match(/npm (start|test|run [^`\n]*)/g),
    figures: text.match(/\d[\d.,]*\s*(ms|s|KB|MB|\/s)\b/g),
  })
  expect(shape(read('README.zh-CN.md'))).toEqual(shape(read('README.md')))
})

test('every decision says what was given up', () => {
  for (const name of readdirSync(join(root, 'docs', 'decisions')))
    expect(read('docs', 'decisions', name), name).toMatch(
      /\*\*Context\.\*\*[\s\S]+\*\*Decision\.\*\*[\s\S]+\*\*Given up\.\*\*/,
    )
})
