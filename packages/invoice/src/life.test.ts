import { expect, test } from 'vitest'
import { applicationLife, applicationStatuses } from './application.ts'
import { deliveryLife, deliveryStatuses } from './delivery.ts'
import { advance, diagram, type Life, statusAfter, statusesOf } from './life.ts'

test('an event leads to the status of the table, and the compiler knows which', () => {
  const issuing: 'issuing' = advance(applicationLife, 'approved', 'send')
  const due: 'due' = advance(deliveryLife, 'bounced', 'retry')
  expect([issuing, due]).toEqual(['issuing', 'due'])
})

test('an impossible event does not compile, and throws when forced', () => {
  // @ts-expect-error
  expect(() => advance(applicationLife, 'issued', 'withdraw')).toThrow('withdraw is impossible when issued')
  // @ts-expect-error
  expect(() => advance(applicationLife, 'lost', 'withdraw')).toThrow('withdraw is impossible when lost')
})

test('an application can be withdrawn until it is being issued', () => {
  const open = applicationStatuses.filter((status) => statusAfter(applicationLife, status, 'withdraw'))
  expect(open).toEqual(['submitted', 'reviewing', 'approved'])
})

test('words that every object inherits are no events', () => {
  expect(statusAfter(applicationLife, 'issued', 'constructor' as 'withdraw')).toBeUndefined()
})

test.each<[string, Life, string[]]>([
  ['an application', applicationLife, ['issued', 'rejected', 'withdrawn']],
  ['a delivery', deliveryLife, []],
])('in the life of %s every status can be reached, and only the named ones end it', (_, life, ends) => {
  const reached = new Set(Object.keys(life).slice(0, 1))
  for (const status of reached) for (const next of Object.values(life[status] ?? {})) reached.add(next)
  expect([...reached].sort()).toEqual(statusesOf(life).sort())
  expect(statusesOf(life).filter((status) => Object.keys(life[status] ?? {}).length === 0)).toEqual(ends)
})

test('an application that ends without an invoice never passes through issued', () => {
  expect(Object.values(applicationLife).filter((events) => 'issue' in events)).toEqual([applicationLife.issuing])
})

test('a life is printed as a state diagram', () => {
  expect(deliveryStatuses).toEqual(['due', 'sent', 'failed', 'bounced'])
  expect(diagram(deliveryLife)).toBe(`stateDiagram-v2
  [*] --> due
  due --> sent: send
  due --> failed: fail
  sent --> bounced: bounce
  failed --> due: retry
  bounced --> due: retry`)
  expect(diagram(applicationLife)).toContain('\n  issued --> [*]')
})
