import { rate, type Taxation } from '@mashang/invoice'

/*
 * The demo tenant: a coffee chain that does not exist. The taxpayer ids have valid check digits in a division (990000)
 * that no authority uses, telephone numbers and addresses are invented, mail addresses end in `.example`.
 */

export const tenant = { name: '蓝湖餐饮', brand: '蓝湖咖啡', colour: '#0f5666' }

export const seller = {
  name: '蓝湖餐饮管理（深圳）有限公司',
  taxpayerId: '91990000MA0AAAA1XB',
  address: '深圳市南山区科苑路 8 号 2 层',
  phone: '0755-8600 0100',
  bank: '模拟银行深圳科技园支行',
  account: '755900001234567',
  drawer: '林晓',
}

export const company = { code: 'LH', name: '蓝湖餐饮', phone: '0755-8600 0100' }
export const branches = [
  { code: 'LH-SZ', name: '深圳公司' },
  { code: 'LH-GZ', name: '广州公司' },
  { code: 'LH-HZ', name: '杭州公司' },
]

/** code, name, branch, telephone, hours, and the names and modes of its codes. */
export const stores = [
  {
    code: 'SZ-001',
    name: '科技园店',
    branch: 'LH-SZ',
    codes: [
      ['前台', 'order-match'],
      ['外卖窗口', 'order-match'],
    ],
  },
  { code: 'SZ-002', name: '南山书城店', branch: 'LH-SZ', codes: [['1–20 号桌', 'title-only']] },
  { code: 'SZ-003', name: '前海店', branch: 'LH-SZ', codes: [] },
  { code: 'SZ-004', name: '海岸城店', branch: 'LH-SZ', codes: [['前台', 'order-match']] },
  { code: 'SZ-005', name: '福田中心店', branch: 'LH-SZ', codes: [['前台', 'order-match']] },
  { code: 'SZ-006', name: '会展店', branch: 'LH-SZ', codes: [['收银台', 'title-only']] },
  { code: 'GZ-001', name: '天河城店', branch: 'LH-GZ', codes: [['前台', 'order-match']] },
  { code: 'GZ-002', name: '珠江新城店', branch: 'LH-GZ', codes: [['前台', 'title-only']] },
  { code: 'GZ-003', name: '番禺万博店', branch: 'LH-GZ', codes: [['前台', 'order-match']] },
  { code: 'HZ-001', name: '西溪店', branch: 'LH-HZ', codes: [['前台', 'order-match']] },
  { code: 'HZ-002', name: '滨江店', branch: 'LH-HZ', codes: [['包间 1–12', 'title-only']] },
  { code: 'HZ-003', name: '武林店', branch: 'LH-HZ', codes: [] },
] as const

export const staff = [
  { name: '林晓', email: 'lin.xiao@lanhu.example', role: 'administrator' },
  { name: '周敏', email: 'zhou.min@lanhu.example', role: 'operator' },
] as const

export const password = 'lanhu-demo-2026'

const CATERING = '3070401000000000000'
const BAKERY = '1030201010000000000'
const BREAD = '1030201020000000000'
const BISCUIT = '1030201030000000000'
const SWEETS = '1030202010000000000'
const CHOCOLATE = '1030202020000000000'
const DRINK_COFFEE = '1030307060000000000'
const DRINK_TEA = '1030307050000000000'
const WATER = '1030307040000000000'
const JUICE = '1030307020000000000'
const SOLID_DRINK = '1030307070000000000'
const ICE_CREAM = '1030209010000000000'
const MILK = '1030204010000000000'
const READY_FOOD = '1030203030000000000'
const BOOK = '1060201019900000000'
const STATIONERY = '1060401990000000000'
const TOY = '1060408990000000000'
const BAG = '1040303990000000000'
const CLOTHES = '1040201990000000000'
const TISSUE = '1060105040000000000'
const MEETING = '3040304010000000000'
const TRAINING = '3070201020000000000'
const EGGS = '1010303020100000000'
const VEGETABLES = '1010112010000000000'
const FLOWERS = '1010113020000000000'

