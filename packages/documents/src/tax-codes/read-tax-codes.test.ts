import { day } from '@mashang/invoice'
import { seedTaxCodes, shortNameOn, type TaxCode } from '@mashang/invoice/tax-codes'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { initialsOf } from './initials.ts'
import { type RowProblem, rowSentence, rowSentences, tableRefusals } from './problems.ts'
import { readTaxCodes, type TaxCodesFrom } from './read-tax-codes.ts'
import { type Cell, workbook } from './testing/workbook.ts'

const headings = '合并编码,名称,简称,说明'
const meals = '3070401000000000000,餐饮服务,餐饮服务,'

function read(csv: string | Uint8Array, from: TaxCodesFrom = { source: 'table-2017' }) {
  return readTaxCodes(typeof csv === 'string' ? strToU8(csv) : csv, from)
}

function tableIn(csv: string | Uint8Array, from?: TaxCodesFrom): TaxCode[] {
  const result = read(csv, from)
  if (!result.ok) throw new Error(result.problem)
  expect(result.problems).toEqual([])
  return result.table
}

/** What is wrong with the rows below the headings, the first of them being row 2. */
function problemsIn(...rows: string[]): [number, RowProblem['problem']][] {
  return read([headings, meals, ...rows].join('\n')).problems.map(({ row, problem }) => [row, problem])
}

test('a row of a table is a code with its initials, and its short name', () => {
  expect(tableIn(`${headings}\n1030201020000000000,面包,焙烤食品,包括吐司`)).toEqual([
    {
      code: '1030201020000000000',
      name: '面包',
      initials: 'mb',
      shortNames: [{ shortName: '焙烤食品', from: '2017-12-01', source: 'table-2017' }],
      usual: [],
    },
  ])
})

test('a file by the field names of the bureau has days, rates and summaries', () => {
  const live = `sphfwssflhbbm,sphfwmc,sphfwfljc,sm,zzssl,sfhzx,qyrq,tyrq
3070400000000000000,餐饮住宿服务,餐饮服务,,,Y,20160501,
3070401000000000000,餐饮服务,生产生活服务,,"6%、3%",N,2026-06-01 00:00:00,
3079900000000000000,下级未列出,生活服务,,,Y,,
3070402000000000000,住宿服务,住宿服务,,6%,N,2016/5/1,2026-05-31
6010000000000000000,预付卡销售和充值,预付卡销售,,0%,N,,
1010101010000000000,稻谷,谷物,,"9%,0%",N,,
3070202000000000000,医疗服务,生活服务,,免税,N,,`
  const table = tableIn(live.replace('"9%,0%"', '"9%，0%"'), { source: 'channel' })
  expect(table.map(({ name, usual }) => [name, usual])).toEqual([
    [
      '餐饮服务',
      [
        { kind: 'taxed', rate: 600 },
        { kind: 'taxed', rate: 300 },
      ],
    ],
    ['住宿服务', [{ kind: 'taxed', rate: 600 }]],
    ['预付卡销售和充值', [{ kind: 'outside-scope' }]],
    ['稻谷', [{ kind: 'taxed', rate: 900 }, { kind: 'zero-rated' }]],
    ['医疗服务', [{ kind: 'exempt' }]],
  ])
  expect(shortNameOn(table, '3070401000000000000', day('2026-05-31'))).toBeUndefined()
  expect(shortNameOn(table, '3070401000000000000', day('2026-06-01'))).toMatchObject({ shortName: '生产生活服务' })
  expect(shortNameOn(table, '3070402000000000000', day('2026-05-31'))).toMatchObject({ source: 'channel' })
  expect(shortNameOn(table, '3070402000000000000', day('2026-06-01'))).toBeUndefined()
})

test('whoever loads a table may say since when its short names hold', () => {
  const [row] = tableIn(`${headings}\n${meals}`, { source: 'channel', validFrom: day('2026-06-01') })
  expect(row?.shortNames).toEqual([{ shortName: '餐饮服务', from: '2026-06-01', source: 'channel' }])
})

test('where a table does not say what is a summary, a code that others extend is one', () => {
  const csv = `${headings}
3070000000000000000,生活服务,生活服务,
3070400000000000000,餐饮住宿服务,餐饮服务,
${meals}
3070410000000000000,不是其下级,餐饮服务,
3080000000000000000,其他,其他,`
  expect(tableIn(csv).map(({ code }) => code.slice(0, 7))).toEqual(['3070401', '3070410', '3080000'])
})

