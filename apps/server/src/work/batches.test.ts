import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inBatches } from './batches.ts'

const options = { atOnce: 1, most: 3 }

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

test('one that fails takes no other with it', async () => {
  const run = async (items: readonly string[]) => {
    if (items.includes('poison')) throw new Error('no')
    return items.map((item) => item.toUpperCase())
  }
  const upper = inBatches(options, run)
  const ends = await Promise.allSettled(['a', 'poison', 'b'].map(upper))
  expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : 'refused'))).toEqual(['A', 'refused', 'B'])
  expect(await upper('c')).toBe('C')
})

test('never more batches at a time than were allowed', async () => {
  let running = 0
  let most = 0
  const work = inBatches({ atOnce: 2, most: 1 }, async (items: readonly number[]) => {
    most = Math.max(most, ++running)
    await turn()
    running -= 1
    return items
  })
  await Promise.all(Array.from({ length: 50 }, (_, n) => work(n)))
  expect(most).toBe(2)
})
