import { expect, test } from 'vitest'
import { parseOptions } from './options.ts'

test('the command line is read', () => {
  const line =
    'till.csv --organization SZ-001 --tax-code 3070401000000000000 --taxation 6% --map number=单号 --map date=时间,amount=实收 --encoding GB18030 --date-format d/m/y --dry-run'
  expect(parseOptions(line.split(' '), '/home/li')).toEqual({
    file: '/home/li/till.csv',
    organizationCode: 'SZ-001',
    tax: { taxCode: '3070401000000000000', taxation: { kind: 'taxed', rate: 600 } },
    map: { number: '单号', date: '时间', amount: '实收' },
    encoding: 'gb18030',
    dayOrder: 'd/m/y',
    dryRun: true,
  })
})

for (const [line, sentence] of [
  ['--organization SZ-001', 'Name one CSV file'],
  ['till.csv', 'Name one CSV file and --organization'],
  ['till.csv --organisation SZ-001', "Unknown option '--organisation'"],
  ['till.csv --organization SZ-001 --taxation 13%', 'give both'],
  ['till.csv --organization SZ-001 --map total=Total', 'There are: number date'],
  ['till.csv --organization SZ-001 --encoding latin1', 'There are: utf-8 gb18030'],
] as const)
  test(`“${line}” is answered with “${sentence}”`, () =>
    expect(() => parseOptions(line.split(' '), '/')).toThrow(sentence))