const AT_6: Taxation = { kind: 'taxed', rate: rate(600) }
const AT_9: Taxation = { kind: 'taxed', rate: rate(900) }
const AT_13: Taxation = { kind: 'taxed', rate: rate(1300) }
/** Vegetables, meat and eggs on their way to the consumer. */
const EXEMPT: Taxation = { kind: 'exempt' }

/** code, name, tax classification code, unit, taxation, a price in fen for the demo's receipts. */
export const items = [
  ['CY-01', '餐饮服务', CATERING, '次', AT_6, 12_800],
  ['CY-02', '拿铁（大）', CATERING, '杯', AT_6, 3_200],
  ['CY-03', '拿铁（中）', CATERING, '杯', AT_6, 2_800],
  ['CY-04', '美式咖啡', CATERING, '杯', AT_6, 2_200],
  ['CY-05', '卡布奇诺', CATERING, '杯', AT_6, 3_000],
  ['CY-06', '手冲单品', CATERING, '壶', AT_6, 4_800],
  ['CY-07', '冷萃咖啡', CATERING, '杯', AT_6, 3_400],
  ['CY-08', '抹茶拿铁', CATERING, '杯', AT_6, 3_300],
  ['CY-09', '热可可', CATERING, '杯', AT_6, 2_900],
  ['CY-10', '现制果茶', CATERING, '杯', AT_6, 2_600],
  ['CY-11', '三明治套餐', CATERING, '份', AT_6, 4_500],
  ['CY-12', '早餐套餐', CATERING, '份', AT_6, 3_800],
  ['CY-13', '意面套餐', CATERING, '份', AT_6, 5_600],
  ['CY-14', '轻食沙拉', CATERING, '份', AT_6, 4_200],
  ['CY-15', '下午茶双人套餐', CATERING, '份', AT_6, 13_800],
  ['BK-01', '可颂', BREAD, '个', AT_13, 1_600],
  ['BK-02', '吐司', BREAD, '袋', AT_13, 2_800],
  ['BK-03', '巴斯克蛋糕', BAKERY, '个', AT_13, 3_600],
  ['BK-04', '月饼礼盒', BAKERY, '盒', AT_13, 16_800],
  ['BK-05', '曲奇', BISCUIT, '盒', AT_13, 5_800],
  ['BK-06', '手工糖果', SWEETS, '袋', AT_13, 2_500],
  ['BK-07', '黑巧克力', CHOCOLATE, '盒', AT_13, 6_800],
  ['RT-01', '挂耳咖啡', SOLID_DRINK, '盒', AT_13, 8_800],
  ['RT-02', '咖啡豆 250 g', SOLID_DRINK, '袋', AT_13, 9_800],
  ['RT-03', '瓶装冷萃', DRINK_COFFEE, '瓶', AT_13, 1_800],
  ['RT-04', '瓶装乌龙茶', DRINK_TEA, '瓶', AT_13, 1_200],
  ['RT-05', '瓶装水', WATER, '瓶', AT_13, 500],
  ['RT-06', '鲜榨橙汁（瓶）', JUICE, '瓶', AT_13, 2_000],
  ['RT-07', '冰淇淋杯', ICE_CREAM, '个', AT_13, 2_400],
  ['RT-08', '燕麦奶', MILK, '盒', AT_13, 2_600],
  ['RT-09', '即食粥', READY_FOOD, '盒', AT_13, 1_500],
  ['RT-10', '鲜鸡蛋', EGGS, '盒', EXEMPT, 1_180],
  ['RT-11', '有机胡萝卜', VEGETABLES, '斤', EXEMPT, 998],
  ['GD-01', '咖啡师小熊', TOY, '个', AT_13, 8_900],
  ['GD-02', '帆布包', BAG, '个', AT_13, 9_900],
  ['GD-03', '文化衫', CLOTHES, '件', AT_13, 12_900],
  ['GD-04', '手账本', STATIONERY, '本', AT_13, 4_900],
  ['GD-05', '咖啡入门（图书）', BOOK, '本', AT_9, 5_800],
  ['GD-06', '手帕纸', TISSUE, '包', AT_13, 300],
  ['GD-07', '鲜花束', FLOWERS, '束', AT_9, 6_600],
  ['SV-01', '会议场地服务', MEETING, '次', AT_6, 60_000],
  ['SV-02', '咖啡培训', TRAINING, '课时', AT_6, 28_000],
] as const
