import {
  fen,
  type Invoice,
  type InvoiceLine,
  parseDecimal,
  rate,
  splitTaxIncluded,
  unitPriceFrom,
} from '@mashang/invoice'

/** Two lines of one rate, as most invoices are: 128.00 + 58.00 at 6 %. */
export function anOrdinaryInvoice(changes: Partial<Invoice> = {}): Invoice {
  return {
    number: '99990000000000000001',
    issuedAt: '2026-11-23 14:05:09',
    kind: 'general',
    seller: {
      name: '杭州码上餐饮管理有限公司',
      taxpayerId: '91330106MA2CC0CL6J',
      address: '浙江省杭州市西湖区文三路 90 号',
      phone: '0571-88008800',
      bank: '中国工商银行杭州文三路支行',
      account: '1202026719900012345',
    },
    buyer: { name: '上海示例信息科技有限公司', taxpayerId: '91310115MA1K3QKX2D' },
    lines: [
      aLine({ gross: 12_800, quantity: '1', unit: '次' }),
      aLine({ name: '外卖送餐', gross: 5_800, quantity: '2', unit: '份', specification: '双人套餐' }),
    ],
    drawer: '王小明',
    taxpayerType: 'general',
    bureau: { code: '13300', name: '国家税务总局浙江省税务局' },
    origin: { kind: 'sample' },
    ...changes,
  }
}

/** Forty lines: goods and services, four rates, 免税, 不征税 and 零税率, every fifth line discounted; a till's remark. */
export function aMixedInvoice(): Invoice {
  const lines = Array.from({ length: 34 }, (_, index) => goods(index))
  const discounts = [4, 9, 14, 19, 24, 29]
  return anOrdinaryInvoice({
    number: '99990000000000000002',
    lines: lines.flatMap((line, index) =>
      discounts.includes(index) ? [{ ...line, role: 'discounted' as const }, discountOn(line, 100 + index)] : [line],
    ),
    remark: '门店：文三路旗舰店    桌号：A18    小票号：20261123-000218',
    payee: '李四',
    reviewer: '赵六',
    banksInRemark: { seller: true, buyer: false },
    payments: [{ channel: '010', transaction: '4200002671202611237788990011' }],
  })
}

/** The whole of `anOrdinaryInvoice`, reversed because of a wrong title. */
export function aRedInvoice(): Invoice {
  const blue = anOrdinaryInvoice()
  return {
    ...blue,
    number: '99990000000000000003',
    issuedAt: '2026-11-24 09:30:00',
    reverses: { number: blue.number, confirmation: '33010626110000000017', reason: 'wrong' },
    lines: blue.lines.map((line) => ({
      ...line,
      gross: fen(-line.gross),
      net: fen(-line.net),
      tax: fen(-line.tax),
      quantity: line.quantity && parseDecimal(`-${line.quantity}`),
    })),
  }
}

/** Parking is 不动产经营租赁服务 by rule: columns of its own, place, period and plate in the remark. */
export function aParkingInvoice(): Invoice {
  return anOrdinaryInvoice({
    number: '99990000000000000004',
    buyer: { name: '张三（个人）' },
    lines: [
      aLine({
        shortName: '经营租赁',
        name: '车辆停放服务',
        taxCode: '3040502020200000000',
        gross: 3_500,
        basisPoints: 900,
        quantity: '1',
        unit: '平方米',
        lease: {
          certificate: '浙（2019）杭州市不动产权第0123456号',
          address: '浙江省杭州市西湖区文三路 90 号地下一层停车场',
          from: '2026-11-23 09:12',
          to: '2026-11-23 17:48',
          crossRegion: false,
          plates: ['浙A·D12345'],
        },
      }),
    ],
    business: { kind: 'real-estate-lease' },
  })
}

/** Characters that common fonts do not have, one of them beyond the basic plane; none of them may be lost. */
export function aRareInvoice(): Invoice {
  return anOrdinaryInvoice({
    number: '99990000000000000005',
    kind: 'special',
    buyer: { name: '北京龘靐齉𠮷㐂餐饮（深圳）有限公司', taxpayerId: '91440300MA5EQ1B00X' },
    lines: [aLine({ name: '𠮷野家牛肉饭', gross: 3_300, quantity: '1', unit: '份' })],
    drawer: '㛃㼆',
  })
}

/** As many lines as wanted, each of one row. */
export function aLongInvoice(lines: number): Invoice {
  return anOrdinaryInvoice({
    number: '99990000000000000006',
    lines: Array.from({ length: lines }, (_, index) => goods(index)),
  })
}

/** A line of 餐饮服务 at 6 % unless told otherwise; `gross` in fen, tax included. Prices have up to 13 decimals, as real ones. */
export function aLine({
  gross,
  basisPoints = 600,
  quantity,
  ...changes
}: Partial<Omit<InvoiceLine, 'gross' | 'quantity'>> & {
  gross: number
  basisPoints?: number
  quantity?: string
}): InvoiceLine {
  const taxation = changes.taxation ?? { kind: 'taxed', rate: rate(basisPoints) }
  const amounts =
    taxation.kind === 'taxed' ? splitTaxIncluded(fen(gross), taxation.rate) : { net: fen(gross), tax: fen(0) }
  const counted = quantity === undefined ? undefined : parseDecimal(quantity)
  return {
    shortName: '餐饮服务',
    name: '餐费',
    taxCode: '3070401000000000000',
    role: 'normal',
    gross: fen(gross),
    ...amounts,
    taxation,
    ...(counted && { quantity: counted, netUnitPrice: unitPriceFrom(amounts.net, counted, { decimals: 13 }) }),
    ...changes,
  }
}

const SHELF = [
  { shortName: '乳制品', name: '全脂鲜牛奶', specification: '950ml', unit: '盒', basisPoints: 1300 },
  { shortName: '蔬菜', name: '有机西红柿', specification: '500g', unit: '袋', taxation: { kind: 'exempt' } },
  { shortName: '谷物', name: '五常稻花香大米', specification: '5kg', unit: '袋', basisPoints: 900 },
  { shortName: '纸制品', name: '抽取式面巾纸', specification: '3层×120抽', unit: '提', basisPoints: 1300 },
  { shortName: '餐饮服务', name: '现制饮品', unit: '杯', basisPoints: 600 },
  { shortName: '运输服务', name: '配送费', unit: '次', taxation: { kind: 'zero-rated' } },
  { shortName: '预付卡销售', name: '储值卡', unit: '张', taxation: { kind: 'outside-scope' } },
] as const

function goods(index: number): InvoiceLine {
  const item = SHELF[index % SHELF.length] ?? SHELF[0]
  return aLine({ ...item, taxCode: '1030301010000000000', gross: 990 + index * 137, quantity: String(1 + (index % 4)) })
}

function discountOn(line: InvoiceLine, gross: number): InvoiceLine {
  const { quantity, netUnitPrice, specification, unit, ...item } = line
  const amounts =
    line.taxation.kind === 'taxed'
      ? splitTaxIncluded(fen(-gross), line.taxation.rate)
      : { net: fen(-gross), tax: fen(0) }
  return { ...item, role: 'discount', gross: fen(-gross), ...amounts }
}
