import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const program = fileURLToPath(new URL('./main.ts', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mashang-tax-codes-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The command as a person runs it, in a folder of their own. */
function run(...args: string[]) {
  const { INIT_CWD: _, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'tax-codes', ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const rows = [
  '编码,名称,简称,增值税税率',
  '3070400000000000000,餐饮住宿服务,餐饮服务,',
  '3070401000000000000,餐饮服务,餐饮服务,6%',
  '3070402000000000000,住宿服务,,6%',
]

function write(name: string, lines: readonly string[]): string {
  writeFileSync(join(folder, name), lines.join('\n'))
  return name
}

test('a table is counted', () => {
  expect(run(write('table.csv', rows))).toEqual({
    status: 0,
    stdout: `✓ table.csv
  编码 codes 3，可开票 leaves 2，简称 short names 1
  没有简称 without a short name 1
`,
    stderr: '',
  })
})

test('its codes are found by name, by initials and by digits', () => {
  const table = write('table.csv', rows)
  for (const query of [['餐饮'], ['cyfw'], ['3070401'], ['服务', 'cy']])
    expect(run(table, ...query)).toMatchObject({ status: 0, stdout: '3070401000000000000  *餐饮服务*餐饮服务  6%\n' })
  expect(run(table, '火箭')).toMatchObject({ status: 1, stdout: '没有找到 火箭。\nNothing was found for 火箭.\n' })
})

test('rows that were left out are named, the first twenty of them', () => {
  const wrong = Array.from({ length: 25 }, () => '123,短,短,')
  const { status, stdout } = run(write('wrong.csv', [...rows, ...wrong]))
  expect(status).toBe(1)
  expect(stdout).toContain('! wrong.csv')
  expect(stdout).toContain('  ✗ 第 5 行：编码不是 19 位  row 5: the code does not have 19 digits\n')
  expect(stdout).toContain('  ✗ 第 24 行')
  expect(stdout).not.toContain('第 25 行')
  expect(stdout).toContain('  ✗ 另有 5 行  5 more rows\n')
})

test('a file that is no table is refused with a sentence, and so is no file at all', () => {
  expect(run(write('photo.csv', ['光影']))).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('没有找到表头') as unknown,
  })
  expect(run('nowhere.csv')).toMatchObject({ status: 1, stderr: expect.stringContaining('没有这个文件') as unknown })
  expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('请给出编码表文件') as unknown })
})
