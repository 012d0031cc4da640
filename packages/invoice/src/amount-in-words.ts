import { type Fen, fen, LARGEST_AMOUNT } from './money.ts'

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['仟', '佰', '拾', '']
const GROUPS = ['', '万', '亿']

/**
 * The amount as invoices write it out (大写金额): 贰圆壹角贰分, 肆仟圆整. Always 圆, never 元; 整 ends every amount
 * without 分. A negative amount, as on a red invoice, begins with （负数）.
 */
export function amountInWords(amount: Fen): string {
  const size = Math.abs(amount)
  const cents = size % 100
  const yuan = yuanInWords((size - cents) / 100)
  const words = cents === 0 ? `${yuan || '零圆'}整` : yuan + centsInWords(cents, yuan !== '')
  return (amount < 0 ? '（负数）' : '') + words
}

/** Empty below one yuan. */
function yuanInWords(yuan: number): string {
  let words = ''
  // Groups of four digits, the highest first: 亿, 万, and the last without a name.
  for (let group = GROUPS.length - 1; group >= 0; group--) {
    const value = Math.floor(yuan / 10_000 ** group) % 10_000
    if (value === 0) continue
    const gap = words !== '' && value < 1000 ? '零' : ''
    words += gap + groupInWords(value) + GROUPS[group]
  }
  return words && `${words}圆`
}

/** Zeros inside become one 零; zeros at either end are silent. */
function groupInWords(value: number): string {
  return [...String(value).padStart(4, '0')]
    .map((digit, place) => (digit === '0' ? '零' : DIGITS.charAt(Number(digit)) + PLACES[place]))
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '')
}

function centsInWords(cents: number, follows: boolean): string {
  const jiao = Math.floor(cents / 10)
  const last = cents % 10
  if (last === 0) return `${DIGITS.charAt(jiao)}角整`
  const tens = jiao > 0 ? `${DIGITS.charAt(jiao)}角` : follows ? '零' : ''
  return `${tens}${DIGITS.charAt(last)}分`
}

const WEIGHTS: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1000 }

/**
 * Reads what `amountInWords` writes, and what others write of the same amount: 元 for 圆, 正 for 整, with or without 整,
 * 人民币 before it, 零 before 角 or between 圆 and what follows, brackets of either width. Words that are no such amount,
 * such as 壹拾拾圆 or 零零圆, are undefined. Source of the spellings: 正确填写票据和结算凭证的基本规定 (中国人民银行), one to three.
 */
export function parseAmountInWords(text: string): Fen | undefined {
  // The longest amount there is has some 40 characters.
  if (text.length > 100) return undefined
  const words = text
    .replace(/\s/g, '')
    .replace(/^[⊗ⓧ]/, '')
    .replace(/^人民币/, '')
    .replaceAll('元', '圆')
    .replace(/[整正]$/, '')
  const [, sign = '', signed = ''] = /^([（(]负数[）)])?(.+)$/.exec(words) ?? []
  const plain = signed.replace(/^人民币/, '')
  const [, yuan = '', jiao = '', last = ''] = /^(?:(.+)圆)?(?:零?(.)角)?(?:零?(.)分)?$/.exec(plain) ?? []
  const value = parseYuanWords(yuan) * 100 + Math.max(0, DIGITS.indexOf(jiao)) * 10 + Math.max(0, DIGITS.indexOf(last))
  if (!Number.isInteger(value) || value > LARGEST_AMOUNT) return undefined
  const amount = fen(sign ? -value : value)
  // Whatever was read is believed only if it is written the same way, but for zeros that may be left out or not.
  const canonical = amountInWords(fen(value)).replace(/整$/, '')
  return withoutOptionalZeros(canonical) === withoutOptionalZeros(plain) ? amount : undefined
}

/** Where one may write 零 or not: before 角, and in 拾万零柒仟, where the last digit of 万 or 圆 is itself a zero. */
function withoutOptionalZeros(words: string): string {
  return words.replace(/圆零(?=.角)/, '圆').replace(/([拾佰仟])([万亿])零(?=.仟)/g, '$1$2')
}

/** NaN when a character is no numeral. */
function parseYuanWords(words: string): number {
  let [total, group, digit] = [0, 0, 0]
  for (const word of words) {
    if (word === '万' || word === '亿') {
      total += (group + digit) * (word === '万' ? 1e4 : 1e8)
      group = 0
      digit = 0
    } else if (WEIGHTS[word] !== undefined) {
      group += digit * WEIGHTS[word]
      digit = 0
    } else {
      digit = DIGITS.includes(word) ? DIGITS.indexOf(word) : Number.NaN
    }
  }
  return total + group + digit
}
