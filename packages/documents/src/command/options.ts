import { parseArgs } from 'node:util'

export type Options =
  | { command: 'help' }
  | { command: 'render'; file: string; out: string; force: boolean }
  | { command: 'inspect'; files: readonly string[]; json: boolean }
  | { command: 'verify'; files: readonly string[] }
  | { command: 'tax-codes'; file: string; query: string }
  | { command: 'wrong'; zh: string; en: string }

export const usage = `mashang-invoice：数电票样张的生成、查看和核对   make samples of e-invoices, look at and check e-invoices

  mashang-invoice render INVOICE.json --out DIR [--force]
      由 JSON 生成 PDF、OFD、XML 三个样张文件；不生成没有样张标记的发票
      makes the three files of a sample, PDF, OFD and XML; never an invoice without the marks of a sample, nor one the
      bureau would refuse. 例子 examples: packages/documents/examples/out/*/invoice.json
      已有内容不同的同名文件时不写；--force 替换 Files of the same names with other content stay, and none is written;
      --force replaces them

  mashang-invoice inspect FILE... [--json]
      显示文件里读到的内容和疑点
      shows what a file says and what is odd about it

  mashang-invoice verify FILE...
      核对号码、日期、金额、附带的 XML 与版面是否一致、OFD 结构；有问题时以 1 结束
      checks number, date, arithmetic, whether attached XML and face agree, and the structure of OFD; ends with 1 when
      anything is wrong. 不核对税务签名，也不联网查验 It verifies no signature and asks no tax bureau

  mashang-invoice tax-codes TABLE [QUERY...]
      读入税收分类编码表（CSV 或 XLSX），显示数量和有问题的行；给出名称、拼音首字母或编码时查找
      reads a table of tax classification codes, CSV or XLSX: how many there are and which rows are wrong; or the codes
      found by name, initials in pinyin or digits

  FILE 是 PDF、OFD 或 XML，按内容识别   FILE is PDF, OFD or XML, told apart by content
  结束代码 exit code: 0 正常 fine, 1 有问题 problems, 2 用法不对 wrong usage
`

/** Reads the command line. */
export function parseOptions(args: readonly string[]): Options {
  const [command, ...rest] = args
  if (command === undefined || args.includes('--help') || args.includes('-h')) return { command: 'help' }
  switch (command) {
    case 'render':
      return renderOptions(rest)
    case 'inspect':
    case 'verify':
      return filesOptions(command, rest)
    case 'tax-codes':
      return tableOptions(rest)
    default:
      return { command: 'wrong', zh: `没有 ${command} 这个命令。`, en: `There is no command ${command}.` }
  }
}

function renderOptions(args: string[]): Options {
  const read = parse(() =>
    parseArgs({
      args,
      options: { out: { type: 'string' }, force: { type: 'boolean', default: false } },
      allowPositionals: true,
    }),
  )
  if ('command' in read) return read
  const { out, force } = read.values
  const [file, ...more] = read.positionals
  if (!file || more.length > 0 || !out)
    return {
      command: 'wrong',
      zh: '请给出一个 JSON 文件和 --out 目录。',
      en: 'Name one JSON file and --out with a folder.',
    }
  return { command: 'render', file, out, force }
}

function filesOptions(command: 'inspect' | 'verify', args: string[]): Options {
  const read = parse(() =>
    parseArgs({ args, options: { json: { type: 'boolean', default: false } }, allowPositionals: true }),
  )
  if ('command' in read) return read
  const files = read.positionals
  if (files.length === 0) return { command: 'wrong', zh: '请给出文件。', en: 'Name at least one file.' }
  if (command === 'inspect') return { command, files, json: read.values.json }
  if (read.values.json) return { command: 'wrong', zh: '--json 只用于 inspect。', en: '--json is for inspect only.' }
  return { command, files }
}

function tableOptions(args: string[]): Options {
  const read = parse(() => parseArgs({ args, allowPositionals: true }))
  if ('command' in read) return read
  const [file, ...words] = read.positionals
  if (!file) return { command: 'wrong', zh: '请给出编码表文件。', en: 'Name the file of the table.' }
  return { command: 'tax-codes', file, query: words.join(' ') }
}

/** An option that does not exist throws; it is the person's slip, not ours. */
function parse<T extends object>(read: () => T): T | (Options & { command: 'wrong' }) {
  try {
    return read()
  } catch (error) {
    return { command: 'wrong', zh: '看不懂这个命令。', en: (error as Error).message }
  }
}
