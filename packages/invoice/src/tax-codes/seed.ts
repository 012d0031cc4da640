import { day, dayAfter } from '../day.ts'
import type { Taxation } from '../invoice.ts'
import { rate } from '../tax.ts'
import { type ShortName, type ShortNameSource, type TaxCode, tableOf2017 } from './tax-code.ts'

const thirteen = [taxed(1300)]
const nine = [taxed(900)]
const six = [taxed(600)]
const simplified: Taxation = { kind: 'taxed', rate: rate(300), relief: 'simplified-3' }
const exempt: Taxation[] = [{ kind: 'exempt' }]
const outside: Taxation[] = [{ kind: 'outside-scope' }]
const thirteenOrNine = [...thirteen, ...nine]
const nineOrThree = [...nine, simplified]
const sixOrThree = [...six, simplified]
const sixOrExempt = [...six, ...exempt]
const nineOrFive: Taxation[] = [...nine, { kind: 'taxed', rate: rate(500), relief: 'simplified-5' }]

/**
 * Codes for shops that try the system: names and short names from public tables, usual rates for general taxpayers from
 * memory. To be replaced by the table of the channel, which alone is binding.
 */
// biome-ignore format: one row a line
export const seedTaxCodes: readonly TaxCode[] = [
  row('3070401000000000000', '餐饮服务', 'cyfw', seen('餐饮服务'), six),
  row('3070402000000000000', '住宿服务', 'zsfw', likely('住宿服务'), six),
  row('3070301000000000000', '旅游服务', 'lyfw', likely('旅游服务'), six),
  row('3070302000000000000', '娱乐服务', 'ylfw', likely('生活服务'), six),
  row('3070101000000000000', '文化服务', 'whfw', likely('生活服务'), six),
  row('3070102000000000000', '体育服务', 'tyfw', likely('生活服务'), six),
  row('3070201020000000000', '非学历教育服务', 'fxljyfw', likely('生活服务'), sixOrThree),
  row('3070202000000000000', '医疗服务', 'ylfw', likely('生活服务'), exempt),
  row('3070503000000000000', '员工制家政服务', 'ygzjzfw', likely('生活服务'), sixOrExempt),
  row('3070599000000000000', '其他居民日常服务', 'qtjmrcfw', likely('生活服务'), six),
  row('3040304010000000000', '会议服务', 'hyfw', likely('会展服务'), six),
  row('3040502020200000000', '车辆停放服务', 'cltffw', seen('经营租赁'), nineOrFive),
  row('3040502019900000000', '其他有形动产经营租赁服务', 'qtyxdcjyzlfw', likely('经营租赁'), thirteen),
  row('3040502020199000000', '其他住房租赁服务', 'qtzfzlfw', likely('经营租赁'), nine),
  row('3040502020400000000', '商业营业用房经营租赁服务', 'syyyyfjyzlfw', likely('经营租赁'), nine),
  row('3040502029902000000', '其他情形不动产经营租赁服务', 'qtqxbdcjyzlfw', likely('经营租赁'), nine),
  row('3040801010000000000', '物业管理服务', 'wyglfw', likely('企业管理服务'), six),
  row('3040804000000000000', '安全保护服务', 'aqbhfw', likely('安全保护服务'), six),
  row('3040409010000000000', '收件服务', 'sjfw', seen('物流辅助服务'), six),
  row('3040409030000000000', '派送服务', 'psfw', seen('物流辅助服务'), six),
  row('3010101020203000000', '出租汽车客运服务', 'czqckyfw', renamed('运输服务', '交通运输服务', 'observed-2026'), nineOrThree),
  row('3010101020201000000', '公共电汽车客运服务', 'ggdqckyfw', renamed('运输服务', '交通运输服务', 'expected-2026'), nineOrThree),
  row('3010101020204000000', '索道客运服务', 'sdkyfw', renamed('运输服务', '交通运输服务', 'expected-2026'), nine),
  row('3040201010000000000', '软件开发服务', 'rjkffw', likely('信息技术服务'), six),
  row('3040203000000000000', '信息系统服务', 'xxxtfw', likely('信息技术服务'), six),
  row('3040205000000000000', '信息系统增值服务', 'xxxtzzfw', likely('信息技术服务'), six),
  row('3040603000000000000', '咨询服务', 'zxfw', likely('鉴证咨询服务'), six),
  row('3040303010600000000', '互联网广告发布服务', 'hlwggfbfw', likely('广告服务'), six),
  row('3040105000000000000', '专业技术服务', 'zyjsfw', seen('研发和技术服务'), six),
  row('3049900000000000000', '其他现代服务', 'qtxdfw', likely('现代服务'), six),
  row('3030203000000000000', '互联网接入服务', 'hlwjrfw', kept('电信服务'), six),
  row('3030101000000000000', '语音通话服务', 'yythfw', kept('电信服务'), nine),
  row('2020000000000000000', '修理修配劳务', 'xlxplw', renamed('劳务', '修理修配服务', 'observed-2026'), thirteen),
  row('1100101020200000000', '售电', 'sd', kept('供电'), thirteen),
  row('1100101020100000000', '电力产品', 'dlcp', kept('供电'), thirteen),
  row('1100301010000000000', '自来水', 'zls', kept('水冰雪'), nineOrThree),
  row('1100202020000000000', '民用天然气', 'mytrq', kept('燃气'), nine),
  row('3050200000000000000', '安装服务', 'azfw', kept('建筑服务'), nine),
  row('3050400000000000000', '装饰服务', 'zsfw', kept('建筑服务'), nine),
  row('1070101010100000000', '汽油', 'qy', fuel('汽油'), thirteen),
  row('1070101010300000000', '乙醇汽油', 'ycqy', fuel('乙醇汽油'), thirteen),
  row('1070101030100000000', '柴油', 'cy', fuel('柴油'), thirteen),
  row('1070101030200000000', '生物柴油', 'swcy', fuel('生物柴油'), thirteen),
  row('1070101020100000000', '航空煤油', 'hkmy', fuel('航空煤油'), thirteen),
  row('1030201010000000000', '糕点', 'gd', kept('焙烤食品'), thirteen),
  row('1030201020000000000', '面包', 'mb', kept('焙烤食品'), thirteen),
  row('1030201030000000000', '饼干', 'bg', kept('焙烤食品'), thirteen),
  row('1030201040000000000', '膨化食品', 'phsp', kept('焙烤食品'), thirteen),
  row('1030202010000000000', '糖果', 'tg', kept('糖果类食品'), thirteen),
  row('1030202020000000000', '巧克力', 'qkl', kept('糖果类食品'), thirteen),
  row('1030203020000000000', '速冻食品', 'sdsp', kept('方便食品'), thirteen),
  row('1030203030000000000', '即食方便食品', 'jsfbsp', kept('方便食品'), thirteen),
  row('1030204010000000000', '液体乳', 'ytr', kept('乳制品'), thirteenOrNine),
  row('1030204020000000000', '固体及半固体乳制品', 'gtjbgtrzp', kept('乳制品'), thirteen),
  row('1030206020000000000', '酱油及酱类制品', 'jyjjlzp', kept('调味品'), thirteen),
  row('1030206030000000000', '醋及醋代用品', 'cjcdyp', kept('调味品'), thirteen),
  row('1030209010000000000', '冰淇淋', 'bql', kept('冷冻饮品'), thirteen),
  row('1030210010000000000', '食用盐', 'syy', kept('加工盐'), nine),
  row('1030302000000000000', '白酒', 'bj', kept('酒'), thirteen),
  row('1030305000000000000', '葡萄酒', 'ptj', kept('酒'), thirteen),
  row('1030307010000000000', '碳酸型饮料（汽水）', 'tsxylqs', kept('软饮料'), thirteen),
  row('1030307020000000000', '果汁和蔬菜汁类饮料', 'gzhsczlyl', kept('软饮料'), thirteen),
  row('1030307040000000000', '包装饮用水', 'bzyys', kept('软饮料'), thirteen),
  row('1030307050000000000', '茶饮料', 'cyl', kept('软饮料'), thirteen),
  row('1030307060000000000', '咖啡饮料', 'kfyl', kept('软饮料'), thirteen),
  row('1030307070000000000', '固体饮料', 'gtyl', kept('软饮料'), thirteen),
  row('1030102010100000000', '大米', 'dm', kept('谷物加工品'), nine),
  row('1030105010400000000', '其他食用植物油', 'qtsyzwy', kept('植物油'), nine),
  row('1030107010100000000', '猪、牛、羊、鸡、鸭、鹅鲜、冷、冻肉', 'znyjyexldr', kept('肉及肉制品'), nine),
  row('1010303020100000000', '鸡蛋', 'jd', kept('畜禽产品'), nine),
  row('1010112010000000000', '萝卜等根菜类蔬菜', 'lbdgclsc', kept('蔬菜'), nine),
  row('1010115010300000000', '柑橘类水果', 'gjlsg', kept('水果'), nine),
  row('1010113020000000000', '鲜切花及花蕾', 'xqhjhl', kept('花卉'), nine),
  row('1030108030000000000', '酱卤烧烤肉制品', 'jlskrzp', kept('熟肉制品'), thirteen),
  row('1040201990000000000', '其他服装', 'qtfz', kept('服装'), thirteen),
  row('1040201230000000000', '运动服装', 'ydfz', kept('服装'), thirteen),
  row('1040204010000000000', '皮革鞋靴', 'pgxx', kept('鞋'), thirteen),
  row('1040303990000000000', '其他箱、包及类似容器', 'qtxbjlsrq', kept('皮革毛皮制品'), thirteen),
  row('1060105040000000000', '卫生用纸制品', 'wsyzzp', kept('纸制品'), thirteen),
  row('1060201019900000000', '其他有刊号图书、报纸、期刊类印刷品', 'qtykhtsbzqklysp', kept('印刷品'), nine),
  row('1060408990000000000', '其他玩具', 'qtwj', kept('玩具'), thirteen),
  row('1060401990000000000', '其他文具及类似用品', 'qtwjjlsyp', kept('文具'), thirteen),
  row('1060406040000000000', '室内训练健身器材', 'snxljsqc', kept('体育用品'), thirteen),
  row('1060509010000000000', '金银珠宝首饰', 'jyzbss', kept('珠宝首饰'), thirteen),
  row('1060513040000000000', '宠物专用品', 'cwzyp', kept('宠物用品'), thirteen),
  row('1070223020000000000', '护肤用化妆品', 'hfyhzp', kept('美容护肤品'), thirteen),
  row('1070223040000000000', '美容、修饰类化妆品', 'mrxslhzp', kept('美容护肤品'), thirteen),
  row('1070222020000000000', '合成洗涤剂', 'hcxdj', kept('洗涤剂'), thirteen),
  row('1070224010000000000', '牙膏、漱口液', 'ygsky', kept('口腔清洁护理品'), thirteen),
  row('1070302050000000000', '片剂', 'pj', kept('化学药品制剂'), thirteen),
  row('1090417010000000000', '家用电热烹调器具', 'jydrptqj', kept('家用厨房电器具'), thirteen),
  row('1090418010000000000', '家用洗衣机', 'jyxyj', kept('家用清洁电器具'), thirteen),
  row('1090415010000000000', '房间空气调节器', 'fjkqtjq', kept('空调'), thirteen),
  row('1090414010000000000', '家用冷藏冷冻箱', 'jylcldx', kept('家用制冷器具'), thirteen),
  row('1090505010000000000', '移动通信手持机（手机）', 'ydtxscjsj', kept('移动通信设备'), thirteen),
  row('1090509010000000000', '电子计算机整机', 'dzjsjzj', kept('电子计算机'), thirteen),
  row('1090512020000000000', '计算机电源', 'jsjdy', kept('计算机配套产品'), thirteen),
  row('1090620010000000000', '眼镜成镜', 'yjcj', kept('眼镜类产品'), thirteen),
  row('1050201010000000000', '木质家具', 'mzjj', kept('家具'), thirteen),
  row('1090310019900000000', '其他机动车（汽车）零配件', 'qtjdcqclpj', kept('交通运输设备'), thirteen),
  row('1070501010000000000', '橡胶轮胎外胎', 'xjltwt', kept('橡胶制品'), thirteen),
  row('6010000000000000000', '预付卡销售和充值', 'yfkxshcz', kept('预付卡销售'), outside),
]

function row(
  code: string,
  name: string,
  initials: string,
  shortNames: readonly ShortName[],
  usual: readonly Taxation[],
): TaxCode {
  return { code, name, initials, shortNames, usual }
}

function taxed(basisPoints: number): Taxation {
  return { kind: 'taxed', rate: rate(basisPoints) }
}

/** The same on all faces seen; the table's date is when we know it from. */
function kept(shortName: string): ShortName[] {
  return [{ shortName, from: tableOf2017.from, source: 'table-2017' }]
}

/** Before 2025 these codes meant other products: nothing older may be read with them. */
function fuel(shortName: string): ShortName[] {
  return [{ shortName, from: day('2025-01-01'), source: 'bureau-2025' }]
}

function renamed(old: string, shortName: string, source: ShortNameSource): ShortName[] {
  return [
    { shortName: old, from: tableOf2017.from, to: tableOf2017.renamed.lastDay, source: 'table-2017' },
    { shortName, from: dayAfter(tableOf2017.renamed.lastDay), source },
  ]
}

function seen(old: string): ShortName[] {
  return renamed(old, '生产生活服务', 'observed-2026')
}

function likely(old: string): ShortName[] {
  return renamed(old, '生产生活服务', 'expected-2026')
}
