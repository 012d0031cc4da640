import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainPdf } from '../import/testing/plain-pdf.ts'

const program = fileURLToPath(new URL('./main.ts', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mashang-invoice-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The command as a person runs it, in a folder of their own. */
function run(...args: string[]) {
  const { INIT_CWD: _, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const sample = {
  number: '99990000000000000042',
  issuedAt: '2026-11-23 14:05:09',
  kind: 'general',
  seller: {
    name: '杭州甲餐饮有限公司',
    taxpayerId: '91990000MA0AAAA1XB',
    bank: '某某银行',
    account: '1202026719900012345',
  },
  buyer: { name: '张三（个人）' },
  lines: [
    {
      shortName: '餐饮服务',
      name: '餐费',
      taxCode: '3070401000000000000',
      unit: '次',
      quantity: '1',
      netUnitPrice: '120.75',
      net: '120.75',
      tax: '7.25',
      gross: '128.00',
      taxation: { kind: 'taxed', rate: '6%' },
    },
  ],
  banksInRemark: { seller: true, buyer: false },
  drawer: '王小明',
  taxpayerType: 'general',
  bureau: { code: '13300', name: '国家税务总局浙江省税务局' },
}

function write(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return name
}

describe('render', () => {
  test('makes the three files, named as the tax bureau names them, and what it made is in order', () => {
    const { status, stdout } = run('render', write('invoice.json', sample), '--out', 'made')
    expect(status).toBe(0)
    const names = ['ofd', 'pdf', 'xml'].map(
      (format) => `dzfp_99990000000000000042_张三（个人）_20261123140509.${format}`,
    )
    expect(readdirSync(join(folder, 'made')).sort()).toEqual(names)
    for (const name of names) expect(stdout).toContain(join(folder, 'made', name))

    expect(run('verify', ...names.map((name) => join('made', name)))).toMatchObject({ status: 0, stderr: '' })
  })

  test('tells every mistake with its path, in both languages, and writes nothing', () => {
    const [line] = sample.lines
    const wrong = {
      ...sample,
      number: '26332000000000000001',
      colour: 'red',
      seller: { ...sample.seller, taxpayerId: 'abc' },
      lines: [
        { ...line, net: 120.75, taxation: { kind: 'taxed', rate: '60%' } },
        { ...line, gross: '128.01' },
        { ...line, quantity: undefined },
      ],
      drawer: undefined,
    }
    const { status, stderr } = run('render', write('wrong.json', wrong), '--out', 'none')
    expect(status).toBe(1)
    expect(stderr.split('\n').filter((row) => row.startsWith('✗'))).toEqual([
      expect.stringContaining('✗ colour：没有这个字段'),
      '✗ number：应当是样张的号码：9999 和 16 位数字',
      '✗ seller.taxpayerId：应当是15 到 20 位数字和大写字母的纳税人识别号',
      '✗ lines[0].net：应当是文字：以元为单位的金额，两位小数，如 "128.00"',
      '✗ lines[0].taxation.rate：应当是税率，如 "6%"',
      '✗ lines[1]：net 加 tax 应当等于 gross',
      '✗ lines[2]：quantity 和 netUnitPrice 要么都有，要么都没有',
      '✗ drawer：缺少这个字段',
    ])
    expect(stderr).toContain('must be a rate, such as "6%"')
    expect(readdirSync(folder)).not.toContain('none')
  })

  test('warns of a rate that nobody can judge from the invoice, and makes it all the same', () => {
    const taxation = { kind: 'exempt' }
    const exempt = { ...sample.lines[0], netUnitPrice: '128', net: '128.00', tax: '0.00', gross: '128.00', taxation }
    const { status, stdout, stderr } = run(
      'render',
      write('exempt.json', { ...sample, lines: [exempt] }),
      '--out',
      'exempt',
    )
    expect(status).toBe(0)
    expect(stdout.trim().split('\n')).toHaveLength(3)
    expect(stderr).toMatch(/^! lines\[0\]：此税率是否适用/)
    expect(stderr).toContain('Whether this rate holds')

    const old = { ...sample, issuedAt: '2025-12-31 23:59:59' }
    expect(run('render', write('old.json', old), '--out', 'old')).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^! lines\[0\]：没有该日期的税率资料/),
    })
  })

  test('warns of a remark that the face has to cut, and makes the files', () => {
    const long = { ...sample, remark: '长'.repeat(149) }
    expect(run('render', write('long.json', long), '--out', 'long')).toMatchObject({ status: 0, stderr: '' })
    const trip = { date: '2026-11-23', departure: '南宁', destination: '桂林', vehicle: '公路客运' }
    const travelled = {
      ...sample,
      lines: [
        {
          ...sample.lines[0],
          shortName: '运输服务',
          name: '客运服务费',
          taxCode: '3010101020203000000',
          taxation: { kind: 'taxed', rate: '9%' },
          net: '117.43',
          tax: '10.57',
          netUnitPrice: '117.43',
        },
      ],
      business: { kind: 'passenger-transport', trips: Array(7).fill(trip) },
    }
    const { status, stderr } = run('render', write('trips.json', travelled), '--out', 'trips')
    expect([status, readdirSync(join(folder, 'trips'))]).toMatchObject([0, { length: 3 }])
    expect(stderr).toContain('! 备注超过票面的六行')
  })

  test('makes nothing that is not marked as a sample', () => {
    const unmarked = { ...sample, origin: { kind: 'direct-unit', id: '12345678' } }
    expect(run('render', write('unmarked.json', unmarked), '--out', 'none').stderr).toContain('origin')
  })

  test('makes nothing of a text in another encoding', () => {
    const inGb18030 = Buffer.concat([Buffer.from('{"drawer":"'), Buffer.from([0xcd, 0xf5]), Buffer.from('"}')])
    writeFileSync(join(folder, 'gb.json'), inGb18030)
    expect(run('render', 'gb.json', '--out', 'gb')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('不是 UTF-8'),
    })
  })

  test('characters that no font has are told, for the PDF cannot show them', () => {
    const odd = { ...sample, buyer: { name: '张\u{323b0}（个人）' } }
    expect(run('render', write('odd-name.json', odd), '--out', 'odd-name')).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/“\u{323b0}”，PDF 上印作〓[\s\S]*No font has/u),
    })
    expect(run('render', write('invoice.json', sample), '--out', 'known').stderr).toBe('')
  })

  test.each([
    ['{', '不是 JSON'],
    ['[]', '应当是一个对象'],
    [{ ...sample, lines: [] }, 'lines：应当有 1 到 2000 项'],
    [{ ...sample, issuedAt: '2026-02-30 00:00:00' }, 'issuedAt：'],
    [{ ...sample, business: { kind: 'magic' } }, 'business：'],
    [{ ...sample, reverses: { number: '9'.repeat(20), confirmation: '1'.repeat(20), reason: 'wrong' } }, '应当为负'],
    ['{"__proto__": {}, "constructor": 1}', 'constructor：没有这个字段'],
  ])('%j is not an invoice: %s', (content, message) => {
    const { status, stderr } = run('render', write('odd.json', content), '--out', 'none')
    expect(status).toBe(1)
    expect(stderr).toContain(message)
  })
})

