import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import { debianChromium } from './scripts/checks/tools.ts'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

// The journeys start the stack themselves: no webServer here.
export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  // A busy machine may take seconds for what takes milliseconds at rest; a journey waits, it does not race.
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'off',
    actionTimeout: 20_000,
    launchOptions: { args, ...(existsSync(debianChromium) && { executablePath: debianChromium }) },
  },
})
