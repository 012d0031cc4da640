import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Throttle, throttle } from './throttle.ts'

/** A guess as the edge makes it: looked up is what comes back, undefined is what was refused. */
const guess = (tries: Throttle, key: string, answer: 'right' | 'wrong') =>
  tries.attempt(
    key,
    async () => answer,
    (given) => given === 'wrong',
  )

test('only wrong tries count, each key by itself, until the window has passed', async () => {
  let now = 0
  const tries = throttle(3, 1_000, () => now)
  for (let n = 0; n < 10; n++) expect(await guess(tries, 'a', 'right')).toBe('right')
  for (let n = 0; n < 3; n++) expect(await guess(tries, 'a', 'wrong')).toBe('wrong')
  expect([await guess(tries, 'a', 'right'), await guess(tries, 'b', 'right')]).toEqual([undefined, 'right'])
  now = 999
  expect(await guess(tries, 'a', 'right')).toBeUndefined()
  now = 1_000
  expect(await guess(tries, 'a', 'wrong')).toBe('wrong')
  expect(await guess(tries, 'a', 'wrong'), 'a new window begins with one').toBe('wrong')
})

test('guesses made at once get no more than guesses made one by one', async () => {
  const tries = throttle(20, 1_000)
  let looked = 0
  const look = async () => {
    looked += 1
    await sleep(5)
    return 'wrong'
  }
  const answers = await Promise.all(Array.from({ length: 100 }, () => tries.attempt('a', look, () => true)))
  expect([looked, answers.filter((answer) => answer === undefined).length]).toEqual([20, 80])
})

test('a crowd that is right all at once is served, though some wait for others', async () => {
  const tries = throttle(3, 1_000)
  let [underWay, most] = [0, 0]
  const look = async (n: number) => {
    most = Math.max(most, ++underWay)
    await sleep(2)
    underWay -= 1
    if (n % 10 === 0) throw new Error('the database is away')
    return 'right'
  }
  const tried = Array.from({ length: 50 }, (_, n) =>
    tries.attempt(
      'a',
      () => look(n),
      () => false,
    ),
  )
  const ends = await Promise.allSettled(tried)
  expect(ends.filter((end) => end.status === 'fulfilled' && end.value === 'right')).toHaveLength(45)
  expect(most).toBe(3)
})

test('a crowd of strangers does not fill the memory; the longest unseen are forgotten first', async () => {
  const tries = throttle(1, 1_000, () => 0)
  const refused = async (key: string) => (await guess(tries, key, 'wrong')) === undefined
  for (let n = 0; n < 100_000; n++) await guess(tries, String(n), 'wrong')
  expect(await refused('0'), 'seen just now').toBe(true)
  await guess(tries, 'one more', 'wrong')
  const others = [await refused('0'), await refused('2'), await refused('one more')]
  expect([...others, await refused('1')]).toEqual([true, true, true, false])
})
