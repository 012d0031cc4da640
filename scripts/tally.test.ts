import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { playwrightTally, vitestTally } from './checks/tally.ts'

/** What a reader makes of a report with this content. */
function reading<T>(read: (file: string) => T, report: unknown): T {
  const folder = mkdtempSync(join(tmpdir(), 'report-'))
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(report))
  try {
    return read(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a test that failed is named with what it said, and a file that cannot be loaded is one failure', () => {
  const passed = { status: 'passed', fullName: 'adds', failureMessages: [] }
  const failed = {
    status: 'failed',
    fullName: 'a sum is even',
    failureMessages: ['\u001b[31mexpected 3\u001b[39m\n    at node_modules/x'],
  }
  const loaded = { name: resolve('db/a.test.ts'), status: 'failed', message: '', assertionResults: [passed, failed] }
  const broken = {
    name: resolve('db/b.test.ts'),
    status: 'failed',
    message: 'no node_modules/such',
    assertionResults: [],
  }
  expect(reading(vitestTally, { numPassedTests: 1, testResults: [loaded, broken] })).toEqual({
    passed: 1,
    failures: ['db/a.test.ts › a sum is even\n    expected 3', 'db/b.test.ts\n    no node_modules/such'],
  })
})

test('a journey that passes only now and then, and an error outside every journey, are failures', () => {
  const journey = (title: string, status: string) => ({
    title,
    file: 'a.spec.ts',
    line: 7,
    tests: [{ status, results: [{ errors: status === 'expected' ? [] : [{ message: 'no button' }] }] }],
  })
  const report = {
    stats: { expected: 3 },
    suites: [
      {
        specs: [journey('opens', 'expected'), journey('scans', 'flaky')],
        suites: [{ specs: [journey('pays', 'unexpected'), journey('waits', 'skipped')] }],
      },
    ],
    errors: [{ message: 'port taken' }],
  }
  expect(reading(playwrightTally, report)).toEqual({
    passed: 3,
    failures: ['a.spec.ts:7 › pays\n    no button', 'a.spec.ts:7 › scans\n    no button', 'browser\n    port taken'],
  })
})
