import { strToU8, zipSync } from 'fflate'

/**
 * An OFD built as the tax bureau's own of 2024 are: captions in a template, values on the page, captions squeezed by a
 * CTM, ¥ in texts of their own, tags that point to ids. The measures are those of a genuine file, everybody is invented.
 */
export function bureauOfd({ captions = true, tags = true } = {}): Uint8Array {
  let id = 100
  const texts: string[] = []
  const text = (
    x: number,
    y: number,
    width: number,
    words: string,
    { size = 3.175, ctm = '', baseline = 3.64 } = {},
  ) => {
    id += 1
    const advances = [...words].map((glyph) => (glyph > 'ÿ' ? size : size / 2))
    const deltas = advances.slice(0, -1).map((advance) => `g 1 ${advance}`)
    texts.push(
      `<ofd:TextObject ID="${id}" Boundary="${x} ${y} ${width} 5" Font="3" Size="${size}"${ctm && ` CTM="${ctm}"`}>` +
        `<ofd:FillColor Value="128 0 0"/><ofd:TextCode X="0" Y="${baseline}"${deltas.length > 0 ? ` DeltaX="${deltas.join(' ')}"` : ''}>${words}</ofd:TextCode></ofd:TextObject>`,
    )
    return id
  }
  const drawn = () => texts.splice(0).join('')

  text(56, 8, 90, '电子发票（普通发票）', { size: 7.056, baseline: 6 })
  text(154.5, 11, 16, '发票号码：')
  text(154.5, 17, 16, '开票日期：')
  for (const [index, glyph] of [...'购买方信息'].entries()) text(5.5, 32.5 + 3.5 * index, 4, glyph)
  for (const [index, glyph] of [...'销售方信息'].entries()) text(106, 32.5 + 3.5 * index, 4, glyph)
  for (const x of [11, 111.5]) {
    text(x, 33.5, 10, '名称：')
    text(x, 44, 45, '统一社会信用代码/纳税人识别号：', { ctm: '.89 0 0 1 0 0' })
  }
  for (const [x, heading] of [
    [15.5, '项目名称'],
    [41.6, '规格型号'],
    [66.5, '单 位'],
    [92.5, '数 量'],
    [117.5, '单 价'],
    [143, '金 额'],
    [157, '税率/征收率'],
    [194, '税 额'],
  ] as const)
    text(x, 53, 20, heading)
  text(20, 92, 4, '合')
  text(36, 92, 4, '计')
  text(16.4, 98.5, 30, '价税合计（大写）')
  text(143, 98.5, 14, '（小写）')
  text(5.5, 109, 4, '备')
  text(19, 129.5, 14, '开票人：')
  const captionTexts = drawn()

  const number = text(170, 10.3, 35, '24112000000000000017')
  const date = text(170, 16.4, 35, '2024年05月31日')
  const buyerName = [
    text(20, 33.8, 84, '北京甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌'),
    text(20, 37.4, 84, '有限公司'),
  ]
  const sellerName = text(120, 33.8, 84, '北京某某餐饮有限公司')
  const buyerId = text(54, 43.3, 50, '91990000MA0AAAA1XB', { size: 4.2333 })
  const sellerId = text(154.5, 43.3, 50, '92990000MA0AAAA288', { size: 4.2333 })
  text(4.5, 56, 37, '*餐饮服务*餐费', { baseline: 3.3 })
  text(77.5 + 25 - 1.6, 56, 2, '1', { baseline: 3.3 })
  text(102.5 + 25 - 21.2, 56, 22, '4197.1698113207547', { size: 2.82, baseline: 3.3 })
  text(153.5 - 11.2, 56, 11.2, '4197.17', { baseline: 3.3 })
  text(164, 56, 5, '6%', { baseline: 3.3 })
  text(205.5 - 9.6, 56, 9.6, '251.83', { baseline: 3.3 })
  text(139.8, 90.5, 3, '¥', { size: 3.8806, baseline: 3.6 })
  const net = text(142.3, 90.5, 11.2, '4197.17')
  text(193.4, 90.5, 3, '¥', { size: 3.8806, baseline: 3.6 })
  const tax = text(195.9, 90.5, 9.6, '251.83')
  text(62.95, 96, 60, '肆仟肆佰肆拾玖圆整')
  text(155.5, 96.07, 3, '¥', { size: 3.8806, baseline: 3.6 })
  const gross = text(158, 96.07, 20, '4449.00')
  text(32, 129.1, 20, '李四')
  const page = drawn()

  const references = (...ids: number[]) =>
    ids.map((each) => `<ofd:ObjectRef PageRef="1">${each}</ofd:ObjectRef>`).join('')
  const tagged = [
    ['InvoiceNo', references(number)],
    ['IssueDate', references(date)],
    [
      'Buyer',
      `<ofd:BuyerName>${references(...buyerName)}</ofd:BuyerName><ofd:BuyerTaxID>${references(buyerId)}</ofd:BuyerTaxID>`,
    ],
    [
      'Seller',
      `<ofd:SellerName>${references(sellerName)}</ofd:SellerName><ofd:SellerTaxID>${references(sellerId)}</ofd:SellerTaxID>`,
    ],
    ['TaxExclusiveTotalAmount', references(net)],
    ['TaxTotalAmount', references(tax)],
    ['TaxInclusiveTotalAmount', references(gross)],
  ]
  const file = (root: string, content: string) =>
    strToU8(
      `<?xml version="1.0" encoding="UTF-8"?>\n<ofd:${root} xmlns:ofd="http://www.ofdspec.org/2016">${content}</ofd:${root}>`,
    )
  const content = (objects: string) => `<ofd:Content><ofd:Layer ID="9">${objects}</ofd:Layer></ofd:Content>`
  return zipSync({
    'OFD.xml': file(
      'OFD',
      '<ofd:DocBody><ofd:DocInfo><ofd:CustomDatas><ofd:CustomData Name="发票号码">24112000000000000017</ofd:CustomData><ofd:CustomData Name="合计金额">4197.17</ofd:CustomData><ofd:CustomData Name="开票日期">2024年05月31日</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>',
    ),
    'Doc_0/Document.xml': file(
      'Document',
      `<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox></ofd:PageArea><ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>${tags ? '<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>' : ''}`,
    ),
    'Doc_0/Tpls/Tpl_0/Content.xml': file('Page', content(captions ? captionTexts : '')),
    'Doc_0/Pages/Page_0/Content.xml': file(
      'Page',
      `<ofd:Template TemplateID="2" ZOrder="Background"/>${content(page)}`,
    ),
    'Doc_0/Tags/CustomTags.xml': file(
      'CustomTags',
      '<ofd:CustomTag TypeID="root"><ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag>',
    ),
    'Doc_0/Tags/CustomTag.xml': file(
      'root',
      tagged.map(([name, inner]) => `<ofd:${name}>${inner}</ofd:${name}>`).join(''),
    ),
  })
}