describe('inspect and verify', () => {
  const made = () => {
    run('render', write('invoice.json', sample), '--out', 'files')
    return Object.fromEntries(
      readdirSync(join(folder, 'files')).map((name) => [name.slice(-3), join('files', name)]),
    ) as Record<'pdf' | 'ofd' | 'xml', string>
  }

  test('inspect shows what a file says, whatever its name', () => {
    const { pdf } = made()
    writeFileSync(join(folder, 'photo.jpg'), readFileSync(join(folder, pdf)))
    const { status, stdout } = run('inspect', 'photo.jpg')
    expect(status).toBe(0)
    for (const told of [
      'PDF',
      '样张',
      '99990000000000000042',
      '2026-11-23 14:05:09',
      '杭州甲餐饮有限公司',
      '128.00',
      '*餐饮服务*餐费',
      '6%',
    ])
      expect(stdout).toContain(told)
  })

  test('inspect --json is for programs, amounts in yuan', () => {
    const { pdf, ofd, xml } = made()
    const told = JSON.parse(run('inspect', '--json', pdf, ofd, xml).stdout)
    expect(told).toHaveLength(3)
    for (const [index, source] of ['pdf', 'ofd', 'xml'].entries())
      expect(told[index]).toMatchObject({
        ok: true,
        facts: {
          source,
          number: sample.number,
          net: '120.75',
          tax: '7.25',
          gross: '128.00',
          lines: [{ taxation: '6%' }],
        },
        problems: [],
      })
  })

  test('what cannot be read is told with its cause, to programs too', () => {
    mkdirSync(join(folder, 'a-folder'))
    const { status, stdout, stderr } = run('inspect', '--json', 'nowhere.pdf', 'a-folder')
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject([
      { file: 'nowhere.pdf', ok: false, problem: 'cannot-read', en: 'There is no such file.' },
      { file: 'a-folder', ok: false, problem: 'cannot-read', en: 'This is a folder, not a file.' },
    ])
    expect(stderr).toContain('没有这个文件')
  })

  test('nothing a file says steers the terminal, turns letters or makes a row of its own', () => {
    const hostile = '甲\u009b2J\u202e乙\n✓ other.pdf'
    const xml = readFileSync(join(folder, made().xml), 'utf8').replace(/(?<=<BuyerName>)[^<]*/, hostile)
    // ESC has no place in XML, but texts of a PDF may be anything.
    const text = (y: number, words: string, x = 10) => ({ x, y, size: 9, text: words })
    const pdf = plainPdf([
      text(5, '电子发票（普通发票）'),
      text(10, '发票号码：99990000000000000042'),
      text(17, '开票日期：2026年11月23日'),
      text(30, '名称：甲\u001b[2J\u0007乙'),
      text(30, '名称：丙', 110),
      text(90, '合', 20),
      text(90, '计', 36),
      text(90, '¥1.00', 140),
      text(90, '¥0.00', 190),
      text(97, '（大写）壹圆整（小写）¥1.00'),
    ])
    writeFileSync(join(folder, 'hostile.pdf'), pdf)
    const { stdout } = run('inspect', write('hostile.xml', xml), 'hostile.pdf')
    expect(stdout).toContain('甲2J乙 ✓ other.pdf')
    expect(stdout).toContain('甲[2J乙')
    expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u)

    const json = run('inspect', '--json', 'hostile.xml').stdout
    expect(json).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u)
    expect(JSON.parse(json)).toMatchObject([{ facts: { buyer: { name: hostile } } }])
  })

  test('verify ends with 1 and says why when amounts do not add up', () => {
    const xml = readFileSync(join(folder, made().xml), 'utf8')
    const name = write('changed.xml', xml.replace('<TotalTaxAm>7.25', '<TotalTaxAm>7.26'))
    const { status, stdout } = run('verify', name)
    expect(status).toBe(1)
    expect(stdout).toContain('✗ 合计金额加合计税额不等于价税合计  net and tax do not add up to gross')
  })

  test('verify goes on after a file that is none, and after one that is missing', () => {
    const { status, stdout, stderr } = run('verify', write('note.txt', 'hello'), 'missing.pdf', made().xml)
    expect(status).toBe(1)
    expect(stdout).toContain('不是 PDF、OFD 或 XML 文件')
    expect(stdout).toMatch(/✓ files/)
    expect(stderr).toContain('missing.pdf')
  })
})

