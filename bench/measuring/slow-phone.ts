import { existsSync } from 'node:fs'
import { type Browser, type CDPSession, chromium } from '@playwright/test'
import { debianChromium } from '../../scripts/checks/tools.ts'

/**
 * Lighthouse's slow 4G, as the browser's own throttling understands it: 150 ms before each answer, 1.6 Mbit/s down,
 * 750 kbit/s up. Making the connection costs nothing there.
 */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const CPU_SLOWDOWN = 4

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type Load = {
  /** From the start of the navigation until a field can be typed in. */
  usableMs: number
  requests: number
  /** Over the wire, compressed, heads of the responses included. */
  bytes: number
  /** The bodies unpacked. */
  unpackedBytes: number
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ args: ARGS, ...(existsSync(debianChromium) && { executablePath: debianChromium }) })
}

/** Opens the page as somebody would who never saw it before, and waits until it is quiet. */
export async function loadOnSlowPhone(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN', isMobile: true })
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', SLOW_4G)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
    const traffic = countTraffic(devtools)
    await page.addInitScript(watchForField)
    await page.goto(url, { waitUntil: 'networkidle' })
    const usableMs = await page.waitForFunction(() => performance.getEntriesByName('usable')[0]?.startTime)
    return { usableMs: (await usableMs.jsonValue()) ?? Number.NaN, ...traffic }
  } finally {
    await context.close()
  }
}

function countTraffic(devtools: CDPSession): Omit<Load, 'usableMs'> {
  const traffic = { requests: 0, bytes: 0, unpackedBytes: 0 }
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    traffic.requests += 1
    traffic.bytes += encodedDataLength
  })
  devtools.on('Network.dataReceived', ({ dataLength }) => {
    traffic.unpackedBytes += dataLength
  })
  return traffic
}

/** Runs in the page: marks the first frame in which a field is on the screen and takes input. */
function watchForField(): void {
  const field = document.querySelector<HTMLInputElement>('input:not([type=hidden]):enabled')
  if (field?.checkVisibility()) performance.mark('usable')
  else requestAnimationFrame(watchForField)
}
