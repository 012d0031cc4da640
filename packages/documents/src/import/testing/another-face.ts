import type { PlainText } from './plain-pdf.ts'

/** Another issuer's: its own measures, no embedded fonts, captions spaced out. Everybody on it is invented. */
export function anotherFace(
  changes: Partial<Record<'number' | 'item' | 'net' | 'tax' | 'gross' | 'words' | 'remark', string>> = {},
): PlainText[] {
  const { number = '26442000000000000001', net = '¥15841.58', tax = '¥158.42', gross = '¥16000.00' } = changes
  const text = (x: number, y: number, text: string, size = 9): PlainText => ({ x, y, size, text })
  return [
    text(58, 13, '电子发票（增值税专用发票）', 20),
    text(152.3, 12, '发票号码：'),
    text(167.7, 11.6, number),
    text(152.3, 17.4, '开票日期：'),
    text(167.7, 17, '2026年01月24日'),
    ...[...'购买方信息'].map((glyph, index) => text(5.3, 31 + 3.4 * index, glyph)),
    ...[...'销售方信息'].map((glyph, index) => text(106, 31 + 3.4 * index, glyph)),
    text(11.3, 32.6, '名称：'),
    text(20.5, 31.9, '广州甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'),
    text(20.5, 35.4, '股份有限公司'),
    text(112, 32.6, '名称：广州市某某有限公司'),
    text(11.3, 42, '统一社会信用代码/纳税人识别号：'),
    text(59.3, 41.5, '91990000MA0AAAA1XB', 12),
    text(112, 42, '统一社会信用代码/纳税人识别号：'),
    text(160, 41.5, '92990000MA0AAAA288', 12),
    ...(
      [
        [16.5, '项目名称'],
        [47, '规格型号'],
        [68, '单 位'],
        [87.5, '数 量'],
        [121, '单 价'],
        [146.5, '金 额'],
        [158.5, '税率/征收率'],
        [196, '税 额'],
      ] as const
    ).map(([x, caption]) => text(x, 50.3, caption)),
    ...(changes.item ?? '*信息技术服务*信息技术\n服务')
      .split('\n')
      .map((row, index) => text(4.5, 55.2 + 3.3 * index, row)),
    text(71, 55.2, '月'),
    text(91, 55.2, '1'),
    text(104, 55.2, '15841.5841584158'),
    text(142.8, 55.2, '15841.58'),
    text(165.5, 55.2, '1%'),
    text(196, 55.2, '158.42'),
    text(21.5, 88, '合'),
    text(37, 88, '计'),
    text(138.5, 88, net),
    text(192.8, 88, tax),
    text(18, 95, '价税合计（大写）'),
    text(63, 95, changes.words ?? '壹万陆仟元整'),
    text(147, 95, '（小写）'),
    text(158, 95, gross),
    ...(changes.remark ? [text(11.1, 105, changes.remark)] : []),
    text(19, 127, '开票人：张三'),
  ]
}