describe('usage', () => {
  test('--help is in both languages', () => {
    const { status, stdout } = run('--help')
    expect(status).toBe(0)
    expect(stdout).toMatch(/核对号码、日期、金额[\s\S]*checks number, date, arithmetic/)
  })

  test.each([
    [['burn']],
    [['render', 'a.json']],
    [['verify']],
    [['verify', '--json', 'a']],
    [['inspect', '--colour', 'a']],
  ])('%j is misuse: 2, and the usage', (args) => {
    const { status, stderr } = run(...args)
    expect(status).toBe(2)
    expect(stderr).toContain('mashang-invoice render')
  })
})

describe('what the bureau would refuse is not rendered', () => {
  const parking = { ...sample.lines[0], name: '车辆停放服务', taxCode: '3040502020200000000' }
  const red = {
    reverses: { number: '9'.repeat(20), confirmation: '1'.repeat(20), reason: 'wrong' },
    lines: [{ ...sample.lines[0], quantity: '-1', net: '-120.75', tax: '-7.25', gross: '-128.00' }],
  }
  test.each([
    ['a price that does not make the amount', { lines: [{ ...sample.lines[0], netUnitPrice: '400' }] }, '单价乘数量'],
    ['a special invoice to a person', { kind: 'special' }, '自然人不能开具专用发票'],
    ['parking without place and plate', { lines: [parking] }, '特定'],
    ['a name of 300 ideographs', { buyer: { name: '长'.repeat(300) } }, 'buyer.name：内容过长，请缩短（900 > 300）'],
    ['a remark of 450 ideographs', { remark: '长'.repeat(450) }, 'remark：内容过长，请缩短（1350 > 450）'],
    ['a name with emoji', { lines: [{ ...sample.lines[0], name: '蛋糕🎂' }] }, 'lines[0].name：含有发票不能打印的字符'],
    ['a red special invoice to a person', { ...red, kind: 'special' }, '自然人不能开具专用发票'],
  ])('%s', (name, change, sentence) => {
    const { status, stderr } = run('render', write(`${name}.json`, { ...sample, ...change }), '--out', `out of ${name}`)
    expect([status, readdirSync(folder).includes(`out of ${name}`)]).toEqual([1, false])
    expect(stderr).toContain(sentence)
  })
})

