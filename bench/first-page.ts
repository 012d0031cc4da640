// The page behind a QR code on a slow phone: its bytes over the wire, and how soon the form takes input.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { withInstallation } from './measuring/installation.ts'
import { median } from './measuring/numbers.ts'
import { report } from './measuring/report.ts'
import { alternately } from './measuring/rounds.ts'
import { loadOnSlowPhone, openBrowser } from './measuring/slow-phone.ts'

const ROUNDS = 5
const TARGET_BYTES = 25 * 1024
const TARGET_MS = 1000

/** The least a page with a field can be. */
const empty = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html').end('<!doctype html><title>-</title><input>')
})
empty.listen(0, '127.0.0.1')
await once(empty, 'listening')
const emptyUrl = `http://127.0.0.1:${(empty.address() as AddressInfo).port}/`

const { ours, baseline } = await withInstallation({ MASHANG_ROLES: 'http' }, async ({ demo }) => {
  const browser = await openBrowser()
  try {
    return await alternately(
      ROUNDS,
      () => loadOnSlowPhone(browser, demo.qrUrl),
      () => loadOnSlowPhone(browser, emptyUrl),
    )
  } finally {
    await browser.close()
  }
})
empty.close()

const bytes = Math.max(...ours.map((load) => load.bytes))
const usableMs = median(ours.map((load) => load.usableMs))
const emptyUsableMs = median(baseline.map((load) => load.usableMs))
report({
  name: 'first-page',
  figures: {
    bytes,
    unpackedBytes: Math.max(...ours.map((load) => load.unpackedBytes)),
    requests: Math.max(...ours.map((load) => load.requests)),
    usableMs,
    rounds: ROUNDS,
  },
  baseline: { emptyPageUsableMs: emptyUsableMs },
  ratio: usableMs / emptyUsableMs,
  target: `at most ${TARGET_BYTES} bytes in all, and usable within ${TARGET_MS} ms`,
  held: bytes <= TARGET_BYTES && usableMs <= TARGET_MS,
})
