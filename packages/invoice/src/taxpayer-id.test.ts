import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  groupTaxpayerId,
  guessBuyerKind,
  normaliseTaxpayerId,
  parseCreditCode,
  parseTaxpayerId,
  taxpayerIdProblem,
} from './taxpayer-id.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The first two belong to the standard and to a public body; no administrative division begins with 99. */
const CODES = [
  '91350100M000100Y43',
  '11320000MB151840XJ',
  '91990000MA0AAAA1XB',
  '92990000MA0AAAA288',
  '52990000MJ0AAAA391',
  '12990000MB0AAAA48L',
  '93990000MA0AAAA52M',
]

const characters = (length: number) =>
  fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: length, maxLength: length })
const bodies = fc
  .tuple(characters(2), fc.integer({ min: 100_000, max: 999_999 }), characters(9))
  .map(([head, division, rest]) => `${head}${division}${rest}`)

function completions(body: string): string[] {
  return [...ALPHABET].map((check) => body + check).filter((code) => parseCreditCode(code) !== undefined)
}

test.each(CODES)('%s is a credit code', (code) => {
  expect(parseCreditCode(code)).toBe(code)
  expect(taxpayerIdProblem(code)).toBeUndefined()
})

test('the check character is the one of the formula in GB 32100, and the only one', () => {
  fc.assert(
    fc.property(bodies, (body) => {
      const total = [...body].reduce((sum, character, i) => sum + ALPHABET.indexOf(character) * (3 ** i % 31), 0)
      expect(completions(body)).toEqual([body + ALPHABET.charAt((31 - (total % 31)) % 31)])
    }),
  )
})

test('changing any single character is noticed', () => {
  for (const code of CODES)
    for (let place = 0; place < code.length; place++)
      for (const other of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
        if (other !== code[place])
          expect(parseCreditCode(code.slice(0, place) + other + code.slice(place + 1))).toBeUndefined()
})

test('the organization code inside is not checked, since there are codes in use where it is wrong', () => {
  const [code] = completions('91350100M000100Y5')
  expect(code).toBeDefined()
})

test('ids are read in any width, case and spacing', () => {
  expect(parseCreditCode(' 9135 0100 ｍ000\u200b100y43\u00a0')).toBe('91350100M000100Y43')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const once = normaliseTaxpayerId(text)
      expect(normaliseTaxpayerId(once)).toBe(once)
    }),
  )
})

test.each([
  ['a credit code', '91350100M000100Y43'],
  ['a resident id', '11010519491231002X'],
  ['a division and an organization code', '350100142942095'],
  ['an old resident id', '110105491231002'],
  ['an old resident id with a suffix', '110105491231002A1'],
  ['a resident id with a suffix', '11010519491231002X01'],
])('the strict policy takes %s', (_, id) => {
  expect(parseTaxpayerId(id, 'strict')).toBe(id)
})

test.each(['14294209', 'MA0AAAA1', 'MA0AAAA6', 'MA0AAAA0'])(
  'organization code %s has the check character of GB 11714',
  (body) => {
    const total = [3, 7, 9, 10, 5, 8, 4, 2].reduce((sum, weight, i) => sum + weight * parseInt(body.charAt(i), 36), 0)
    const check = 11 - (total % 11)
    const accepted = [...'0123456789X'].filter((last) => parseTaxpayerId(`350100${body}${last}`, 'strict'))
    expect(accepted).toEqual([check === 11 ? '0' : check === 10 ? 'X' : String(check)])
  },
)

test.each([
  ['a wrong check character', '91350100M000100Y4Z'],
  ['an organization code with a wrong check digit', '350100142942096'],
  ['a suffix on a wrong resident id', '11010519491231002101'],
  ["a sandbox's invented id", '339902999999789113'],
  ['16 characters', '91350100M000100Y'],
])('%s is refused by the strict policy and let through by shape-only', (_, id) => {
  expect(parseTaxpayerId(id, 'strict')).toBeUndefined()
  expect(parseTaxpayerId(id, 'shape-only')).toBe(id)
})

test.each(['', '91350100M00010', '91350100M000100Y43000', '91350100-M000100Y4', '税号税号税号税号税号税号'])(
  '%j is refused by both policies',
  (id) => {
    expect(parseTaxpayerId(id, 'strict')).toBeUndefined()
    expect(parseTaxpayerId(id, 'shape-only')).toBeUndefined()
  },
)

test('while a credit code is typed it is too short, and never anything else', () => {
  const code = '91350100M000100Y43'
  for (let length = 0; length < code.length; length++)
    expect(taxpayerIdProblem(code.slice(0, length))).toBe('too-short')
})

test.each([
  ['91350100M000100Y4Z', 'bad-character'],
  ['9135010OM000100Y43', 'bad-character'],
  ['91350100M000-', 'bad-character'],
  ['91350100M000100Y42', 'bad-check-digit'],
  ['350100142942096', 'bad-check-digit'],
  ['110105499931002', 'bad-check-digit'],
  ['11010519491231002101', 'bad-check-digit'],
  ['3501001429420951', 'too-short'],
  ['91350100M000100Y430', 'too-long'],
  ['91350100M000100Y430000', 'too-long'],
] as const)('%s is %s', (text, problem) => {
  expect(taxpayerIdProblem(text)).toBe(problem)
})

test('a credit code is shown in groups of 4-4-4-4-2', () => {
  expect(groupTaxpayerId('91350100m000100y43')).toEqual(['9135', '0100', 'M000', '100Y', '43'])
  expect(groupTaxpayerId('')).toEqual([])
})

test('the first two characters tell enterprises from institutions', () => {
  const kinds = CODES.map(parseCreditCode).map((code) => code && guessBuyerKind(code))
  expect(kinds).toEqual([
    'enterprise',
    'institution',
    'enterprise',
    'enterprise',
    'institution',
    'institution',
    'enterprise',
  ])
})
