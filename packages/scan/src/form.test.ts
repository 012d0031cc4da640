import { Submission } from '@mashang/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  chooseKind,
  dropsFromName,
  emptyForm,
  type Form,
  fieldProblem,
  formProblems,
  kinds,
  otherKind,
  problemWhileTyping,
  registrationLimits,
  tidy,
  tidyForm,
} from './form.ts'
import { submissionOf } from './submission.ts'

const qingyu: Form = {
  ...emptyForm,
  name: '深圳市青屿云图科技有限公司',
  taxpayerId: '91990000MA0AAAA1XB',
  email: 'lin.xia@example.com',
}

test('an enterprise needs a title, an id and an e-mail, and nothing else', () => {
  expect(formProblems(emptyForm)).toEqual({
    name: 'buyer-name.empty',
    taxpayerId: 'taxpayer-id.missing',
    email: 'email.missing',
  })
  expect(formProblems(qingyu)).toEqual({})
})

test('an individual is not asked for an id, even when one was typed before switching', () => {
  const form: Form = { ...qingyu, kind: 'individual', name: '林女士', taxpayerId: '12' }
  expect(formProblems(form)).toEqual({})
  expect(submitted(form).buyer).toEqual({ kind: 'individual', name: '林女士' })
})

test('an institution may leave the id out, but a wrong one is told', () => {
  expect(fieldProblem({ ...qingyu, kind: 'institution', taxpayerId: '' }, 'taxpayerId')).toBeUndefined()
  expect(fieldProblem({ ...qingyu, kind: 'institution', taxpayerId: '123' }, 'taxpayerId')).toBe(
    'taxpayer-id.too-short',
  )
})

test('a single character is no name of a person', () => {
  expect(fieldProblem({ ...qingyu, kind: 'individual', name: '林' }, 'name')).toBe('buyer-name.too-short')
})

test('while typing, only what more typing cannot cure is told', () => {
  expect(problemWhileTyping({ ...qingyu, taxpayerId: '9199' }, 'taxpayerId')).toBeUndefined()
  expect(problemWhileTyping({ ...qingyu, email: 'lin@' }, 'email')).toBeUndefined()
  expect(problemWhileTyping({ ...qingyu, name: '91' }, 'name')).toBeUndefined()
  expect(problemWhileTyping({ ...qingyu, taxpayerId: '91990000MA0AAAA1XA' }, 'taxpayerId')).toBe(
    'taxpayer-id.bad-check-digit',
  )
  // An older form with a wrong check digit, or the beginning of a credit code.
  const old = { ...qingyu, taxpayerId: '350100142942096' }
  expect([problemWhileTyping(old, 'taxpayerId'), fieldProblem(old, 'taxpayerId')]).toEqual([
    undefined,
    'taxpayer-id.bad-check-digit',
  ])
})

test('an id with a wrong check digit may be confirmed, as it stands and no other', () => {
  const odd = { ...qingyu, taxpayerId: '3399 0299 9999 7891 13' }
  const confirmed = { ...odd, oddId: '339902999999789113' }
  expect(fieldProblem(odd, 'taxpayerId')).toBe('taxpayer-id.bad-check-digit')
  expect(fieldProblem(confirmed, 'taxpayerId')).toBeUndefined()
  expect(fieldProblem({ ...confirmed, taxpayerId: '339902999999789114' }, 'taxpayerId')).toBeDefined()
  const writing = { source: { kind: 'receipt', code: 'x' }, submissionKey: 'k', language: 'zh' } as const
  expect(submissionOf({ ...writing, form: confirmed })).toMatchObject({
    buyer: { taxpayerId: '339902999999789113' },
    oddTaxpayerId: true,
  })
  expect(submissionOf({ ...writing, form: confirmed }).buyer).not.toHaveProperty('oddId')
  for (const form of [
    odd,
    { ...confirmed, taxpayerId: qingyu.taxpayerId },
    { ...confirmed, kind: 'individual' as const },
  ])
    expect(submissionOf({ ...writing, form })).not.toHaveProperty('oddTaxpayerId')
})

