import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { run } from '../run.ts'

/** Where Debian puts its browser. */
export const debianChromium = '/usr/bin/chromium'

/** What the tests look at our pages and documents with, so that they are not judged by ourselves: Debian's packages. */
const tools: { packages: string[]; isThere: () => boolean }[] = [
  { packages: ['chromium', 'fonts-noto-cjk'], isThere: hasBrowser },
  { packages: ['poppler-utils'], isThere: () => isOnPath('pdftoppm') },
  { packages: ['mupdf-tools'], isThere: () => isOnPath('mutool') },
  { packages: ['libxml2-utils'], isThere: () => isOnPath('xmllint') },
]

/**
 * Makes sure that a browser with Chinese fonts and other people's readers of PDF and XML are there: from Debian when we
 * may install, else a browser of Playwright's own. Returns what the person has to install when something is missing.
 */
export async function installTools(): Promise<{ ok: true } | { ok: false; problem: string }> {
  if (missing().length === 0) return { ok: true }
  process.stdout.write(`正在安装测试要用的工具… Installing what the tests need: ${missing().join(' ')}\n`)
  const { output } = mayUseApt() ? await installFromDebian(missing()) : await installBrowser()
  const left = missing()
  if (left.length === 0) return { ok: true }
  const advice = existsSync('/etc/debian_version')
    ? `sudo apt-get install ${left.join(' ')}`
    : `npx playwright install --with-deps chromium, and: ${left.join(' ')}`
  return { ok: false, problem: `${output.trim()}\n请先安装 The tests need; install first:\n  ${advice}\n` }
}

function missing(): string[] {
  return tools.filter(({ isThere }) => !isThere()).flatMap(({ packages }) => packages)
}

function hasBrowser(): boolean {
  return existsSync(debianChromium) || existsSync(chromium.executablePath())
}

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}

function mayUseApt(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version')
}

async function installFromDebian(packages: string[]) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await run(['apt-get', 'update', '-qq'], { env })
  if (updated.code !== 0) return updated
  return run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
}

async function installBrowser() {
  return hasBrowser() ? { output: '' } : await run(['playwright', 'install', 'chromium'])
}
