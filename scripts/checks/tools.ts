import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { run } from '../run.ts'

/** Where Debian puts its browser. */
export const debianChromium = '/usr/bin/chromium'

const packages = ['chromium', 'fonts-noto-cjk', 'poppler-utils']

/**
 * Makes sure that a browser is there, with Chinese fonts and poppler, which turns PDF pages into pictures: from Debian
 * when we may install, else Playwright's own. Returns what the person has to install when neither works.
 */
export async function installChromium(): Promise<{ ok: true } | { ok: false; problem: string }> {
  if (existsSync(debianChromium) || existsSync(chromium.executablePath())) return { ok: true }
  process.stdout.write('正在安装 Chromium… Installing Chromium…\n')
  const { output } = mayUseApt() ? await installFromDebian() : await run(['playwright', 'install', 'chromium'])
  if (existsSync(debianChromium) || existsSync(chromium.executablePath())) return { ok: true }
  const advice = existsSync('/etc/debian_version')
    ? `sudo apt-get install ${packages.join(' ')}`
    : 'npx playwright install --with-deps chromium'
  return {
    ok: false,
    problem: `${output.trim()}\n没有可用的浏览器，请先运行 No browser to test with; run first:\n  ${advice}\n`,
  }
}

function mayUseApt(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version')
}

async function installFromDebian() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await run(['apt-get', 'update', '-qq'], { env })
  if (updated.code !== 0) return updated
  return run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
}