test('brackets, blanks and widths are tidied', () => {
  expect(tidy('name', ' 青屿(深圳)  科技 ')).toBe('青屿（深圳） 科技')
  expect(tidy('taxpayerId', '９１９９ 0000 ma0a aaa1 xb')).toBe('91990000MA0AAAA1XB')
  expect(tidy('phone', '０７５５－８８\n')).toBe('0755-88')
  expect(tidy('address', '科技园\n 一路')).toBe('科技园 一路')
})

test('a credit code of a public body suggests the other kind', () => {
  const school = { ...qingyu, taxpayerId: '12100000MA0AAAA1X5' }
  const code = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((check) => `12100000MA0AAAA1X${check}`)
  const forms = code.map((taxpayerId) => otherKind({ ...school, taxpayerId }))
  expect(forms.filter(Boolean)).toEqual(['institution'])
  expect(otherKind(qingyu)).toBeUndefined()
  expect(otherKind({ ...school, kind: 'individual', name: '林小夏' })).toBeUndefined()
})

test('a name typed as a person’s that is an organization’s suggests to choose an enterprise', () => {
  const other = (name: string) => otherKind({ ...emptyForm, kind: 'individual', name })
  const organizations = [
    '深圳市蓝天科技有限公司（个人）',
    '林记小吃店',
    '南山实验学校 ',
    '京师律师事务所',
    'Qingyu Co., Ltd.',
  ]
  expect(organizations.map(other)).toEqual(organizations.map(() => 'enterprise'))
  const people = ['', '林小夏', '张店', '钱七（个人）', '林女士', 'Vince Princ', '阿卜杜热合曼·买买提明']
  expect(people.map(other)).toEqual(people.map(() => undefined))
})

test('（个人）goes when another kind is chosen, since only a person’s name may carry it', () => {
  const individual: Form = { ...emptyForm, kind: 'individual', name: '蓝天科技有限公司 (个人)' }
  expect(chooseKind(individual, 'enterprise')).toMatchObject({ kind: 'enterprise', name: '蓝天科技有限公司' })
  expect(chooseKind({ ...qingyu, name: '青屿（个人）' }, 'institution').name).toBe('青屿（个人）')
})

test('whatever the form lets through, the server accepts, and the other way round', () => {
  const text = fc.oneof(fc.string({ maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 110 }))
  const field = (...good: string[]) => fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...good) }, text)
  const form = fc.record({
    kind: fc.constantFrom(...kinds),
    name: field('林', '林女士', qingyu.name, '青屿(深圳)', '91990000MA0AAAA1XB'),
    taxpayerId: field('', qingyu.taxpayerId, '9199 0000 ma0a aaa1 xb', '91990000MA0AAAA1XA'),
    email: field(qingyu.email, 'a@b', ' lin＠example。com'),
    ...(Object.fromEntries(Object.keys(registrationLimits).map((key) => [key, field('', '一路 1 号')])) as Record<
      keyof typeof registrationLimits,
      fc.Arbitrary<string>
    >),
  })
  fc.assert(
    fc.property(form, (form) => {
      const accepted = Submission.safeParse(submitted(form)).success
      expect(accepted).toBe(Object.keys(formProblems(form)).length === 0)
    }),
    { numRuns: 1500 },
  )
})

test('tidying twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const once = tidyForm({ ...emptyForm, name: text, address: text, phone: text, email: text })
      expect(tidyForm(once)).toEqual(once)
    }),
  )
})

function submitted(form: Form) {
  const source = { kind: 'receipt', code: 'abc' } as const
  return submissionOf({ source, form, submissionKey: '0192f0c1-2345-7abc-8def-0123456789ab', language: 'zh' })
}

test('taking something visible out of a title is told, tidying blanks and brackets is not', () => {
  expect(['林小夏🌸', '青屿👨‍👩‍👧公司', '1️⃣号店', '\ue000公司'].map(dropsFromName)).toEqual([true, true, true, true])
  const harmless = ['', ' 青屿  云图 ', '青屿(深圳)公司', '青屿\u200b公司', 'Cafe\u0301', '𠮷野家', '青屿·云图']
  expect(harmless.map(dropsFromName)).toEqual(harmless.map(() => false))
})
