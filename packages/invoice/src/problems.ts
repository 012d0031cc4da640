/**
 * Every reason for which an invoice cannot be made, in both languages: what is wrong and, where it helps, what to do. A
 * refusal is a value with one of these codes, and says where: `line` counts from 0.
 */
export const invoiceProblems = {
  // Lines before they are sent
  'no-lines': { zh: '没有可开票的明细', en: 'There are no lines to invoice.' },
  'too-many-lines': { zh: '明细行数超过上限，请拆分开票', en: 'Too many lines. Split the invoice.' },
  'total-too-large': {
    zh: '合计金额超出系统上限，请拆分开票',
    en: 'The total is larger than any invoice may be. Split the invoice.',
  },
  'total-tax-off': {
    zh: '合计税额尾差超过1.27元，请拆分开票',
    en: 'Total tax is off by more than 1.27. Split the invoice.',
  },
  'bad-tax-code': { zh: '税收分类编码应为19位数字', en: 'A tax classification code has 19 digits.' },
  'tax-code-unknown': {
    zh: '编码表中没有该税收分类编码',
    en: 'The table of tax codes does not have this code.',
  },
  'tax-code-summary': {
    zh: '汇总项编码不能开票，请选择其下级编码',
    en: 'This code is a summary. Choose one of the codes below it.',
  },
  'tax-code-not-begun': {
    zh: '该税收分类编码尚未启用，请改用现行编码',
    en: 'This tax code has not begun. Choose another.',
  },
  'tax-code-stopped': { zh: '该税收分类编码已停用，请改用新编码', en: 'This tax code has ended. Choose another.' },
  'not-positive': { zh: '明细金额必须大于零', en: 'The amounts of a line must be positive.' },
  'not-negative': { zh: '红字明细金额必须小于零', en: 'The amounts of a red line must be negative.' },
  'gross-is-not-net-plus-tax': {
    zh: '价税合计不等于金额加税额，请重新计算',
    en: 'Gross is not net plus tax. Work them out anew.',
  },
  'price-off': {
    zh: '单价乘数量与金额相差超过0.01元，请重算单价，或数量和单价都不填',
    en: 'Unit price × quantity is off by more than 0.01. Work out the price anew, or leave out both.',
  },
  'price-without-quantity': { zh: '数量和单价必须同时填写', en: 'Give quantity and unit price together.' },
  'counted-as-zero': {
    zh: '数量和单价不能为零；没有数量时两项都不填',
    en: 'Quantity and unit price cannot be zero. Without a quantity leave both out.',
  },
  'tax-off': {
    zh: '税额与金额乘税率相差超过0.06元，请按税率重算税额',
    en: 'Tax is off by more than 0.06. Work it out anew.',
  },
  'netted-tax-off': {
    zh: '折扣后的税额与金额乘税率相差超过0.06元，红冲时无法通过，请调整折扣行税额',
    en: 'Tax after the discount is off by more than 0.06, so it could not be reversed. Change the tax of the discount.',
  },
  'tax-without-rate': {
    zh: '免税、零税率或不征税明细的税额须为零',
    en: 'The tax of a line that is not taxed must be zero.',
  },
  'discount-alone': { zh: '折扣行必须紧跟被折扣行且项目一致', en: 'A discount must follow the line it belongs to.' },
  // From a sale to lines
  'amount-missing': { zh: '缺少金额，或数量和单价', en: 'Give an amount, or quantity and unit price.' },
  'amount-too-large': { zh: '金额超出系统上限', en: 'The amount is too large.' },
  'discount-too-large': { zh: '折扣大于金额', en: 'The discount is larger than the amount.' },
  'discount-negative': { zh: '折扣不能为负数', en: 'A discount cannot be negative.' },
  'tenders-do-not-add-up': { zh: '各支付方式金额之和与应付金额不符', en: 'The tenders do not add up to what was due.' },
  'tender-given-back': {
    zh: '退回卡、储值或积分的金额多于本单退货，请核对支付明细',
    en: 'More went back to a card, stored value or points than was returned. Check the tenders.',
  },
  'nothing-left': {
    zh: '扣除折扣、退货和不可开票的支付后没有可开票金额',
    en: 'Nothing is left to invoice after discounts, refunds and tenders that may not be invoiced.',
  },
  // Rates and treatments
  'rate-not-allowed': {
    zh: '该日期、纳税人类型和编码不允许此税率或征收率',
    en: 'This rate is not allowed for the date, the taxpayer and the code.',
  },
  'relief-not-at-rate': {
    zh: '税率与所选的简易或减按征收政策不符，请改税率或政策',
    en: 'The simplified or reduced rate chosen has another percentage. Change one of them.',
  },
  'rate-unconfirmed': {
    zh: '此税率是否适用取决于发票上看不出的条件，请核实后再开具，以税务通道的可用税率为准',
    en: 'Whether this rate holds depends on what an invoice does not say. Make sure of it; the tax channel decides.',
  },
  'rate-unknown': {
    zh: '没有该日期的税率资料，无法判断此税率是否适用',
    en: 'No rates are known for this code and day, so this one could not be judged.',
  },
  'exempt-on-special': {
    zh: '免税项目不能开具专用发票，请改开普通发票',
    en: 'Exempt lines cannot stand on a special invoice. Issue a general one.',
  },
  'outside-scope-on-special': {
    zh: '不征税项目只能开具普通发票',
    en: 'Lines outside the scope of tax go on general invoices only.',
  },
  'special-to-individual': {
    zh: '自然人不能开具专用发票，请改开普通发票',
    en: 'A person cannot have a special invoice. Issue a general one.',
  },
  'special-without-taxpayer-id': {
    zh: '专用发票必须填写购方税号',
    en: 'A special invoice needs the taxpayer id of the buyer.',
  },
  'must-be-outside-scope': {
    zh: '6开头的编码必须按不征税开具',
    en: 'Codes beginning with 6 are always outside scope.',
  },
  'outside-scope-mixed': {
    zh: '不征税项目不能与其他项目开在同一张发票，请分开开具',
    en: 'Lines outside the scope of tax stand alone. Issue two invoices.',
  },
  'reduced-rate-mixed': {
    zh: '减按1.5%征收的项目不能与其他项目开在同一张发票',
    en: 'Lines at the reduced rate of 1.5% stand alone.',
  },
  // Special businesses
  'prepaid-card-not-alone': {
    zh: '预付卡销售和充值不能与其他项目同开，请单独开具普通发票',
    en: 'Prepaid cards stand alone. Issue a general invoice for them by itself.',
  },
  'business-missing': {
    zh: '该编码只能按特定业务开具，请补充特定业务信息',
    en: 'This code needs an invoice of its special business. Fill in what it asks for.',
  },
  'business-unsupported': {
    zh: '该编码只能按特定业务开具，本系统不支持该业务，请在电子税务局开具',
    en: 'This code needs an invoice of a special business that is not supported. Issue it at the bureau.',
  },
  'business-mixed': {
    zh: '特定业务项目不能与其他项目同开，请分开开具',
    en: 'A special business stands alone. Issue the other lines by themselves.',
  },
  'rate-not-in-force': {
    zh: '现行税率和征收率中没有这一档，请核对税率',
    en: 'No such rate is in force. Please check it.',
  },
  'parking-unsupported': {
    zh: '停车费须按不动产经营租赁开具并写明车牌号和起止时间，这里不支持，请在电子税务局开具',
    en: 'Parking is invoiced as a lease, with number plates and times, which is not supported. Issue it at the bureau.',
  },
  'lease-unsupported': {
    zh: '不动产租赁须写明地址和租期，这里不支持，请在电子税务局开具',
    en: 'A lease of real estate needs its address and period, which is not supported. Issue it at the bureau.',
  },
  'fuel-unsupported': {
    zh: '成品油须用成品油发票开具，这里不支持，请在电子税务局开具',
    en: 'Fuel needs an invoice of its own kind, which is not supported. Issue it at the bureau.',
  },
  'lease-for-each-line': {
    zh: '每行不动产租赁须填写该行的租赁信息，折扣行不填',
    en: 'Each lease line needs the facts of its lease; a discount has none.',
  },
  'lease-elsewhere': {
    zh: '只有不动产租赁的明细可填租赁信息，请删除或改用租赁编码',
    en: 'Only lines of a lease say what is let. Leave it out, or choose the code of a lease.',
  },
  'lease-address': {
    zh: '租赁地址须写明街、路、村、乡、镇、道、巷或号',
    en: 'The address must name a street, a village or a number (街/路/村/乡/镇/道/巷/号).',
  },
  'lease-period': {
    zh: '租赁起止时间格式不正确或颠倒',
    en: 'The period of the lease is not written right, or reversed.',
  },
  'lease-provinces': { zh: '同一张发票的不动产须在同一省份', en: 'All leases on an invoice are in one province.' },
  'lease-plates': { zh: '只有车辆停放服务可填车牌号', en: 'Only parking has number plates.' },
  'parking-name': { zh: '停车费的项目名称必须为“车辆停放服务”', en: 'The item name of parking must be 车辆停放服务.' },
  'parking-plates': { zh: '停车费须填写1至3个车牌号', en: 'Parking needs one to three number plates.' },
  'unit-square-metre': { zh: '不动产租赁的单位必须为平方米', en: 'The unit of a lease must be 平方米.' },
  'fuel-unit': { zh: '成品油的单位必须为升或吨', en: 'The unit of fuel must be 升 or 吨.' },
  'fuel-quantity': { zh: '成品油必须填写数量', en: 'Fuel needs a quantity.' },
  'fuel-stock': {
    zh: '成品油库存不足，请先下载或调拨库存',
    en: 'Not enough fuel in stock. Download or transfer stock first.',
  },
  'trip-facts': {
    zh: '旅客运输须填写出行日期、出发地、到达地和交通工具',
    en: 'Each trip needs its date, departure, destination and vehicle.',
  },
  'gold-unsupported': {
    zh: '金银首饰、钻石须用特定要素开具，本系统不支持，请在电子税务局开具',
    en: 'Jewellery of gold, silver and diamonds is not supported. Issue it at the bureau.',
  },
  'liquor-barcode-unsupported': {
    zh: '名单内白酒企业须按商品条码开具，本系统不支持，请在电子税务局开具',
    en: 'Listed makers of liquor invoice by barcode, which is not supported. Issue it at the bureau.',
  },
  // Splitting
  'line-too-large': {
    zh: '单行金额超过单张限额且无法拆分，请提高单张限额',
    en: 'One line is larger than an invoice and cannot be split. Raise the limit of an invoice.',
  },
  'quota-exceeded': { zh: '发票额度不足，请申请调整额度', en: 'The invoice quota is not enough. Apply for more.' },
  // Reversal
  'not-reversible': { zh: '红字发票不能再冲红', en: 'A red invoice cannot be reversed.' },
  'already-reversed': { zh: '该发票已全部冲红', en: 'The invoice has been reversed in full.' },
  'wrong-must-be-full': {
    zh: '开票有误必须一次全额冲红，已部分冲红的不能再用此原因',
    en: 'An invoice issued in error is reversed in full and at once.',
  },
  'no-such-line': { zh: '蓝字发票没有该明细', en: 'The blue invoice has no such line.' },
  'line-named-twice': { zh: '同一明细重复填写', en: 'A line is named twice.' },
  'more-than-left': { zh: '冲红数量或金额超过剩余', en: 'More is to be reversed than is left.' },
  'too-small-to-reverse': { zh: '金额太小，请一次冲红剩余部分', en: 'Too small a part. Reverse all that is left.' },
  'quantity-needed': {
    zh: '该行有数量，请按数量冲红；按金额请选销售折让',
    en: 'Reverse this line by quantity, or choose an allowance to reverse an amount.',
  },
  'no-quantity': {
    zh: '该行没有数量，请按金额或整行冲红',
    en: 'This line has no quantity: reverse an amount or the line.',
  },
  'whole-line-only': {
    zh: '销货退回时没有数量的明细只能整行冲红',
    en: 'Returned goods without a quantity are reversed as a whole line.',
  },
  'quantity-after-allowance': {
    zh: '该行做过销售折让，剩余金额不足以按原单价冲红这些数量，请一次冲红该行剩余部分',
    en: 'After its allowance too little of this line is left for pieces at the old price. Reverse all that is left.',
  },
  'goods-not-discontinued': { zh: '货物不能用“服务中止”，请选销货退回', en: 'Goods are returned, not discontinued.' },
  'services-not-returned': { zh: '服务不能用“销货退回”，请选服务中止', en: 'Services are discontinued, not returned.' },
  'allowance-has-no-quantity': { zh: '销售折让只填金额，不填数量', en: 'An allowance has an amount and no quantity.' },
  'amount-changed': { zh: '换开金额须与原发票一致', en: 'The new invoice must have the amount of the old one.' },
  // Names and remarks
  'remark-cut': {
    zh: '备注超过票面的六行，票面只印前面的部分，XML 中完整',
    en: 'The face has room for six lines of the remark and cuts the rest. The XML has it whole.',
  },
  missing: { zh: '必填内容为空，请填写', en: 'This text must not be empty.' },
  unprintable: {
    zh: '含有发票不能打印的字符（表情、控制字符等），请删除',
    en: 'Remove the characters that no invoice prints, such as emoji and control characters.',
  },
  'stars-in-name': {
    zh: '项目名称不带星号和简称，简称请单独填写',
    en: 'Leave the stars and the short name out of the name: they are put in front of it.',
  },
  'too-long': { zh: '内容过长，请缩短', en: 'The text is too long. Shorten it.' },
} as const satisfies Record<string, { zh: string; en: string }>

export type InvoiceProblem = keyof typeof invoiceProblems

/** A refusal: the code and, where one line is to blame, which. Functions declare the codes they can give. */
export type Refusal<P extends InvoiceProblem = InvoiceProblem> = { ok: false; problem: P; line?: number | undefined }
