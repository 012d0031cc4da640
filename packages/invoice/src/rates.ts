import type { InvoiceLine, Taxation } from './invoice.ts'
import { rate } from './tax.ts'
import { sameTaxation } from './taxation.ts'

export type TaxpayerType = 'general' | 'small-scale'

/** One way of taxing a sale, as long as it holds. Days are `yyyy-MM-dd`, both inclusive; no `validTo`: until further notice. */
export type RateRule = {
  taxation: Taxation
  /** A rate is a 税率 or a 征收率; what is not taxed has neither. */
  kind?: '税率' | '征收率'
  taxpayerTypes: readonly TaxpayerType[]
  /** Beginnings of tax classification codes it holds for, and of those it does not. */
  codes: readonly string[]
  except?: readonly string[]
  validFrom: string
  validTo?: string
  source: string
  /** The law is not clear, or we have not seen it: the channel's live list decides. */
  unconfirmed?: true
}

const law = '增值税法 (in force 2026-01-01) 第十条'
const notice = '财政部 税务总局公告2026年第10号 (2026-01-30)'
const bureau = '乐企开票能力说明 V4.000 (2025-09-26) §1.2.6'
const since = '2026-01-01'

const general = ['general'] as const
const smallScale = ['small-scale'] as const
const everybody = ['general', 'small-scale'] as const

/** Everything that is a sale; codes beginning with 6 are not. */
const sales = ['1', '2', '3', '4', '5']
const movableLease = '304050201'
const realEstateLease = '304050202'
const parking = '30405020202'
/** 土地使用权, the only intangible that is land. Source: the table of 2017-12. */
const landUse = '40501'
const atNine = ['301', '302', '30301', '305', landUse, '5', realEstateLease]

const taxed = (basisPoints: number): Taxation => ({ kind: 'taxed', rate: rate(basisPoints) })

/**
 * What the law allows, as data. Which goods are taxed at 9 % is a list of names in the law and not of codes, so 13 % and
 * 9 % are both allowed for goods; the usual rate stands in the table of tax codes, the binding one in the channel's.
 */
export const rateRules: readonly RateRule[] = /* @__PURE__ */ rules()

function rules(): RateRule[] {
  return [
    rule(taxed(1300), general, ['1', '2', movableLease], { kind: '税率', source: law }),
    rule(taxed(900), general, ['1', ...atNine], { kind: '税率', source: `${law}; which services: by code [inferred]` }),
    rule(taxed(600), general, ['3', '4'], {
      kind: '税率',
      except: [...atNine, movableLease],
      source: `${law}; which services: by code [inferred]`,
    }),
    rule(relieved(300, 'simplified-3'), general, sales, { kind: '征收率', source: bureau }),
    rule(relieved(500, 'simplified-5'), general, ['5', realEstateLease], {
      kind: '征收率',
      source: `${bureau}; ${notice} may have ended it`,
      unconfirmed: true,
    }),
    rule(relieved(150, 'reduced-1.5'), everybody, [realEstateLease], {
      kind: '征收率',
      except: [parking],
      source: `${bureau}, leases of real estate only; ${notice}: leases of homes by persons`,
      unconfirmed: true,
    }),
    rule(taxed(300), smallScale, sales, { kind: '征收率', source: law }),
    rule(taxed(100), smallScale, sales, {
      kind: '征收率',
      except: ['5', realEstateLease, landUse],
      validTo: '2027-12-31',
      source: `${notice}: 3 % reduced to 1 %, not for real estate and land`,
    }),
    rule({ kind: 'exempt' }, everybody, sales, { source: bureau }),
    rule({ kind: 'zero-rated' }, general, sales, { source: `${law}: exports` }),
    rule({ kind: 'outside-scope' }, everybody, ['6'], { source: bureau }),
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

/**
 * How a sale may be taxed on a day (`yyyy-MM-dd`), the rules with their sources; empty when we know none. Which of them
 * is right for an item only its seller can say: an exemption needs a reason, a zero rate an export.
 */
export function taxationsOn(
  date: string,
  { taxpayerType, taxCode }: { taxpayerType: TaxpayerType; taxCode: string },
  rules: readonly RateRule[] = rateRules,
): RateRule[] {
  return rules.filter(
    ({ taxpayerTypes, codes, except = [], validFrom, validTo }) =>
      taxpayerTypes.includes(taxpayerType) &&
      codes.some((code) => taxCode.startsWith(code)) &&
      !except.some((code) => taxCode.startsWith(code)) &&
      validFrom <= date &&
      (validTo === undefined || date <= validTo),
  )
}

/** Whether one of the rules allows a line's taxation on a day. A plain `simplified` relief counts as its rate's. */
export function isAllowedOn(
  date: string,
  taxpayerType: TaxpayerType,
  { taxCode, taxation }: Pick<InvoiceLine, 'taxCode' | 'taxation'>,
  rules: readonly RateRule[] = rateRules,
): boolean {
  return taxationsOn(date, { taxpayerType, taxCode }, rules).some(
    (rule) =>
      sameTaxation(rule.taxation, taxation) ||
      (taxation.kind === 'taxed' &&
        taxation.relief === 'simplified' &&
        rule.kind === '征收率' &&
        rule.taxation.kind === 'taxed' &&
        rule.taxation.rate === taxation.rate),
  )
}
