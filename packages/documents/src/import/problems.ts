/** Why nothing was read of a document. */
export const refusals = {
  'too-large': { zh: '文件超过 20 MB，发票不会这么大。', en: 'The file is larger than 20 MB; no invoice is.' },
  'unknown-format': { zh: '不是 PDF、OFD 或 XML 文件。', en: 'This is not a PDF, OFD or XML file.' },
  damaged: { zh: '文件已损坏，无法打开。', en: 'The file is damaged and cannot be opened.' },
  encrypted: { zh: '文件有密码，无法读取。', en: 'The file is protected by a password.' },
  unsafe: {
    zh: '文件里有发票不该有的内容（如 DOCTYPE、压缩炸弹），已拒绝。',
    en: 'The file holds what no invoice needs, such as a DOCTYPE or a ZIP bomb, and was refused.',
  },
  'too-complex': { zh: '文件过于复杂，已停止读取。', en: 'The file is too complex; reading it was stopped.' },
  'too-slow': { zh: '读取文件花的时间太长，已停止。', en: 'Reading the file took too long and was stopped.' },
  busy: { zh: '系统繁忙，请稍后再试。', en: 'Too much else is being read; try again later.' },
  unwatched: {
    zh: '此系统无法限制读取 PDF 所用的内存，因此不读取。',
    en: 'This system cannot tell what a process holds, so no PDF is read on it.',
  },
  'no-text': {
    zh: '文件里没有文字，可能是扫描件或照片。',
    en: 'The file has no text in it; it may be a scan or a photograph.',
  },
  'not-an-invoice': { zh: '没有认出发票。', en: 'No invoice was recognised in the file.' },
  incomplete: {
    zh: '像是发票，但号码、日期或金额读不出来。',
    en: 'It looks like an invoice, but its number, date or amounts cannot be read.',
  },
} as const satisfies Record<string, Sentence>

export type Refusal = keyof typeof refusals

/** What is odd about an invoice that was read. */
export const doubts = {
  'bad-number': { zh: '发票号码不是 20 位数字', en: 'the invoice number does not have 20 digits' },
  'bad-date': { zh: '开票日期不存在', en: 'there is no such date' },
  'year-differs': { zh: '发票号码的年份与开票日期不一致', en: 'the year in the number is not that of the date' },
  'no-seller': { zh: '没有销售方名称', en: 'the seller has no name' },
  'no-buyer': { zh: '没有购买方名称', en: 'the buyer has no name' },
  'bad-seller-id': { zh: '销售方纳税人识别号不对', en: "the seller's taxpayer id is not well-formed" },
  'bad-buyer-id': { zh: '购买方纳税人识别号不对', en: "the buyer's taxpayer id is not well-formed" },
  'gross-is-not-net-plus-tax': { zh: '合计金额加合计税额不等于价税合计', en: 'net and tax do not add up to gross' },
  'words-differ': { zh: '价税合计的大写与小写不一致', en: 'the amount in words is not the amount in figures' },
  'wrong-sign': { zh: '金额的正负与蓝字、红字不符', en: 'an amount has the wrong sign for a blue or a red invoice' },
  'net-off': { zh: '各行金额之和与合计金额不一致', en: 'the lines do not add up to the net total' },
  'total-tax-off': { zh: '各行税额与合计税额相差太大', en: 'the tax of the lines is too far from the total tax' },
  'line-price-off': { zh: '单价乘数量不等于金额', en: 'unit price times quantity is not the amount' },
  'line-tax-off': { zh: '金额乘税率与税额相差太大', en: 'the tax is too far from amount times rate' },
  'attachment-differs': {
    zh: '版式文件上印的与附带的 XML 不一致',
    en: 'what is printed is not what the attached XML says',
  },
  unreadable: {
    zh: 'XML 里写的金额读不出来',
    en: 'the XML states an amount that cannot be read',
  },
  'says-both': {
    zh: 'XML 里同一内容写了两处，互相矛盾',
    en: 'the XML says the same thing twice, and not alike',
  },
  'properties-differ': {
    zh: '版式文件上印的与文件属性不一致',
    en: "what is printed is not what the file's properties say",
  },
} as const satisfies Record<string, Sentence>

type Sentence = { zh: string; en: string }

export type DocumentProblem = {
  problem: keyof typeof doubts
  /** Counted from 0. */
  line?: number | undefined
  /** Which fact, for those that name one. */
  field?: string | undefined
}

/** A problem in a language: `第 3 行：单价乘数量不等于金额`. */
export function sentenceOf({ problem, line, field }: DocumentProblem, language: 'zh' | 'en'): string {
  const where =
    language === 'zh' ? [line !== undefined && `第 ${line + 1} 行`] : [line !== undefined && `line ${line + 1}`]
  const sentence = doubts[problem][language] + (field ? (language === 'zh' ? `（${field}）` : ` (${field})`) : '')
  return [...where, sentence].filter((part) => part !== false).join(language === 'zh' ? '：' : ': ')
}
