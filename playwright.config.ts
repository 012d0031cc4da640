import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import { debianChromium } from './scripts/checks/chromium.ts'

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
  reporter: 'list',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'off',
    launchOptions: { args, ...(existsSync(debianChromium) && { executablePath: debianChromium }) },
  },
})