describe('what is in the way of the three files', () => {
  const names = ['ofd', 'pdf', 'xml'].map((format) => `dzfp_99990000000000000042_张三（个人）_20261123140509.${format}`)
  const [, pdf = '', xml = ''] = names
  /** Rendered into a folder that a test has prepared: how it ended, and what the folder then holds. */
  function render(out: string, ...options: string[]) {
    const { status, stdout, stderr } = run('render', write('good.json', sample), '--out', out, ...options)
    expect(stderr).not.toContain('    at ')
    return { status, stdout, stderr, holds: readdirSync(join(folder, out)).sort() }
  }

  test('a folder that cannot be made is told in a sentence', () => {
    write('a-file', 'x')
    const { status, stderr } = run('render', write('good.json', sample), '--out', 'a-file/sub')
    expect([status, stderr]).toEqual([1, expect.stringMatching(/写不进 a-file\/sub[\s\S]*Cannot write/)])
    expect(stderr).not.toContain('    at ')
  })

  test('a folder with the name of a file is told in a sentence, and nothing is written', () => {
    mkdirSync(join(folder, 'taken', xml), { recursive: true })
    for (const options of [[], ['--force']])
      expect(render('taken', ...options)).toMatchObject({
        status: 1,
        stdout: '',
        stderr: expect.stringContaining('写不进'),
        holds: [xml],
      })
  })

  test.skipIf(process.platform === 'win32')('a full disk leaves none of the three', () => {
    const command = `ulimit -f 16; exec "$0" "$@"`
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', command, process.execPath, program, 'render', write('good.json', sample), '--out', 'full'],
      { cwd: folder, encoding: 'utf8', env: { ...process.env, INIT_CWD: undefined } },
    )
    expect([status, stderr]).toEqual([1, expect.stringMatching(/写不进 full：.*EFBIG/)])
    expect(readdirSync(join(folder, 'full'))).toEqual([])
  })

  test('a file that is there already stays as it is, unless it is the same or --force is given', () => {
    expect(render('again').status).toBe(0)
    expect(render('again')).toMatchObject({ status: 0, holds: names })

    writeFileSync(join(folder, 'again', pdf), 'mine')
    rmSync(join(folder, 'again', xml))
    const refused = render('again')
    expect(refused).toMatchObject({ status: 1, stdout: '', holds: names.filter((name) => name !== xml) })
    expect(refused.stderr).toContain(`${pdf}`)
    expect(refused.stderr).toMatch(/已有内容不同的文件[\s\S]*--force/)
    expect(readFileSync(join(folder, 'again', pdf), 'utf8')).toBe('mine')

    expect(render('again', '--force')).toMatchObject({ status: 0, holds: names })
    expect(readFileSync(join(folder, 'again', pdf), 'latin1')).toMatch(/^%PDF/)
  })
})

test('an XML that says its number twice and not alike is told', () => {
  expect(run('render', write('twice.json', sample), '--out', 'twice').status).toBe(0)
  const file = readdirSync(join(folder, 'twice')).find((each) => each.endsWith('.xml')) ?? ''
  const xml = readFileSync(join(folder, 'twice', file), 'utf8')
  const forged = xml.replace('<EIid>99990000000000000042', '<EIid>99990000000000000043')
  const { status, stdout } = run('verify', write('forged.xml', forged))
  expect(status).toBe(1)
  expect(stdout).toContain('写了两处')
})
