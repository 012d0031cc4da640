import { parseTaxpayerId, type TaxpayerId } from './taxpayer-id.ts'

/** Printed on the invoice when the buyer likes; a special VAT invoice (专票) had better carry them. */
type ContactAndBank = {
  address?: string | undefined
  phone?: string | undefined
  bank?: string | undefined
  account?: string | undefined
}

/**
 * The buyer (购方). An enterprise must give its taxpayer id (国家税务总局公告2017年第16号); sole traders (个体工商户) are
 * enterprises too. An institution (非企业单位) gives it when it has one.
 */
export type Buyer =
  | ({ kind: 'enterprise'; name: string; taxpayerId: TaxpayerId } & ContactAndBank)
  | { kind: 'individual'; name: string }
  | ({ kind: 'institution'; name: string; taxpayerId?: TaxpayerId | undefined } & ContactAndBank)

export type BuyerKind = Buyer['kind']

export type BuyerNameProblem = 'empty' | 'too-short' | 'too-long' | 'not-a-name'

/** 诺诺 takes 100 characters; the bureau itself would take 300. */
const LONGEST = 100
const SUFFIX = '（个人）'
/** Names nobody in particular: the box 自然人 stays unticked, and nothing is appended (real faces show it bare). */
const NOBODY = '个人'

/**
 * Control and format characters, private use, lone surrogates; emoji with what modifies them; glyph variants. Unicode
 * counts signs among the pictographs that every Chinese font has, and that brands and menus print.
 */
const UNPRINTABLE =
  /\p{Cc}|\p{Cf}|\p{Co}|\p{Cs}|(?![©®™★☆♀♂])\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\p{Variation_Selector}|\u20e3/gu

/**
 * A text as an invoice can carry it, perhaps an empty one: NFC, single blanks, without emoji and other characters no
 * channel prints. Unassigned characters stay, since they may be rare ideographs of names (生僻字) that are newer than
 * the program.
 */
export function printable(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNPRINTABLE, '').normalize('NFC').replace(/ +/g, ' ').trim()
}

/** Whether an invoice can carry every character of a text; `printable` takes away those that it cannot. */
export function isPrintable(text: string): boolean {
  return text.search(UNPRINTABLE) === -1
}

/**
 * The name as an invoice can carry it: `printable`, with full-width brackets in Chinese names. What is removed is not
 * complained about: emoji come along with WeChat nicknames, and the person sees the result before submitting.
 */
export function normaliseBuyerName(text: string): string {
  const name = printable(text)
  return /\p{Script=Han}/u.test(name) ? name.replaceAll('(', '（').replaceAll(')', '）') : name
}

/**
 * What is wrong with a name, after normalising it. `not-a-name` has no letter or ideograph in it, or is a taxpayer id
 * or an e-mail address that went into the wrong field.
 */
export function buyerNameProblem(kind: BuyerKind, name: string): BuyerNameProblem | undefined {
  const buyerName = normaliseBuyerName(name)
  const ownName = kind === 'individual' ? personName(buyerName) : buyerName
  if (ownName === '') return 'empty'
  if (kind === 'individual' && lengthOf(ownName) < 2) return 'too-short'
  if (lengthOf(kind === 'individual' ? ownName + SUFFIX : ownName) > LONGEST) return 'too-long'
  return isName(ownName) ? undefined : 'not-a-name'
}

/** The name printed on the invoice: an individual's ends in （个人）, exactly once, unless it is 个人 itself. */
export function nameOnInvoice(buyer: Buyer): string {
  if (buyer.kind !== 'individual') return normaliseBuyerName(buyer.name)
  const name = personName(buyer.name)
  return name === NOBODY ? name : name + SUFFIX
}

/** An individual's name, normalised, without the （个人） that its invoice adds. */
export function personName(name: string): string {
  return normaliseBuyerName(name).replace(/(\s*（个人）)+$/, '')
}

/** Whether a name on an invoice is an individual's. */
export function isIndividualsName(name: string): boolean {
  return name.endsWith(SUFFIX)
}

function lengthOf(name: string): number {
  return [...name].length
}

function isName(name: string): boolean {
  if (!/\p{L}/u.test(name) || /^\S+@\S+\.\S+$/.test(name)) return false
  return parseTaxpayerId(name, 'strict') === undefined
}
