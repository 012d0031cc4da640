import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

test('a test file that cannot be loaded is one failure', () => {
  const loaded = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }
  const broken = { status: 'failed', assertionResults: [] }
  const report = { numPassedTests: 1, numFailedTests: 1, testResults: [loaded, broken] }
  expect(reading(vitestTally, report)).toEqual({ passed: 1, failed: 2 })
})

test('a journey that passes only now and then, and an error outside every journey, are failures', () => {
  const report = { stats: { expected: 3, unexpected: 1, flaky: 1 }, errors: [{}] }
  expect(reading(playwrightTally, report)).toEqual({ passed: 3, failed: 3 })
})
