import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inBatches } from './batches.ts'

const options = { atOnce: 1, most: 3, apart: (error: unknown) => error instanceof Poisoned }
class Poisoned extends Error {}

test('a lone one waits for nobody, and those that come meanwhile go together', async () => {
  const batches: (readonly number[])[] = []
  const open = Promise.withResolvers<void>()
  const double = inBatches(options, async (items: readonly number[]) => {
    batches.push(items)
    await open.promise
    return items.map((item) => item * 2)
  })
  const first = double(1)
  await turn()
  await turn()
  const others = [2, 3, 4, 5].map(double)
  open.resolve()
  expect(await Promise.all([first, ...others])).toEqual([2, 4, 6, 8, 10])
  expect(batches).toEqual([[1], [2, 3, 4], [5]])
})

test('one that fails takes no other with it, and they are done again one after the other', async () => {
  let [running, together] = [0, 0]
  const run = async (items: readonly string[]) => {
    together = Math.max(together, ++running)
    await turn()
    running -= 1
    if (items.includes('poison')) throw new Poisoned()
    return items.map((item) => item.toUpperCase())
  }
  const upper = inBatches(options, run)
  const ends = await Promise.allSettled(['a', 'poison', 'b'].map(upper))
  expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : 'refused'))).toEqual(['A', 'refused', 'B'])
  expect(await upper('c')).toBe('C')
  expect(together).toBe(1)
})

test('what is no item’s fault fails the whole batch, once', async () => {
  const batches: (readonly string[])[] = []
  const run = async (items: readonly string[]) => {
    batches.push(items)
    throw new Error('the database is away')
  }
  const ends = await Promise.allSettled(['a', 'b', 'c'].map(inBatches(options, run)))
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(batches).toEqual([['a', 'b', 'c']])
})

test('an answer too few is an error, not somebody else’s answer', async () => {
  const work = inBatches(options, async (items: readonly string[]) => items.slice(1))
  const ends = await Promise.allSettled(['a', 'b'].map(work))
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

test('when too many wait, the next is refused and the others are done', async () => {
  const open = Promise.withResolvers<void>()
  const work = inBatches({ ...options, mostWaiting: 5 }, async (items: readonly number[]) => {
    await open.promise
    return items
  })
  const ends = Promise.allSettled([1, 2, 3, 4, 5, 6, 7].map(work))
  await turn()
  open.resolve()
  expect((await ends).map(({ status }) => status)).toEqual([...Array(5).fill('fulfilled'), 'rejected', 'rejected'])
  expect(await work(8)).toBe(8)
})

test('never more batches at a time than were allowed', async () => {
  let running = 0
  let most = 0
  const work = inBatches({ ...options, atOnce: 2, most: 1 }, async (items: readonly number[]) => {
    most = Math.max(most, ++running)
    await turn()
    running -= 1
    return items
  })
  await Promise.all(Array.from({ length: 50 }, (_, n) => work(n)))
  expect(most).toBe(2)
})
