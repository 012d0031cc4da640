import { type Day, day } from './day.ts'
import type { InvoiceLine, Taxation } from './invoice.ts'
import { rate } from './tax.ts'
import { sameTaxation } from './taxation.ts'

export type TaxpayerType = 'general' | 'small-scale'

/** One way of taxing a sale, as long as it holds: both days included, and until further notice without a last one. */
export type RateRule = {
  taxation: Taxation
  /** A rate is a 税率 or a 征收率; what is not taxed has neither. */
  kind?: '税率' | '征收率'
  taxpayerTypes: readonly TaxpayerType[]
  /** Beginnings of tax classification codes it holds for, and of those it does not. */
  codes: readonly string[]
  except?: readonly string[]
  validFrom: Day
  validTo?: Day
  source: string
  /** What must be so besides and no invoice says, or what we have not seen: the seller and the channel's list decide. */
  unconfirmed?: string
}

/**
 * - `unconfirmed`: a rule allows it on a condition that an invoice does not show;
 * - `unknown`: no rule is known for the code and the seller on that day.
 */
export type Ruling = 'allowed' | 'unconfirmed' | 'refused' | 'unknown'

const law = '增值税法 (in force 2026-01-01)'
const regulation = '增值税法实施条例 (in force 2026-01-01)'
/** Its text was not seen, only what is publicly said of it: which codes its words mean is inferred. */
const notice = '财政部 税务总局公告2026年第10号 (2026-01-30)'
const bureau = '乐企开票能力说明 V4.000 (2025-09-26)'
const since = day('2026-01-01')
const untilEndOf2027 = { validTo: day('2027-12-31') }

const general = ['general'] as const
const smallScale = ['small-scale'] as const
const everybody = ['general', 'small-scale'] as const

/** Everything that is a sale; codes beginning with 6 are not. */
const sales = ['1', '2', '3', '4', '5']
const movableLease = '304050201'
const realEstateLease = '304050202'
const homes = '30405020201'
/** 土地使用权, the only intangible that is land. Source: the table of 2017-12. */
const landUse = '40501'
const cultureAndSport = '30701'
const roads = '30405020203'
const staffing = '3040803'
/** 电信服务, a summary that telecom companies issue by, for what is paid ahead or pooled. */
const pooled = '3030000000000000000'
const atNine = ['301', '302', '30301', '305', landUse, '5', realEstateLease]

/** 自来水、小型水力发电、公交、轨道、出租、长途客运、电影放映、仓储、装卸搬运、收派、非学历教育、教育辅助. */
const electiveAtThree = [
  ...['110030101', '11001010102'],
  ...['3010101020201', '3010101020202', '3010101020203', '3010101020101'],
  ...['304070303', '3040407', '3040408', '3040409', '307020102', '307020103'],
]
/** 医疗、学历教育、殡葬、养老、育养、婚姻介绍. */
const exemptByLaw = ['3070202', '307020101', '3070501', '3070502', '3070504', '304080203']
/** 货物、修理修配、运输、研发、合同能源管理、设计、广播影视制作与发行、软件、电路、信息系统、业务流程、技术. */
const exported = [
  ...['1', '202', '301', '3040101', '3040103', '3040301', '3040701', '3040702'],
  ...['3040201', '3040202', '3040203', '3040204', '401'],
]

const taxed = (basisPoints: number): Taxation => ({ kind: 'taxed', rate: rate(basisPoints) })
const [simplifiedAtThree, simplifiedAtFive] = [relieved(300, 'simplified-3'), relieved(500, 'simplified-5')]

/**
 * What the law allows, as data. Which goods are taxed at 9 % is a list of names in the law and not of codes, so 13 % and
 * 9 % are both allowed for goods; the usual rate stands in the table of tax codes, the binding one in the channel's.
 */
export const rateRules: readonly RateRule[] = /* @__PURE__ */ rules()

function rules(): RateRule[] {
  return [
    rule(taxed(1300), general, ['1', '2', movableLease], { kind: '税率', source: `${law} 第十条` }),
    rule(taxed(900), general, ['1', ...atNine], { kind: '税率', source: `${law} 第十条` }),
    rule(taxed(600), general, ['3', '4'], {
      kind: '税率',
      except: [...atNine, movableLease, pooled],
      source: `${law} 第十条`,
    }),
    ...simplified(),
    rule(relieved(150, 'reduced-1.5'), smallScale, [homes], {
      kind: '征收率',
      source: `${notice}: 3 % reduced to 1.5 %; ${bureau} §1.2.6: leases of real estate only`,
      unconfirmed: 'persons and sole traders who let homes',
    }),
    rule(taxed(300), smallScale, sales, { kind: '征收率', source: `${law} 第十一条` }),
    rule(taxed(100), smallScale, sales, {
      kind: '征收率',
      except: ['5', realEstateLease, landUse],
      ...untilEndOf2027,
      source: `${notice}: 3 % reduced to 1 %, not for real estate and land`,
    }),
    ...untaxed(),
  ]
}

