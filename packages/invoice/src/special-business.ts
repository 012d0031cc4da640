/** Sales that need an invoice of their own kind, as far as a shop meets them. */
export type BusinessKind =
  | 'parking'
  | 'real-estate-lease'
  | 'fuel'
  | 'prepaid-card'
  | 'passenger-transport'
  | 'gold'
  | 'liquor'

type BusinessFacts = {
  zh: string
  en: string
  /** 特定要素 (tdys) of the bureau, where it has one. */
  element?: string
  /** 特定要素标签归类 (tdyslxdm) in a channel's table, whose numbers are not those of 特定要素 (乐企 V4.000 §8.4). */
  label?: string
  /** Beginnings of tax classification codes, for want of a channel's table; on which days they held is not known. */
  codes: readonly string[]
  source: string
}

/** In the order they are looked up: parking is a lease too. */
export const specialBusinesses = {
  parking: {
    zh: '车辆停放',
    en: 'Parking',
    element: '06',
    label: '06',
    codes: ['30405020202'],
    source: '乐企 不动产经营租赁 V3.014',
  },
  'real-estate-lease': {
    zh: '不动产经营租赁',
    en: 'Lease of real estate',
    element: '06',
    label: '06',
    codes: ['304050202'],
    source: '乐企 不动产经营租赁 V3.014',
  },
  fuel: { zh: '成品油', en: 'Fuel', element: '01', label: '01', codes: ['10701010'], source: '乐企 成品油 V2.011' },
  'prepaid-card': {
    zh: '预付卡',
    en: 'Prepaid card',
    codes: ['6010000000000000000'],
    source: '乐企开票能力说明 V4.000 §2.2.4.3',
  },
  'passenger-transport': {
    zh: '旅客运输',
    en: 'Passenger transport',
    element: '09',
    label: '09',
    codes: ['30101010202'],
    source: '乐企开票能力说明 V4.000; which codes: from the seed list only',
  },
  gold: {
    zh: '金银首饰',
    en: 'Jewellery of gold, silver and diamonds',
    element: '27',
    codes: ['1060509010000000000', '1060509020100000000', '1060509020200000000'],
    source: '乐企 金银首饰 V2.000',
  },
  liquor: { zh: '白酒', en: 'Liquor', element: '23', codes: ['1030302'], source: '乐企 商品条码 V2.000' },
} as const satisfies Record<BusinessKind, BusinessFacts>

/**
 * The special business a code belongs to, or undefined for ordinary sales. A row of a channel's table has the last word
 * on the businesses that such tables label.
 */
export function specialBusinessOf(taxCode: string, row?: { label?: string | undefined }): BusinessKind | undefined {
  const kinds = Object.keys(specialBusinesses) as BusinessKind[]
  const labelOf = (kind: BusinessKind) => (specialBusinesses[kind] as BusinessFacts).label ?? ''
  const byCode = kinds.find((kind) => specialBusinesses[kind].codes.some((code) => taxCode.startsWith(code)))
  const label = row?.label
  if (label === undefined || (byCode !== undefined && labelOf(byCode) === label)) return byCode
  // Of two with one label the last is the wider.
  return label === '' ? undefined : kinds.findLast((kind) => labelOf(kind) === label)
}

/** Litres in a tonne, by the beginning of the code. Source: 乐企 成品油 V2.011; 石脑油 and 溶剂油 are not in it. */
export const litresPerTonne: readonly { codes: string; litres: number; name: string }[] = [
  { codes: '107010101', litres: 1388, name: '汽油、甲醇汽油、乙醇汽油' },
  { codes: '1070101020100', litres: 1246, name: '航空煤油' },
  { codes: '107010102', litres: 1176, name: '其他煤油' },
  { codes: '107010103', litres: 1176, name: '柴油、生物柴油' },
  { codes: '107010104', litres: 1015, name: '燃料油' },
]
