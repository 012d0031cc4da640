import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/** How many tests passed, and the names of the others with what they said. A static check counts as one. */
export type Tally = { passed: number; failures: string[] }

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failures: tallies.flatMap(({ failures }) => failures),
})

type VitestReport = {
  numPassedTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] | null }[]
  }[]
}

/** Counts what vitest wrote; a file that could not even be loaded is one failure. */
export function vitestTally(file: string): Tally {
  const report: VitestReport = JSON.parse(readFileSync(file, 'utf8'))
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    const where = relative(process.cwd(), name)
    if (failed.length > 0)
      return failed.map((test) => failure(`${where} › ${test.fullName}`, test.failureMessages?.join('\n')))
    return status === 'failed' ? [failure(where, message)] : []
  })
  return { passed: report.numPassedTests, failures }
}

type PlaywrightError = { message?: string }
type PlaywrightSuite = {
  suites?: PlaywrightSuite[]
  specs: {
    title: string
    file: string
    line: number
    tests: { status: string; results: { errors: PlaywrightError[] }[] }[]
  }[]
}
type PlaywrightReport = { stats: { expected: number }; suites: PlaywrightSuite[]; errors: PlaywrightError[] }

/** Counts what Playwright wrote; an error outside every test is one failure. */
export function playwrightTally(file: string): Tally {
  const report: PlaywrightReport = JSON.parse(readFileSync(file, 'utf8'))
  const ofSuite = ({ suites = [], specs }: PlaywrightSuite): string[] => [
    ...suites.flatMap(ofSuite),
    ...specs.flatMap(({ title, file, line, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results }) =>
          failure(`${file}:${line} › ${title}`, results.flatMap(({ errors }) => errors)[0]?.message),
        ),
    ),
  ]
  return {
    passed: report.stats.expected,
    failures: [...report.suites.flatMap(ofSuite), ...report.errors.map(({ message }) => failure('browser', message))],
  }
}

const MOST_LINES = 12

/** Enough to know it by at the end of a long log; the whole of it stands further up. */
function failure(where: string, message = ''): string {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+(at|❯) .*(node_modules|<anonymous>)/.test(line))
  return [where, ...lines.slice(0, MOST_LINES).map((line) => `    ${line}`)].join('\n')
}
