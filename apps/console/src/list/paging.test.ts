import { expect, test } from 'vitest'
import { PAGE, pagingOf } from './paging.ts'

function visited(after: string[] | undefined, next: string | undefined) {
  const seen: (string[] | undefined)[] = []
  const paging = pagingOf(after, next, (cursors) => seen.push(cursors))
  paging.goBack?.()
  paging.goOn?.()
  return { ...paging, seen }
}

test('the first and only page leads nowhere', () => {
  expect(visited(undefined, undefined)).toMatchObject({ before: 0, goBack: undefined, goOn: undefined })
})

test('the next page remembers how one came', () => {
  expect(visited(['a'], 'b').seen).toEqual([undefined, ['a', 'b']])
})

test('going back from the third page opens the second', () => {
  expect(visited(['a', 'b'], undefined)).toMatchObject({ before: 2 * PAGE, seen: [['a']] })
})
