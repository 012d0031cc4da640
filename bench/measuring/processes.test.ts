import { expect, test } from 'vitest'
import { descendants, familyOf, parseProcesses } from './processes.ts'

const listing = `
    1     0   2048 init
  300     1  51200 node scripts/start.ts
  310   300 102400 node apps/server/src/main.ts
  311   300   1024 postgres -D data
  312   311   2048 postgres: writer
  400     1   9999 node scripts/start.ts
`

test('a family is a process and what it started, however deep', () => {
  const family = descendants(parseProcesses(listing), 300)
  expect(family.map(({ pid }) => pid)).toEqual([300, 310, 311, 312])
  expect(family[1]).toEqual({ pid: 310, parent: 300, residentMb: 100, command: 'node apps/server/src/main.ts' })
})

test('the system lists this very process with its memory', async () => {
  const [self] = await familyOf(process.pid)
  expect(self?.residentMb).toBeGreaterThan(10)
})
