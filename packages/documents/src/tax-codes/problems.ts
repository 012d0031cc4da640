/** Why nothing was read of a table of tax codes. */
export const tableRefusals = {
  'too-large': {
    zh: '文件超过 20 MB，编码表不会这么大。',
    en: 'The file is larger than 20 MB; no table of tax codes is.',
  },
  'too-many-rows': {
    zh: '超过 100,000 行，编码表不会这么长。',
    en: 'There are more than 100,000 rows; no table has so many.',
  },
  empty: { zh: '文件是空的。', en: 'The file is empty.' },
  'old-excel': {
    zh: '这是旧的 .xls 文件，或加了密码，请另存为 XLSX 或 CSV。',
    en: 'This is an old .xls file, or one with a password. Save it as XLSX or CSV.',
  },
  'not-a-table': { zh: '不是 CSV 或 XLSX 文件。', en: 'This is not a CSV or XLSX file.' },
  damaged: { zh: 'XLSX 文件已损坏，无法打开。', en: 'The XLSX file is damaged and cannot be opened.' },
  unsafe: {
    zh: 'XLSX 解压后过大，或含有表格不该有的内容，已拒绝；请另存为 CSV 再试。',
    en: 'The XLSX file unpacks to too much, or holds what no table needs, and was refused. Try it as CSV.',
  },
  'wrong-encoding': {
    zh: '看不出文件的编码：既不是 UTF-8 也不是 GB18030，请另存为 UTF-8。',
    en: 'The encoding is neither UTF-8 nor GB18030. Save the file as UTF-8.',
  },
  'open-quote': {
    zh: '有一个引号没有成对，无法分清单元格。',
    en: 'A quotation mark is not closed, so the cells cannot be told apart.',
  },
  'no-headings': {
    zh: '前 20 行里没有找到表头：需要“合并编码”（或“编码”）、“名称”和“简称”三列。',
    en: 'The first 20 rows have no headings: columns 合并编码 (or code), 名称 (name) and 简称 (short_name) are needed.',
  },
  'no-codes': {
    zh: '表头之下没有一个可用的编码。',
    en: 'Below the headings there is not one code that can be used.',
  },
} as const satisfies Record<string, Sentence>

export type TableRefusal = keyof typeof tableRefusals

/** Why a row was left out. */
export const rowSentences = {
  'no-code': { zh: '没有编码', en: 'there is no code' },
  'digits-lost': {
    zh: '编码被表格软件写成了数字（如 1.07E+18），末尾的数字已经丢失，请把该列设为文本后重新导出',
    en: 'a spreadsheet wrote the code as a number, such as 1.07E+18, and its last digits are lost; export the column as text',
  },
  'not-digits': { zh: '编码里有数字以外的字符', en: 'the code has characters that are no digits' },
  'not-19-digits': { zh: '编码不是 19 位', en: 'the code does not have 19 digits' },
  duplicate: {
    zh: '编码在前面的行已有，且日期重叠',
    en: 'the code stands in a row above already, for days of this one',
  },
  'no-name': { zh: '没有名称', en: 'there is no name' },
  'name-too-long': { zh: '名称或简称过长，可能是列错位', en: 'a name is too long; columns may have been shifted' },
  'bad-date': { zh: '启用日期或停用日期不存在', en: 'a date of the row does not exist' },
  'dates-reversed': { zh: '停用日期早于启用日期', en: 'the last day is before the first' },
  'bad-rate': { zh: '税率看不懂', en: 'a rate cannot be understood' },
  'bad-label': { zh: '特定要素标签归类不是两位数字', en: 'the label of special business is not two digits' },
  'bad-summary': { zh: '“是否汇总项”不是 Y 或 N', en: 'whether it is a summary is neither Y nor N' },
} as const satisfies Record<string, Sentence>

type Sentence = { zh: string; en: string }

/** A row that was left out. `row` is counted from 1, as a spreadsheet or an editor numbers it. */
export type RowProblem = { row: number; problem: keyof typeof rowSentences }

/** In a language: `第 3 行：编码不是 19 位`. */
export function rowSentence({ row, problem }: RowProblem, language: 'zh' | 'en'): string {
  return language === 'zh' ? `第 ${row} 行：${rowSentences[problem].zh}` : `row ${row}: ${rowSentences[problem].en}`
}