/** What a general taxpayer may choose (简易计税) instead of the rate of the law. */
function simplified(): RateRule[] {
  return [
    rule(simplifiedAtThree, general, electiveAtThree, { kind: '征收率', ...untilEndOf2027, source: notice }),
    rule(simplifiedAtThree, general, ['305'], {
      kind: '征收率',
      ...untilEndOf2027,
      source: notice,
      unconfirmed: 'labour alone (清包工), and projects begun up to 2016-04-30',
    }),
    rule(simplifiedAtThree, general, ['30401', '30402', '30406'], {
      kind: '征收率',
      ...untilEndOf2027,
      source: notice,
      unconfirmed: 'institutions that are no enterprises',
    }),
    rule(simplifiedAtThree, general, ['1'], {
      kind: '征收率',
      source: notice,
      unconfirmed: 'used fixed assets, second-hand goods, consignment stores; other goods may be listed',
    }),
    rule(simplifiedAtThree, general, [cultureAndSport, roads, staffing], {
      kind: '征收率',
      ...untilEndOf2027,
      source: `${notice}, whose list goes on beyond what was seen`,
      unconfirmed: 'listed before 2026 [memory]; whether the notice lists them is not known',
    }),
    rule(simplifiedAtFive, general, ['5', realEstateLease], {
      kind: '征收率',
      ...untilEndOf2027,
      source: notice,
      unconfirmed: 'real estate acquired up to 2016-04-30',
    }),
  ]
}

function untaxed(): RateRule[] {
  return [
    rule({ kind: 'exempt' }, smallScale, sales, { source: `${law} 第二十三条: sales below the threshold` }),
    rule({ kind: 'exempt' }, general, exemptByLaw, { source: `${law} 第二十四条` }),
    rule({ kind: 'exempt' }, general, sales, {
      source: `${law} 第二十四条、第二十五条`,
      unconfirmed: 'what the law or a notice exempts, such as farm produce of the seller',
    }),
    rule({ kind: 'zero-rated' }, general, exported, {
      source: `${law} 第十条; ${regulation} 第九条`,
      unconfirmed: 'exports of goods; services consumed abroad',
    }),
    rule({ kind: 'outside-scope' }, everybody, ['6'], { source: `${bureau} §2.2.4.3` }),
    rule({ kind: 'outside-scope' }, everybody, [pooled], {
      source: `${bureau} §2.2.4.3`,
      unconfirmed: 'telecom companies',
    }),
  ]
}

function relieved(basisPoints: number, relief: 'simplified-3' | 'simplified-5' | 'reduced-1.5'): Taxation {
  return { kind: 'taxed', rate: rate(basisPoints), relief }
}

function rule(
  taxation: Taxation,
  taxpayerTypes: readonly TaxpayerType[],
  codes: readonly string[],
  rest: Pick<RateRule, 'source'> & Partial<RateRule>,
): RateRule {
  return { taxation, taxpayerTypes, codes, validFrom: since, ...rest }
}

/** Whether a line may be taxed as it is on a day. 简易征收 alone is 3 % or 5 % (乐企 §1.2.6), and counts as that rate's. */
export function rulingOn(
  day: Day,
  taxpayerType: TaxpayerType,
  { taxCode, taxation }: Pick<InvoiceLine, 'taxCode' | 'taxation'>,
  rules: readonly RateRule[] = rateRules,
): Ruling {
  const known = rules.filter(
    ({ taxpayerTypes, codes, except = [], validFrom }) =>
      taxpayerTypes.includes(taxpayerType) &&
      codes.some((code) => taxCode.startsWith(code)) &&
      !except.some((code) => taxCode.startsWith(code)) &&
      validFrom <= day,
  )
  if (known.length === 0) return 'unknown'
  const fitting = known.filter((rule) => (rule.validTo === undefined || day <= rule.validTo) && fits(rule, taxation))
  if (fitting.length === 0) return 'refused'
  return fitting.some(({ unconfirmed }) => unconfirmed === undefined) ? 'allowed' : 'unconfirmed'
}

/**
 * Whether anybody may have a rate on a day, for whatever goods: 17 % is no more, 7 % never was. True of days before the
 * first that we know.
 */
export function isRateInForce(day: Day, taxation: Taxation, rules: readonly RateRule[] = rateRules): boolean {
  if (taxation.kind !== 'taxed' || rules.every(({ validFrom }) => day < validFrom)) return true
  return rules.some(
    (rule) =>
      rule.validFrom <= day &&
      (rule.validTo === undefined || day <= rule.validTo) &&
      rule.taxation.kind === 'taxed' &&
      rule.taxation.rate === taxation.rate,
  )
}

function fits(rule: RateRule, taxation: Taxation): boolean {
  if (sameTaxation(rule.taxation, taxation)) return true
  if (taxation.kind !== 'taxed' || taxation.relief !== 'simplified') return false
  if (taxation.rate !== 300 && taxation.rate !== 500) return false
  return rule.kind === '征收率' && rule.taxation.kind === 'taxed' && rule.taxation.rate === taxation.rate
}
