import { isOldResidentId, isResidentId } from './resident-id.ts'
import { toHalfWidth } from './width.ts'

declare const form: unique symbol
declare const check: unique symbol

/** A taxpayer id (纳税人识别号) in its normal form: a credit code or one of the older forms. */
export type TaxpayerId = string & { readonly [form]: 'taxpayer id' }

/** A unified social credit code (统一社会信用代码, GB 32100) whose check character is right. */
export type CreditCode = TaxpayerId & { readonly [check]: 'GB 32100' }

/**
 * `strict` wants a correct check character wherever the form has one. `shape-only` wants 15 to 20 digits and letters:
 * for the sandboxes of tax channels, whose ids are invented, and for a person who confirms an odd id a second time.
 */
export type TaxpayerIdPolicy = 'strict' | 'shape-only'

export type TaxpayerIdProblem = 'too-short' | 'too-long' | 'bad-character' | 'bad-check-digit'

/** Without I, O, S, V and Z, which look like digits or each other; a character's value is its place. */
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** Registration authority and category, six digits of administrative division, organization code, check character. */
const CREDIT_SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/
/** The powers of 3, modulo 31; the check character itself counts once and brings the sum to zero. */
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1]
const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
/** 15 or 20 characters that begin with an administrative division, which 9 never does, unlike most credit codes. */
const OLDER_SHAPE = /^[1-8]\d{5}([0-9A-Z]{8}[0-9X]|\d{11}[0-9X][0-9A-Z]{2})$/

/** Half-width, upper-case, without blanks or the invisible characters that come along when pasting. */
export function normaliseTaxpayerId(text: string): string {
  return toHalfWidth(text)
    .replace(/[\s\u200b-\u200f\u2060]/g, '')
    .toUpperCase()
}

/**
 * Reads a credit code, in any width, case and spacing. The organization code inside has a check character of its own
 * (the 17th), which is not enforced: there are codes in use where it is wrong.
 */
export function parseCreditCode(text: string): CreditCode | undefined {
  const code = normaliseTaxpayerId(text)
  if (!CREDIT_SHAPE.test(code)) return undefined
  const total = CREDIT_WEIGHTS.reduce((sum, weight, i) => sum + weight * CREDIT_ALPHABET.indexOf(code.charAt(i)), 0)
  return total % 31 === 0 ? (code as CreditCode) : undefined
}

/** Reads a taxpayer id: a credit code, a resident id, or an older form of 15, 17 or 20 characters. */
export function parseTaxpayerId(text: string, policy: TaxpayerIdPolicy): TaxpayerId | undefined {
  const id = normaliseTaxpayerId(text)
  const accepted = policy === 'strict' ? isWellFormed(id) : /^[0-9A-Z]{15,20}$/.test(id)
  return accepted ? (id as TaxpayerId) : undefined
}

/**
 * What to tell a person who is typing. Of fewer than 18 characters that are no older form it says `too-short`, and of
 * more `too-long`, because nearly everybody means the 18 of a credit code. An older form of 15 or 20 has its length:
 * there the check digit is wrong.
 */
export function taxpayerIdProblem(text: string): TaxpayerIdProblem | undefined {
  const id = normaliseTaxpayerId(text)
  if (/[^0-9A-Z]/.test(id)) return 'bad-character'
  if (isWellFormed(id)) return undefined
  if (OLDER_SHAPE.test(id)) return 'bad-check-digit'
  if (id.length < 18) return 'too-short'
  if (id.length > 18) return 'too-long'
  return /[IOSVZ]/.test(id) ? 'bad-character' : 'bad-check-digit'
}

/** Groups of four, for reading aloud and comparing by eye: 4-4-4-4-2 for a credit code. */
export function groupTaxpayerId(text: string): string[] {
  return normaliseTaxpayerId(text).match(/.{1,4}/g) ?? []
}

/**
 * The likely kind of buyer, by who registered it: 91 companies, 92 sole traders and 93 farmers' cooperatives are
 * enterprises; public bodies, associations, schools, law firms and all others are institutions (非企业单位).
 */
export function guessBuyerKind(code: CreditCode): 'enterprise' | 'institution' {
  return /^9[123]/.test(code) ? 'enterprise' : 'institution'
}

function isWellFormed(id: string): boolean {
  switch (id.length) {
    case 15:
      return isOldResidentId(id) || isLegacyOrganization(id)
    case 17:
      return /^\d{15}[0-9A-Z]{2}$/.test(id)
    case 18:
      return parseCreditCode(id) !== undefined || isResidentId(id)
    case 20:
      return isResidentId(id.slice(0, 18)) && /^[0-9A-Z]{2}$/.test(id.slice(18))
    default:
      return false
  }
}

/** Six digits of administrative division, then an organization code (GB 11714) with its check character. */
function isLegacyOrganization(id: string): boolean {
  if (!/^\d{6}[0-9A-Z]{8}[0-9X]$/.test(id)) return false
  const total = ORGANIZATION_WEIGHTS.reduce(
    (sum, weight, index) => sum + weight * parseInt(id.charAt(6 + index), 36),
    0,
  )
  // 11 − remainder, where 10 is written X and 11 is written 0.
  return '0X987654321'.charAt(total % 11) === id.charAt(14)
}
