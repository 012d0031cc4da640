import { expect, test } from 'vitest'
import { sayIn } from './language.ts'
import { pollAfterMs } from './polling.ts'
import { headlineOf, stepsOf } from './progress.ts'
import { anApplication, anIssued } from './views.fixture.ts'

const say = sayIn('zh')
const now = Date.parse('2026-11-23T04:41:05.000Z')
const headline = (changes: Parameters<typeof anApplication>[0]) => {
  const { title, text } = headlineOf(anApplication(changes), now)
  return [say(title.word, title.details), say(text.word, text.details)]
}
const steps = (application: ReturnType<typeof anApplication>) =>
  stepsOf(application).map(({ title, state }) => `${say(title)} ${state}`)

test('the wait is said in seconds, as an estimate, with who is ahead', () => {
  expect(headline({ ahead: 2, estimateSeconds: 20 })).toEqual(['约 20 秒', '前面还有 2 单，一般 12:42 前开好'])
  expect(headline({ ahead: 0, estimateSeconds: 4 })).toEqual(['约 4 秒', '轮到您了，一般 12:42 前开好'])
  expect(headline({ ahead: 90, estimateSeconds: 150 })).toEqual(['约 3 分钟', '前面还有 90 单，一般 12:44 前开好'])
})

test('without an estimate nothing is promised', () => {
  expect(headline({ ahead: 3 })).toEqual(['马上就好', '前面还有 3 单'])
})

test('a title without an amount waits for the staff', () => {
  const { grossFen, ...application } = anApplication({ status: 'reviewing' })
  expect(grossFen).toBe(12_800)
  expect(headlineOf(application, now).title.word).toBe('status.awaitingAmount')
  expect(steps(application)).toEqual(['已提交 done', '店员填金额 now', '开具中 todo', '已开具 todo', '已送达 todo'])
})

test('each status has its steps', () => {
  expect(steps(anApplication())).toEqual(['已提交 done', '开具中 now', '已开具 todo', '已送达 todo'])
  expect(steps(anApplication({ status: 'blocked' }))).toEqual([
    '已提交 done',
    '开具中 stopped',
    '已开具 todo',
    '已送达 todo',
  ])
  expect(steps(anIssued({ deliveries: [] }))).toEqual(['已提交 done', '开具中 done', '已开具 done', '已送达 now'])
  expect(steps(anIssued())).toEqual(['已提交 done', '开具中 done', '已开具 done', '已送达 done'])
  expect(steps(anApplication({ status: 'rejected' }))).toEqual(['已提交 done', '已退回 stopped'])
})

test('the page looks every second, then slower, never slower than every twenty', () => {
  const waits = [0, 19, 25, 60, 5000].map((looks) => pollAfterMs(anApplication(), looks) ?? 0)
  expect(waits.slice(0, 2)).toEqual([1000, 1000])
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  expect(waits.at(-1)).toBe(20_000)
  expect(pollAfterMs(anApplication({ status: 'reviewing' }), 0)).toBe(3000)
})

test('it looks no more once nothing can change', () => {
  expect(pollAfterMs(anIssued(), 0)).toBeUndefined()
  expect(pollAfterMs(anApplication({ status: 'rejected' }), 0)).toBeUndefined()
  expect(pollAfterMs(anApplication({ status: 'withdrawn' }), 0)).toBeUndefined()
})

test('it goes on looking until the documents are made and the mail has left', () => {
  const { invoice } = anIssued()
  if (!invoice) throw new Error('an issued application has an invoice')
  expect(pollAfterMs(anIssued({ invoice: { ...invoice, documents: [] } }), 0)).toBe(1000)
  expect(pollAfterMs(anIssued({ deliveries: [{ address: 'l***@example.com', status: 'due' }] }), 0)).toBe(1000)
})