describe('CSV', () => {
  const same = tableIn(`${headings}\n${meals}\n`)

  test.each<[string, string | Uint8Array]>([
    ['a mark of its encoding', `\ufeff${headings}\n${meals}`],
    ['GB18030', inGb18030(`${headings}\n${meals}`)],
    ['line ends of Windows', `${headings}\r\n${meals}\r\n`],
    ['line ends of an old Mac', `${headings}\r${meals}\r`],
    ['tabs', `${headings}\n${meals}`.replaceAll(',', '\t')],
    ['semicolons', `${headings}\n${meals}`.replaceAll(',', ';')],
    [
      'quoted cells',
      `${headings}\n"3070401000000000000","餐饮\n服务","餐饮服务","包括 ""快餐"", 外卖"`.replace('饮\n', '饮'),
    ],
    ['blanks around cells', `合并编码 , 名称 , 简称\n 3070401000000000000 ,\t餐饮服务 , 餐饮服务`],
    ['a title above its headings', `商品和服务税收分类编码表,,,\n\n${headings}\n${meals}`],
    ['English headings', `code,name,short_name,note\n${meals}`],
    ['columns in another order', `简称,篇,名称,合并编码\n餐饮服务,3,餐饮服务,3070401000000000000`],
    ['blank lines', `${headings}\n\n${meals}\n,,,\n\n`],
  ])('with %s is read the same', (_, csv) => {
    expect(tableIn(csv)).toEqual(same)
  })

  test('a name wrapped in its cell is one line, and the rows after it have their numbers', () => {
    const csv = `${headings}\n3070401000000000000,"餐饮\n服务",餐饮服务,"第一行\n第二行"\n12,短,短,`
    const result = read(csv)
    expect(result.ok && result.table[0]?.name).toBe('餐饮 服务')
    expect(result.problems).toEqual([{ row: 5, problem: 'not-19-digits' }])
  })
})

describe('XLSX', () => {
  const csv = `${headings}\n${meals}\n1010101010000000000,稻谷 & <谷>,谷物,`
  const rows: Cell[][] = [
    ['合并编码', '名称', '简称', '说明'],
    ['3070401000000000000', '餐饮服务', '餐饮服务', ''],
    [{ inline: '1010101010000000000' }, { inline: '稻谷 & <谷>' }, { inline: '谷物' }],
  ]

  test('is read as the same table is from CSV, whichever sheet it is on', () => {
    const cover = { name: '封面', rows: [['税收分类编码表'], [], [{ number: '2017' }]] }
    expect(tableIn(workbook([cover, { name: '明细表', rows }]))).toEqual(tableIn(csv))
  })

  test('may hold days as numbers, and leave cells and rows out', () => {
    const dated: (Cell | undefined)[][] = [
      [],
      ['编码', undefined, '名称', '简称', '启用日期'],
      ['3070401000000000000', undefined, '餐饮服务', undefined, { number: '43070' }],
      ['3070402000000000000', undefined, '住宿服务', '住宿服务', { number: '43070' }],
    ]
    const table = tableIn(workbook([{ name: 'a', rows: dated }]))
    expect(table.map(({ name, shortNames }) => [name, shortNames.map(({ from }) => from)])).toEqual([
      ['餐饮服务', []],
      ['住宿服务', ['2017-12-01']],
    ])
  })

  test('with codes as numbers has lost their ends', () => {
    const number = [{ number: '1.0701010101E+18' }, '汽油', '汽油']
    const result = read(workbook([{ name: 'a', rows: [...rows, number] }]))
    expect(result.problems).toEqual([{ row: 4, problem: 'digits-lost' }])
  })

  test.each<[string, Uint8Array, keyof typeof tableRefusals]>([
    ['a workbook without our headings', workbook([{ name: 'a', rows: [['甲', '乙']] }]), 'no-headings'],
    ['another ZIP', zipSync({ 'word/document.xml': strToU8('<a/>') }), 'not-a-table'],
    ['half a workbook', workbook([{ name: 'a', rows }]).slice(0, 500), 'damaged'],
    ['a sheet cut off', workbook([{ name: 'a', rows }], { 'xl/worksheets/sheet1.xml': '<row r="1"><c>' }), 'damaged'],
    [
      'entities',
      workbook([{ name: 'a', rows }], { 'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY b "c">]><row/>' }),
      'unsafe',
    ],
    ['a bomb', workbook([{ name: 'a', rows }], { 'xl/sharedStrings.xml': ' '.repeat(4e6) }), 'unsafe'],
    ['an old .xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old-excel'],
  ])('%s is refused', (_, bytes, problem) => {
    expect(read(bytes)).toMatchObject({ ok: false, problem })
  })

  test('of more rows than any table has is refused', () => {
    const sheet = `<sheetData>${'<row/>'.repeat(100_001)}</sheetData>`
    const random = Array.from({ length: 2000 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26)))
    const bytes = workbook([{ name: 'a', rows }], { 'xl/worksheets/sheet1.xml': `${sheet}<!--${random.join('')}-->` })
    expect(read(bytes)).toMatchObject({ ok: false, problem: 'too-many-rows' })
  })
})

