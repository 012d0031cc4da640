// `npm test`: every check there is, in the order in which they are quick. `npm test -- types unit` runs just those.
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWeb } from './build-web.ts'
import { playwrightTally, sum, type Tally, vitestTally } from './checks/tally.ts'
import { debianChromium, installTools } from './checks/tools.ts'
import { root, run } from './run.ts'

const reports = mkdtempSync(join(tmpdir(), 'mashang-test-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))

const { TEST_DATABASE_URL: external } = process.env

const steps: Record<string, () => Promise<Tally>> = {
  web: () => check('web', async () => ({ code: 0, output: (await buildWeb()).join(' ') })),
  types: async () => sum(await Promise.all(typeProjects().map((project) => checkCommand('tsc', '-p', project)))),
  lint: () => checkCommand('biome', 'ci', '--colors=off', '--diagnostic-level=error'),
  arrows: () => checkCommand('node', 'scripts/check-arrows.ts'),
  unused: () => checkCommand('knip', '--no-progress'),
  schema: async () =>
    sum([
      await checkCommand('node', 'db/dump.ts', '--check'),
      await checkCommand('node', 'db/generate-types.ts', '--check'),
    ]),
  unit: () => withTools(() => vitest('unit', { TEST_DATABASE_URL: undefined })),
  ...(external && {
    'unit-external': () => vitest('unit-external', { TEST_DATABASE_URL: external }, '--project', 'database'),
  }),
  browser: () => withTools(playwright),
}

function typeProjects(): string[] {
  return ['tsconfig.json', ...globSync('apps/*/tsconfig.json', { cwd: root })]
}

/** A static check: passed or failed as a whole; what it says is shown only when it failed. */
async function check(name: string, work: () => Promise<{ code: number; output: string }>): Promise<Tally> {
  const { code, output } = await work().catch((error: Error) => ({ code: 1, output: error.message }))
  if (code === 0) return { passed: 1, failures: [] }
  process.stdout.write(`${output.trim()}\n`)
  return { passed: 0, failures: [name] }
}

function checkCommand(...command: string[]): Promise<Tally> {
  return check(command.join(' '), () => run(command))
}

async function withTools(work: () => Promise<Tally>): Promise<Tally> {
  const installed = await installTools()
  return installed.ok ? await work() : await check('tools', async () => ({ code: 1, output: installed.problem }))
}

/** Runs vitest and counts; that it ended badly without a failed test is a failure as well. */
async function vitest(name: string, env: NodeJS.ProcessEnv, ...only: string[]): Promise<Tally> {
  const report = join(reports, `${name}.json`)
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await run(['vitest', 'run', ...reporters, ...only], { env, show: true })
  return honest(name, code, existsSync(report) ? vitestTally(report) : nothing)
}

async function playwright(): Promise<Tally> {
  const report = join(reports, 'browser.json')
  const env = {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    ...(existsSync(debianChromium) && { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' }),
  }
  const { code } = await run(['playwright', 'test', '--reporter=list,json'], { env, show: true })
  return honest('browser', code, existsSync(report) ? playwrightTally(report) : nothing)
}

const nothing: Tally = { passed: 0, failures: [] }

function honest(name: string, code: number, tally: Tally): Tally {
  if (code === 0 || tally.failures.length > 0) return tally
  return { ...tally, failures: [`${name} ended with ${code}, and no test of it had failed`] }
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2)
  const unknown = asked.find((name) => !steps[name])
  if (unknown) {
    process.stderr.write(`✗ 没有“${unknown}”这一步 no such step. ${Object.keys(steps).join(' ')}\n`)
    process.exit(1)
  }
  const tallies: Tally[] = []
  for (const [name, step] of Object.entries(steps)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    process.stdout.write(`\n── ${name}\n`)
    const begun = performance.now()
    const tally = await step()
    tallies.push(tally)
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    const { passed, failures } = tally
    const mark = failures.length > 0 ? '✗' : '✓'
    process.stdout.write(`${mark} ${name}: ${passed} passed, ${failures.length} failed, ${seconds} s\n`)
  }
  const { passed, failures } = sum(tallies)
  // Once more where a reader of a long log looks first.
  for (const failure of failures) process.stdout.write(`\n✗ ${failure}\n`)
  process.stdout.write(`\n${passed} passed, ${failures.length} failed\n`)
  process.exit(failures.length > 0 || passed === 0 ? 1 : 0)
}

await main()
