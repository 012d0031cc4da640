import type { OrderSummary, Problem, ProblemBody } from '@mashang/contract'
import { expect, test } from 'vitest'
import { newDraft } from './draft.ts'
import { emptyForm } from './form.ts'
import { depthOf, type Happening, heldRef, type Journey, openPage, proceed, resume, troubleOf } from './journey.ts'
import { anApplication, anIssued, aPage } from './views.fixture.ts'

const order: OrderSummary = { number: 'A1', paidAt: '2026-11-23T04:40:00.000Z', grossFen: 12_800, lines: [] }
const found: Happening = { kind: 'found', order }
const reviewed: Happening = { kind: 'reviewed' }
const confirmed: Happening = { kind: 'confirmed' }
const wentBack: Happening = { kind: 'went-back' }
const refused = (code: Problem, errors: ProblemBody['errors'] = []): Happening => ({
  kind: 'refused',
  problem: { type: '', title: '服务器的话', status: 409, code, requestId: 'r', errors },
})

function journey(mode: Parameters<typeof aPage>[0], ...happenings: Happening[]): Journey {
  return happenings.reduce(proceed, openPage({ page: aPage(mode) }))
}

const places = (mode: Parameters<typeof aPage>[0], ...happenings: Happening[]) =>
  happenings.map((_, index) => {
    const reached = journey(mode, ...happenings.slice(0, index + 1))
    return reached.at === 'form' ? reached.step : reached.at
  })

test('an order-match code goes from the receipt to the form, the check and the status', () => {
  const submitted: Happening = { kind: 'submitted', application: anApplication() }
  expect(places('order-match', { kind: 'looking-up' }, found, reviewed, confirmed, submitted)).toEqual([
    'receipt',
    'filling',
    'confirming',
    'submitting',
    'application',
  ])
})

test('a receipt code brings its order; a title-only code has none', () => {
  expect(journey('receipt')).toMatchObject({ at: 'form', order: { number: 'A1023-0456' } })
  expect(journey('title-only')).not.toHaveProperty('order')
})

test('the second of two taps does nothing', () => {
  const once = journey('receipt', reviewed, confirmed)
  expect(proceed(once, confirmed)).toBe(once)
  expect(proceed(once, reviewed)).toBe(once)
})

test('going back undoes one step after the other', () => {
  expect(places('order-match', found, reviewed, wentBack, wentBack, wentBack)).toEqual([
    'filling',
    'confirming',
    'filling',
    'receipt',
    'receipt',
  ])
})

test('nobody goes back from a submission that is under way', () => {
  const submitting = journey('order-match', found, reviewed, confirmed)
  expect(proceed(submitting, wentBack)).toBe(submitting)
})

test('each step back has its entry in the history', () => {
  const depths = [[], [found], [found, reviewed], [found, reviewed, confirmed]].map((happenings) =>
    depthOf(journey('order-match', ...happenings)),
  )
  expect(depths).toEqual([0, 1, 2, 2])
  expect(depthOf(journey('receipt', reviewed))).toBe(1)
})

test('without a network the check stays open, so that trying again is one tap', () => {
  const offline: Happening = { kind: 'refused', problem: 'offline' }
  expect(journey('receipt', reviewed, confirmed, offline)).toMatchObject({
    step: 'confirming',
    trouble: { problem: 'offline' },
  })
})

test('bad input leads back to the fields, each with the server’s sentence', () => {
  const bad = refused('bad-input', [
    { path: 'buyer.taxpayerId', code: 'taxpayer-id.too-short', message: '税号位数不够' },
  ])
  expect(journey('receipt', reviewed, confirmed, bad)).toMatchObject({
    step: 'filling',
    trouble: { fields: { taxpayerId: '税号位数不够' } },
  })
})

test('a receipt that does not match is asked for again, with everything typed', () => {
  expect(journey('order-match', { kind: 'looking-up' }, refused('receipt-not-matched'))).toMatchObject({
    at: 'receipt',
    busy: false,
    trouble: { problem: 'receipt-not-matched' },
  })
  expect(journey('order-match', found, reviewed, confirmed, refused('receipt-not-matched')).at).toBe('receipt')
})

test('a dead end knows the shop, and another receipt can be tried', () => {
  const end = journey('order-match', refused('order-already-invoiced'))
  expect(end).toMatchObject({ at: 'dead-end', problem: 'order-already-invoiced', shop: { store: '科技园店' } })
  expect(proceed(end, { kind: 'began-again' }).at).toBe('receipt')
})

test('whoever holds the application of a receipt is led to it, and nobody else', () => {
  const problem = { type: '', title: '', status: 409, code: 'order-already-invoiced', requestId: 'r' } as const
  expect(heldRef({ ...problem, ref: 'lanhu0001' })).toBe('lanhu0001')
  expect(heldRef({ ...problem, buyerName: '青屿****' })).toBeUndefined()
  expect(heldRef({ ...problem, code: 'too-late', ref: 'lanhu0001' })).toBeUndefined()
  expect(heldRef('offline')).toBeUndefined()
})

test('a code that leads nowhere names its shop, when the page opens and when it ends meanwhile', () => {
  const { shop } = aPage('order-match')
  const problem = { type: '', title: '已停用', status: 409, code: 'qr-code-disabled', requestId: 'r', shop } as const
  expect(openPage({ problem })).toMatchObject({ at: 'dead-end', shop })
  const application = journey('order-match', { kind: 'submitted', application: anApplication() })
  expect(proceed({ ...application, page: undefined } as Journey, { kind: 'refused', problem })).toMatchObject({ shop })
})

test('what the server refused at once is a dead end, whatever the problem', () => {
  const problem = { type: '', title: '系统出了问题', status: 500, code: 'internal-error', requestId: 'r' } as const
  expect(openPage({ problem })).toMatchObject({
    at: 'dead-end',
    title: '系统出了问题',
  })
})

test('scanning again shows the latest application, unless it came to nothing', () => {
  const at = (latest: ReturnType<typeof anApplication>) => openPage({ page: aPage('title-only', latest) }).at
  expect([at(anApplication()), at(anIssued())]).toEqual(['application', 'application'])
  expect([at(anApplication({ status: 'rejected' })), at(anApplication({ status: 'withdrawn' }))]).toEqual([
    'form',
    'form',
  ])
})

test('from the latest application another one can begin', () => {
  const shown = openPage({ page: aPage('title-only', anIssued()) })
  expect(proceed(shown, { kind: 'began-again' }).at).toBe('form')
})

test('the field of a server’s error is the last part of its path', () => {
  const errors = [
    { path: '/buyer/name', code: 'missing', message: 'a' },
    { path: 'email', code: 'email', message: 'b' },
  ]
  expect(troubleOf({ type: '', title: '', status: 400, code: 'bad-input', requestId: '', errors }).fields).toEqual({
    name: 'a',
    email: 'b',
  })
})

test('a reload leads back to where the person was, as far as the draft reaches', () => {
  const form = { ...emptyForm, kind: 'individual', name: '林女士', email: 'lin@example.com' } as const
  const resumed = (draft: Parameters<typeof resume>[1], depth: number) => {
    const reached = resume(journey('order-match'), draft, depth)
    return reached.at === 'form' ? reached.step : reached.at
  }
  const draft = { ...newDraft('key', form), order }
  expect([0, 1, 2].map((depth) => resumed(draft, depth))).toEqual(['receipt', 'filling', 'confirming'])
  expect(resumed({ ...draft, form: emptyForm }, 2)).toBe('filling')
  expect(resumed(newDraft('key', form), 2)).toBe('receipt')
})