test.each<[string, string | Uint8Array, keyof typeof tableRefusals]>([
  ['nothing', '', 'empty'],
  ['blank lines', '\n\n  \n', 'empty'],
  ['other headings', '代码,品名\n1,2', 'no-headings'],
  ['no short names', '编码,名称\n3070401000000000000,餐饮服务', 'no-headings'],
  ['headings alone', headings, 'no-codes'],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'not-a-table'],
  ['no text in any encoding', new Uint8Array([0xff, 0xff, 0xff]), 'wrong-encoding'],
  ['zeros', new Uint8Array(100), 'not-a-table'],
  ['a quotation mark left open', `${headings}\n"3070401000000000000,餐饮服务,餐饮服务,`, 'open-quote'],
  ['more than 20 MB', new Uint8Array(20 * 1024 * 1024 + 1), 'too-large'],
  ['100,001 rows', `${headings}${'\n1'.repeat(100_000)}`, 'too-many-rows'],
])('a file of %s is refused', (_, csv, problem) => {
  expect(read(csv)).toMatchObject({ ok: false, problem })
})

test.each<[string, RowProblem['problem']]>([
  [',餐饮服务,餐饮服务,', 'no-code'],
  ['1.07E+18,汽油,汽油,', 'digits-lost'],
  ['107O101010100000000,汽油,汽油,', 'not-digits'],
  ['10701010101,汽油,汽油,', 'not-19-digits'],
  ['10701010101000000000,汽油,汽油,', 'not-19-digits'],
  ['1070101010100000000,,汽油,', 'no-name'],
  [`1070101010100000000,${'长'.repeat(101)},汽油,`, 'name-too-long'],
  ['3070401000000000000,餐饮服务,餐饮服务,', 'duplicate'],
])('the row %s is left out and named: %s', (row, problem) => {
  expect(problemsIn('3070402000000000000,住宿服务,住宿服务,', row)).toEqual([[4, problem]])
})

test.each<[string, RowProblem['problem']]>([
  ['2026-02-30,,,,', 'bad-date'],
  [',,,,seven', 'bad-label'],
  [',soon,,', 'bad-date'],
  ['2026-06-01,2026-05-31,,', 'dates-reversed'],
  [',,6%、cheap,', 'bad-rate'],
  [',,60%,', 'bad-rate'],
  [',,,perhaps', 'bad-summary'],
])('a row with %s is left out and named: %s', (facts, problem) => {
  const csv = `编码,名称,简称,启用日期,停用日期,增值税税率,是否汇总项,特定要素标签归类\n3070401000000000000,餐饮服务,餐饮服务,${facts}`
  expect(read(csv)).toEqual({ ok: false, problem: 'no-codes', problems: [{ row: 2, problem }] })
})

test('nothing a file holds makes the reader throw', () => {
  const book = workbook([
    {
      name: 'a',
      rows: [
        ['编码', '名称', '简称', '启用日期'],
        ['3070401000000000000', '餐', '服', '99999'],
      ],
    },
  ])
  const cell = fc.constantFrom(
    '"',
    '""',
    ',',
    '\n',
    '\r',
    '3070401000000000000',
    '1E+18',
    '餐饮',
    '99999',
    '6%',
    '\0',
    '\ud800',
  )
  const csv = fc
    .array(cell, { maxLength: 40 })
    .map((cells) => strToU8(`编码,名称,简称,启用日期,增值税税率\n${cells.join('')}`))
  const damaged = fc.tuple(fc.nat(book.length - 1), fc.nat(255)).map(([at, byte]) => book.with(at, byte))
  fc.assert(
    fc.property(fc.oneof(csv, damaged, fc.uint8Array()), (bytes) => {
      expect(typeof read(bytes).ok).toBe('boolean')
    }),
    { numRuns: 500 },
  )
})

test('every refusal and every problem is a sentence in both languages', () => {
  for (const { zh, en } of [...Object.values(tableRefusals), ...Object.values(rowSentences)]) {
    expect(zh).toMatch(/\p{Script=Han}{2}/u)
    expect(en).toMatch(/^[a-zA-Z].{10}/)
  }
  expect(rowSentence({ row: 3, problem: 'not-19-digits' }, 'zh')).toBe('第 3 行：编码不是 19 位')
  expect(rowSentence({ row: 3, problem: 'not-19-digits' }, 'en')).toBe('row 3: the code does not have 19 digits')
})

describe('initials', () => {
  test('are those of the seed, which were written by hand', () => {
    expect(seedTaxCodes.map(({ name }) => [name, initialsOf(name)])).toEqual(
      seedTaxCodes.map(({ name, initials }) => [name, initials]),
    )
  })

  test.each([
    ['调味品', 'twp'],
    ['空气调节器', 'kqtjq'],
    ['长途汽车客运', 'ctqcky'],
    ['重型货车', 'zxhc'],
    ['银行服务', 'yhfw'],
    ['乐器', 'yq'],
    ['会计服务', 'kjfw'],
    ['女鞋', 'nx'],
    ['A4纸（70克）', 'zk'],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})

/** Two bytes for what is not ASCII: enough for the characters of these tests. */
function inGb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const bytes = new Map<string, number[]>()
  for (let lead = 0xa1; lead <= 0xf7; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++)
      bytes.set(decoder.decode(new Uint8Array([lead, trail])), [lead, trail])
  return new Uint8Array([...text].flatMap((character) => bytes.get(character) ?? [character.charCodeAt(0)]))
}
