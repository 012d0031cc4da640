import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { root } from './run.ts'

let clone: string

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'a fresh clone '))
  mkdirSync(join(clone, 'scripts'))
  copyFileSync(join(root, 'scripts/bootstrap.mjs'), join(clone, 'scripts/bootstrap.mjs'))
  writeFileSync(
    join(clone, 'scripts/start.ts'),
    'const said: string[] = process.argv.slice(2)\nconsole.log(said)\nprocess.exit(7)\n',
  )
  dependOn({})
})
afterEach(() => rmSync(clone, { recursive: true }))

/** Writes package.json and the lock file for these dependencies: name → lock entry. */
function dependOn(dependencies: Record<string, { version: string; [key: string]: unknown }>): void {
  const versions = Object.entries(dependencies).map(([name, { version }]) => [name, version])
  const manifest = { name: 'shop', version: '1.0.0', dependencies: Object.fromEntries(versions) }
  const entries = Object.entries(dependencies).map(([name, entry]) => [`node_modules/${name}`, entry])
  const packages = { '': manifest, ...Object.fromEntries(entries) }
  writeFileSync(join(clone, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(clone, 'package-lock.json'), JSON.stringify({ ...manifest, lockfileVersion: 3, packages }))
}

/** Marks these packages as installed, the way npm does. */
function install(packages: Record<string, unknown>): void {
  mkdirSync(join(clone, 'node_modules'))
  writeFileSync(join(clone, 'node_modules/.package-lock.json'), JSON.stringify({ packages }))
}

function bootstrap(args: string[], nodeArgs: string[] = []): Promise<{ code: number; said: string }> {
  const env = {
    ...process.env,
    npm_config_registry: 'http://127.0.0.1:9',
    npm_config_fetch_retries: '0',
    npm_config_cache: join(clone, 'cache'),
  }
  return new Promise((resolve) => {
    const all = [...nodeArgs, join(clone, 'scripts/bootstrap.mjs'), ...args]
    execFile(process.execPath, all, { env, cwd: tmpdir() }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    )
  })
}

const dayjs = {
  version: '1.11.13',
  resolved: 'https://packages.example/dayjs/-/dayjs-1.11.13.tgz',
  integrity: 'sha512-x',
}

test('the script gets its arguments, and its exit code is ours', async () => {
  install({})
  expect(await bootstrap(['start', '一', 'b c'])).toEqual({ code: 7, said: "[ '一', 'b c' ]\n" })
})

test('an old Node is told which one is needed', async () => {
  const old = join(clone, 'old.cjs')
  writeFileSync(old, "Object.defineProperty(process, 'version', { value: 'v18.19.0' })")
  const { code, said } = await bootstrap(['start'], ['--require', old])
  expect(code).toBe(1)
  expect(said).toContain('Node 20 or newer is needed; this is v18.19.0.')
  expect(said).not.toContain('    at ')
})

test('without a network one sentence says so', async () => {
  dependOn({ dayjs })
  const { code, said } = await bootstrap(['start'])
  expect(code).toBe(1)
  expect(said).toContain('the npm registry is out of reach')
  expect(said).not.toMatch(/npm error| {4}at /)
})

test('a lock file that asks for another version installs again', async () => {
  dependOn({ dayjs })
  install({ 'node_modules/dayjs': { ...dayjs, version: '1.11.12' } })
  expect((await bootstrap(['start'])).said).toContain('Installing dependencies')
})

test('optional packages for other systems may be absent', async () => {
  dependOn({ dayjs: { ...dayjs, optional: true } })
  install({})
  expect((await bootstrap(['start'])).code).toBe(7)
})

test('a command that does not exist names those that do', async () => {
  install({})
  expect((await bootstrap(['stop'])).said).toContain('There are: start, test, bench')
})
