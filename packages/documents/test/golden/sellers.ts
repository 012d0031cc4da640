import type { Invoice, SellerFacts } from '@mashang/invoice'

/** Who sells in the examples. The taxpayer ids have right check digits and a region (990000) that does not exist. */
type Seller = Pick<Invoice, 'seller' | 'taxpayerType' | 'bureau'> & { facts?: SellerFacts }

const zhejiang = { code: '13300', name: '国家税务总局浙江省税务局' }
const beijing = { code: '11100', name: '国家税务总局北京市税务局' }
const shanghai = { code: '13100', name: '国家税务总局上海市税务局' }
const shenzhen = { code: '14403', name: '国家税务总局深圳市税务局' }

export const sellers = {
  restaurant: general('杭州码上餐饮管理有限公司', '91990000MA0AAAB08Y', zhejiang),
  supermarket: general('杭州青屿超市有限公司', '91990000MA0AAAB16R', zhejiang),
  'corner-shop': smallScale('杭州市西湖区老张便利店', '92990000MA0AAAD00E', zhejiang),
  'car-park': general('深圳市泊安停车管理有限公司', '91990000MA0AAAB24L', shenzhen),
  'fuel-station': general('成都蜀道加油站有限公司', '91990000MA0AAAB32F', {
    code: '15100',
    name: '国家税务总局四川省税务局',
  }),
  'software-house': {
    ...general('北京拓维软件有限公司', '91990000MA0AAAB40A', beijing),
    seller: {
      name: '北京拓维软件有限公司',
      taxpayerId: '91990000MA0AAAB40A',
      address: '北京市海淀区中关村大街 1 号',
      phone: '010-62000000',
      bank: '中国建设银行北京中关村支行',
      account: '11001007200059261234',
    },
  },
  'bus-company': general('南宁八桂客运有限公司', '91990000MA0AAAB597', {
    code: '14500',
    name: '国家税务总局广西壮族自治区税务局',
  }),
  mall: general('上海南浦百货有限公司', '91990000MA0AAAB672', shanghai),
  gym: general('上海力行健身有限公司', '91990000MA0AAAC123', shanghai),
  clinic: general('武汉和安门诊部有限公司', '91990000MA0AAAB75W', { code: '14200', name: '国家税务总局湖北省税务局' }),
  exporter: general('厦门远帆进出口有限公司', '91990000MA0AAAB83P', {
    code: '13502',
    name: '国家税务总局厦门市税务局',
  }),
  jeweller: general('深圳市金福珠宝有限公司', '91990000MA0AAAB91J', shenzhen),
  distillery: {
    ...general('贵州醇河酒业有限公司', '91990000MA0AAAC048', { code: '15200', name: '国家税务总局贵州省税务局' }),
    facts: { listedForLiquor: true },
  },
  factory: general('苏州精工机械有限公司', '91990000MA0AAAC20X', { code: '13200', name: '国家税务总局江苏省税务局' }),
  waterworks: general('济南清源水务有限公司', '91990000MA0AAAC39T', {
    code: '13700',
    name: '国家税务总局山东省税务局',
  }),
  landlord: smallScale('南京市玄武区陈记房屋租赁', '92990000MA0AAAD19B', {
    code: '13200',
    name: '国家税务总局江苏省税务局',
  }),
} satisfies Record<string, Seller>

function general(name: string, taxpayerId: string, bureau: Invoice['bureau']): Seller {
  return { seller: { name, taxpayerId }, taxpayerType: 'general', bureau }
}

function smallScale(name: string, taxpayerId: string, bureau: Invoice['bureau']): Seller {
  return { seller: { name, taxpayerId }, taxpayerType: 'small-scale', bureau }
}
