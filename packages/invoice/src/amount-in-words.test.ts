import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountInWords, parseAmountInWords } from './amount-in-words.ts'
import { fen, LARGEST_AMOUNT } from './money.ts'

test.each([
  [0, '零圆整'],
  [5, '伍分'],
  [50, '伍角整'],
  [55, '伍角伍分'],
  [212, '贰圆壹角贰分'],
  [1000, '壹拾圆整'],
  [1005, '壹拾圆零伍分'],
  [1050, '壹拾圆伍角整'],
  [27552, '贰佰柒拾伍圆伍角贰分'],
  [37008, '叁佰柒拾圆零捌分'],
  [444900, '肆仟肆佰肆拾玖圆整'],
  [100100, '壹仟零壹圆整'],
  [1600000, '壹万陆仟圆整'],
  [1000100, '壹万零壹圆整'],
  [1010000, '壹万零壹佰圆整'],
  [10000103, '壹拾万零壹圆零叁分'],
  [10700053, '壹拾万柒仟圆伍角叁分'],
  [10000000000, '壹亿圆整'],
  [10001000000, '壹亿零壹万圆整'],
  [10000000100, '壹亿零壹圆整'],
  [LARGEST_AMOUNT, '壹佰亿圆整'],
  [-13000, '（负数）壹佰叁拾圆整'],
])('%d fen is %s', (amount, words) => {
  expect(amountInWords(fen(amount))).toBe(words)
})

/** Reads the words the way a person adds them up. */
function read(words: string): number {
  const digits = '零壹贰叁肆伍陆柒捌玖'
  const units: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1000, 角: 10, 分: 1 }
  let [total, group, digit] = [0, 0, 0]
  for (const word of words.replace('（负数）', '').replace('整', '')) {
    if (digits.includes(word)) digit = digits.indexOf(word)
    else if (word === '角' || word === '分') [total, digit] = [total + digit * (units[word] ?? 0), 0]
    else if (word === '圆') [total, group, digit] = [(total + group + digit) * 100, 0, 0]
    else if (word === '万') [total, group, digit] = [total + (group + digit) * 1e4, 0, 0]
    else if (word === '亿') [total, group, digit] = [total + (group + digit) * 1e8, 0, 0]
    else [group, digit] = [group + digit * (units[word] ?? 0), 0]
  }
  return words.startsWith('（负数）') ? -total : total
}

test('the words add up to the amount, and no two zeros meet', () => {
  const amounts = fc.integer({ min: -LARGEST_AMOUNT, max: LARGEST_AMOUNT })
  const round = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(1, 10, 1e3, 1e5, 1e7))
  fc.assert(
    fc.property(
      fc.oneof(
        amounts,
        round.map(([digits, size]) => digits * size),
      ),
      (amount) => {
        const words = amountInWords(fen(amount))
        expect(read(words)).toBe(amount)
        expect(words).not.toMatch(/零零|零[圆万亿拾佰仟角分](?!整$)|[万亿][万亿]/)
      },
    ),
  )
})

test.each([
  ['叁佰柒拾元零捌分', 37008],
  ['壹万陆仟圆', 1600000],
  ['壹万陆仟元正', 1600000],
  ['⊗（负数）壹佰叁拾圆整', -13000],
  ['(负数) 壹佰叁拾元整', -13000],
  ['壹拾圆伍角', 1050],
  ['壹拾圆伍角整', 1050],
  ['贰佰柒拾伍圆伍角贰分整', 27552],
  ['零圆整', 0],
  ['人民币壹仟陆佰捌拾元零叁角贰分', 168032],
  ['壹仟陆佰捌拾元叁角贰分', 168032],
  ['壹拾万零柒仟元伍角叁分', 10700053],
  ['壹拾万零柒仟元零伍角叁分', 10700053],
  ['（负数）人民币壹佰叁拾元整', -13000],
])('%s is read as %d fen', (words, amount) => {
  expect(parseAmountInWords(words)).toBe(amount)
})

test.each([
  '',
  '整',
  '圆',
  '圆整',
  '（负数）',
  '壹拾拾圆',
  '壹圆零零伍分',
  '零伍圆',
  '壹圆伍分伍角',
  '128.00',
  '一百圆',
  '玖仟亿圆整',
  '壹万万圆',
  '壹拾万零零柒仟圆',
  '壹圆零零叁角',
  '人民币',
  `${'壹'.repeat(1000)}圆`,
])('%j is no amount in words', (words) => {
  expect(parseAmountInWords(words)).toBeUndefined()
})

test('an amount written out can be read again, with 元 and without 整 too', () => {
  const small = fc.integer({ min: -1_000_000, max: 1_000_000 })
  fc.assert(
    fc.property(fc.oneof(small, fc.integer({ min: -LARGEST_AMOUNT, max: LARGEST_AMOUNT })), (amount) => {
      const words = amountInWords(fen(amount))
      if (parseAmountInWords(words) !== amount) throw new Error(words)
      if (parseAmountInWords(words.replace('圆', '元').replace('整', '')) !== amount) throw new Error(words)
    }),
    { numRuns: 10_000 },
  )
})
